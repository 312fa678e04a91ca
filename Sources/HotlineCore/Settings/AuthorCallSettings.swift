internal import JSON

/// `asterisk.call`: how Asterisk connects a member of the staff with an author.
public struct AuthorCallSettings: Hashable, Sendable {
    /// How Asterisk reaches the member's own telephone.
    public var specialist: SpecialistChannel
    /// How it reaches the author's.
    public var author: ChannelTemplate
    /// The number that the author sees; `nil` for the hotline's own.
    public var callerID: String?
    /// How long each of them rings.
    public var ring: Duration

    /// Creates settings.
    public init(
        specialist: SpecialistChannel,
        author: ChannelTemplate,
        callerID: String? = nil,
        ring: Duration = .seconds(30)
    ) {
        self.specialist = specialist
        self.author = author
        self.callerID = callerID
        self.ring = ring
    }
}

/// A channel of Asterisk's to a member of the staff: `PJSIP/{login}`, or with their telephone's number.
public struct SpecialistChannel: Hashable, Sendable {
    private enum Kind: Hashable, Sendable {
        case login(String)
        case phone(ChannelTemplate)
    }

    private let kind: Kind

    /// Reads a template.
    ///
    /// - Returns: `nil` where it is no channel, or has not just one place.
    public init?(_ text: String) {
        guard text.contains("{login}") else {
            guard let template = ChannelTemplate(text) else { return nil }
            kind = .phone(template)
            return
        }
        // The same rules, with the one place in the other's stead.
        guard ChannelTemplate(text.replacing("{login}", with: "{digits}")) != nil, !text.contains("{digits}") else {
            return nil
        }
        kind = .login(text)
    }

    /// The channel that reaches a member.
    ///
    /// - Returns: `nil` where the settings name no number for them, or their login can be no part of a channel.
    public func channel(to member: StaffMember) -> String? {
        switch kind {
        case .phone(let template): return member.phone.map(template.channel(to:))
        case .login(let text):
            let isPlain = member.login.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
            }
            return isPlain && !member.login.isEmpty ? text.replacing("{login}", with: member.login) : nil
        }
    }
}

extension JSONShape where Value == AuthorCallSettings {
    static var authorCall: JSONShape {
        .object { fields in
            let specialist = fields.required("specialist", .specialistChannel)
            let author = fields.required("author", .channelTemplate)
            let callerID = fields.optional("callerID", .callerID)
            let ring = fields.optional("ring", .duration(.seconds(5) ... .seconds(120)), default: .seconds(30))
            return try AuthorCallSettings(
                specialist: specialist.get(),
                author: author.get(),
                callerID: callerID.get(),
                ring: ring.get()
            )
        }
    }
}

extension JSONShape where Value == SpecialistChannel {
    fileprivate static var specialistChannel: JSONShape {
        JSONShape<String>.string.parsed(
            as: "a channel with one {login}, {number}, {digits} or {national}, such as \"PJSIP/{login}\""
        ) {
            SpecialistChannel($0)
        }
    }
}
