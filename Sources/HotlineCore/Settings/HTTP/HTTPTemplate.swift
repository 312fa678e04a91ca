/// A text with places to be filled in, each a name in braces; `{{` and `}}` are braces themselves.
public struct HTTPTemplate: Hashable, Sendable {
    private enum Piece: Hashable {
        case text(String)
        case place(HTTPPlace)
    }

    /// Why a text is no template.
    public enum Fault: Error, Hashable {
        /// A brace stands alone.
        case openBrace
        /// There is no such place.
        case unknownPlace(String)
    }

    private let pieces: [Piece]

    /// Reads a template.
    public init(_ text: String) throws(Fault) {
        var pieces: [Piece] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if (character == "{" || character == "}") && rest.first == character {
                literal.append(character)
                rest.removeFirst()
            } else if character == "{" {
                guard let close = rest.firstIndex(of: "}") else { throw Fault.openBrace }
                let name = String(rest[..<close])
                guard let place = HTTPPlace(rawValue: name) else { throw Fault.unknownPlace(name) }
                pieces += [.text(literal), .place(place)]
                literal = ""
                rest = rest[rest.index(after: close)...]
            } else if character == "}" {
                throw Fault.openBrace
            } else {
                literal.append(character)
            }
        }
        self.pieces = (pieces + [.text(literal)]).filter { $0 != .text("") }
    }

    /// A template that is one place.
    public init(_ place: HTTPPlace) {
        pieces = [.place(place)]
    }

    /// A template without places.
    public init(verbatim text: String) {
        pieces = text.isEmpty ? [] : [.text(text)]
    }

    /// The template with a place behind it.
    public func followed(by place: HTTPPlace) -> HTTPTemplate {
        HTTPTemplate(pieces: pieces + [.place(place)])
    }

    private init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// The places the template names.
    public var places: Set<HTTPPlace> {
        pieces.reduce(into: []) { places, piece in
            if case .place(let place) = piece { places.insert(place) }
        }
    }

    /// The place, where the template is one and nothing else.
    public var onlyPlace: HTTPPlace? {
        guard pieces.count == 1, case .place(let place)? = pieces.first else { return nil }
        return place
    }

    /// What stands before the first place.
    public var beginning: String {
        guard case .text(let text)? = pieces.first else { return "" }
        return text
    }

    /// The text with its places filled in.
    ///
    /// - Parameters:
    ///   - escape: Makes a value fit to stand where the place stands; what is not a value is left as it is.
    ///   - value: The value of a place.
    /// - Returns: The text, or `nil` where a place has no value.
    public func filled(
        escaping escape: (String) -> String = { $0 },
        with value: (HTTPPlace) -> String?
    ) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .place(let place):
                guard let words = value(place) else { return nil }
                text += escape(words)
            }
        }
        return text
    }
}

extension HTTPTemplate.Fault: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .openBrace: "a brace stands alone; \"{{\" and \"}}\" are braces themselves"
        case .unknownPlace(let name):
            "there is no place \"{\(name)}\"; there are \(HTTPPlace.allCases.map(\.rawValue).joined(separator: ", "))"
        }
    }
}
