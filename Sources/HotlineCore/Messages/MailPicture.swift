/// A picture that stands in a mail's HTML.
public struct MailPicture: Hashable, Sendable {
    /// What the HTML calls it, behind `cid:`: lower-case letters, digits and hyphens.
    public var name: String
    /// The picture, as PNG.
    public var bytes: [UInt8]

    /// What names it in the mail: `cid:` and this in the HTML, this in brackets at the picture.
    public var contentID: String { "\(name)@hotline" }

    /// Whether a text can name a picture.
    public static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// Creates a picture.
    public init(name: String, bytes: [UInt8]) {
        precondition(Self.isName(name), "a name is one")
        self.name = name
        self.bytes = bytes
    }
}
