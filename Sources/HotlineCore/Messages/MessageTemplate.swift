/// A text with places to be filled in, each a name in braces.
public struct MessageTemplate: Hashable, Sendable {
    /// A place to be filled in.
    public enum Place: String, Hashable, Sendable, CaseIterable {
        /// The appeal's number.
        case number
        /// When it arrived, `14:05`.
        case received
        /// Until when it is answered, `14:05 13.03`.
        case close
        /// Until when it is taken, `14:35`.
        case take
        /// When it was taken, `14:21`.
        case taken
        /// The route's word.
        case label
        /// The school's short name.
        case school
        /// The result for the author.
        case result
        /// How many appeals of one type came.
        case count
        /// Within how many minutes.
        case within
        /// The type, as the command line names it.
        case type
        /// Until when it is handed over, `14:35`.
        case distribute
        /// Until when it is answered, the day first: `14.03 12:00`.
        case until
        /// How long there is, `10 мин`.
        case left
        /// What was not done, and how long there was, `не взято 30 мин`.
        case missed
        /// How much more time is asked for, `24 ч`.
        case more
        /// How late something was, `35 мин`.
        case late
        /// The numbers of several appeals, `1042–1046, 1050`.
        case numbers
        /// What to answer to a text that stands for several.
        case hint
        /// The name of somebody of the staff.
        case who
        /// The code that closing takes, with a space behind it; empty where it takes none.
        case code
        /// What was done, or why it was not.
        case note
        /// Several names or appeals.
        case list
        /// The appeal, as far as one needs it to call back.
        case details
    }

    /// Why a text is no template.
    public enum Fault: Error, Hashable {
        /// A brace is open to the end.
        case openBrace
        /// There is no such place.
        case unknownPlace(String)
    }

    private enum Piece: Hashable {
        case text(String)
        case place(Place)
    }

    private let pieces: [Piece]

    /// Reads a template.
    public init(_ text: String) throws(Fault) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            pieces.append(.text(String(rest[..<brace])))
            guard let close = rest[brace...].firstIndex(of: "}") else { throw Fault.openBrace }
            let name = String(rest[rest.index(after: brace)..<close])
            guard let place = Place(rawValue: name) else { throw Fault.unknownPlace(name) }
            pieces.append(.place(place))
            rest = rest[rest.index(after: close)...]
        }
        self.pieces = pieces + [.text(String(rest))]
    }

    /// The places the template names.
    public var places: Set<Place> {
        pieces.reduce(into: []) { places, piece in
            if case .place(let place) = piece { places.insert(place) }
        }
    }

    /// The text with its places filled in; a place without a value stays empty.
    public func filled(with values: [Place: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .place(let place): values[place] ?? ""
            }
        }.joined()
    }
}

extension MessageTemplate.Fault: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .openBrace: "a \"{\" is never closed"
        case .unknownPlace(let name):
            "there is no place \"{\(name)}\"; there are \(MessageTemplate.Place.allCases.map(\.rawValue).joined(separator: ", "))"
        }
    }
}
