import HotlineCore

@testable import HotlineClient

extension FormScreenTests {
    /// A form, and the service behind it, which keeps what it is given.
    final class Desk {
        var document: AppealDocument
        var version: Int64 = 1
        var isThere: Bool
        var screen: FormScreen
        var saved: [FormInput] = []
        var refusals: [FormScreen.Event] = []
        var hasLeft = false
        var looks: [AppealDocument.NumberView] = []

        init(isNew: Bool = false, _ fill: (inout AppealDocument) -> Void = { _ in }) {
            document = .received(at: now)
            fill(&document)
            isThere = !isNew
            let seen = SeenAppeal(document: document, version: 1)
            screen = FormScreen(isNew ? nil : seen, login: "ivanova", cityCode: "495")
        }

        /// Somebody else writes.
        func colleague(_ change: (inout AppealDocument) -> Void) {
            change(&document)
            version += 1
        }

        /// The desk is told that something changed.
        func hears(_ calls: [DeskCall] = [], tag: String = "x") {
            obey(screen.handle(.news(DeskDocument(tag: tag, calls: calls, appeals: []))))
        }

        func press(_ keys: Key...) { for key in keys { obey(screen.handle(.key(key))) } }

        func type(_ text: String) {
            for character in text { press(character == "\n" ? .enter : .character(character)) }
        }

        func obey(_ orders: [FormScreen.Order]) {
            for order in orders {
                switch order {
                case .save(let input, let seen): obey(screen.handle(save(input, seen)))
                case .load(let view):
                    looks.append(view)
                    var told = document
                    if view == .masked { told.maskPhone() }
                    obey(screen.handle(.seen(SeenAppeal(document: told, version: version))))
                case .leave: hasLeft = true
                case .play, .redraw: break
                }
            }
        }

        private func save(_ input: FormInput, _ seen: Int64?) -> FormScreen.Event {
            if !refusals.isEmpty { return refusals.removeFirst() }
            guard !isThere || seen == version else { return .refused(FaultDocument(.changedMeanwhile, "изменили")) }
            guard let changes = try? input.read(besideType: document.type, cityCode: "495") else {
                return .refused(FaultDocument(.invalid, "неверно"))
            }
            isThere = true
            saved.append(input)
            document.apply(changes)
            version += 1
            var told = document
            told.maskPhone()
            if document.type == .psychologist {
                told.isPrivate = true
                told.source = nil
            }
            return .saved(SeenAppeal(document: told, version: version))
        }

        func lines(_ rows: Int = 24, _ columns: Int = 80) -> [String] {
            screen.frame(.init(rows: rows, columns: columns), now: now).text
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }

        var text: String { lines().joined(separator: "\n") }
    }
}
