internal import HotlineCore

/// An address that mail can be sent to or come from.
///
/// One that exists is plain ASCII without spaces, quotes, commas or brackets, so that it names one recipient wherever it stands.
public struct MailAddress: Hashable, Sendable {
    /// The address.
    public let text: String

    /// Takes an address.
    ///
    /// - Throws: ``MailFault/address`` where it is none, or needs a mail server that takes addresses in Unicode.
    public init(_ text: String) throws(MailFault) {
        guard EmailAddress.isPlausible(text), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .address
        }
        self.text = text
    }

    /// What stands behind the `@`.
    var domain: Substring { text[text.index(after: text.lastIndex(of: "@") ?? text.startIndex)...] }

    /// What stands before the `@`.
    var name: Substring { text.prefix { $0 != "@" } }
}

extension MailAddress: CustomStringConvertible, CustomReflectable {
    /// That it is one, and no more.
    public var description: String { "an e-mail address" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
