public import ArgumentParser
public import HotlineCore

extension AppealNumber: ExpressibleByArgument {
    /// Reads an argument.
    public init?(argument: String) {
        self.init(text: argument)
    }
}

extension AppealSource: ExpressibleByArgument {}

extension AppealMark: ExpressibleByArgument {}

extension Regulation.CallBackOutcome: ExpressibleByArgument {}

extension MessageState: ExpressibleByArgument {}

extension MessageKind: ExpressibleByArgument {}
