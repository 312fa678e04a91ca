import AGI

extension Transcript {
    /// What the server of a well-behaved conversation did, and what Asterisk said to it.
    enum Turn {
        /// A command was sent, and these lines came until its reply was whole.
        case command(Command, answer: [UInt8])
        /// Asterisk spoke while the server was idle.
        case idle([UInt8])
    }

    /// The conversation as turns, or `nil` where the server did not wait for its replies or broke off.
    var turns: [Turn]? {
        let unruly = [
            "callerid", "interrupt", "pipeline", "maxline", "nul", "halfline", "closemid", "process-p3",
            "process-signals",
        ]
        guard !unruly.contains(name) else { return nil }
        var turns: [Turn] = []
        var pending: (command: Command, answer: [UInt8])?
        for entry in entries {
            switch entry {
            case .newCall: break
            case .server(let line):
                if let pending { turns.append(.command(pending.command, answer: pending.answer)) }
                // What cannot be a command stands for something Asterisk refuses.
                pending = ((try? Command(parsing: line.dropLast())) ?? Command("REFUSED"), [])
            case .asterisk(let line) where line.starts(with: "agi_".utf8) || line == [10]: break
            case .asterisk(let line):
                if pending == nil { turns.append(.idle(line)) }
                pending?.answer += line
            }
        }
        if let pending { turns.append(.command(pending.command, answer: pending.answer)) }
        return turns.isEmpty ? nil : turns
    }
}
