internal import HotlineCore

extension SMSToolsSpool {
    /// Whether a part is in the spool, wherever.
    ///
    /// smsd copies a file on before it removes it, so looking in the order it goes finds it.
    func holds(_ key: String) throws(SMSToolsFault) -> Bool {
        for folder in [Folder.outgoing, .checked, .sent, .failed]
        where try directory(folder).status(of: key) != nil {
            return true
        }
        return try own(.sent).names().contains { $0.hasPrefix("\(key).") }
    }

    /// Puts a file where smsd takes it: written whole beside, and then in one move; one that is there already is left.
    ///
    /// What is unfinished stands in a folder of ours, which smsd passes over. Two who put the same part at once write each a file
    /// of their own, and one of them comes first.
    func put(_ file: SMSToolsFile, as key: String) throws(SMSToolsFault) {
        let (outgoing, own) = (directory(.outgoing), own(.outgoing))
        try own.make()
        let name = try own.write(file.bytes, underNameOf: key)
        do throws(SMSToolsFault) {
            if try !own.move(name, to: outgoing, as: key) { try own.remove(name) }
        } catch {
            try? own.remove(name)
            throw error
        }
    }
}
