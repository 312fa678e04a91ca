internal import JSON

/// `socket`: where the command line finds the service.
public struct SocketSettings: Hashable, Sendable {
    /// The Unix socket.
    public var path: String
    /// The group that may use it; `nil` for the group the service runs with.
    public var group: String?
}

/// `agi`: where calls come in.
public struct AGISettings: Hashable, Sendable {
    /// Where the FastAGI server listens.
    public var listen: ListenAddress
    /// Where records go that the database could not take.
    public var spool: String
    /// Where spoken messages go.
    public var recordings: String
    /// `transcriber.command`: the program that writes down a spoken message, with its arguments; `nil` for none.
    ///
    /// The sound file's path is added as the last argument.
    public var transcriber: [String]?
    /// The file with the key that recordings are sealed with once they are at rest; `nil` for as they are.
    public var recordingKeyFile: String?
}

/// `web`: where the form is served.
public struct WebSettings: Hashable, Sendable {
    /// Where it listens.
    public var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// The address visitors use.
    public var publicURL = "http://127.0.0.1:8080"
    /// `privacyURL`: the school's own text on personal data; `nil` for the one the service shows.
    public var privacyURL: String?
    /// `proxies`: the addresses of what stands before the service, whose word on where a visitor is from is taken.
    public var proxies: [String] = []
    /// `perAddress`: how many appeals may come from one address in an hour.
    public var perAddress = 30

    /// Whether visitors come by TLS.
    public var isSecure: Bool { publicURL.lowercased().hasPrefix("https:") }

    /// Creates the standard addresses.
    public init() {}
}

/// `email`: how mail is sent.
public struct EmailSettings: Hashable, Sendable {
    /// The program that takes a mail on standard input.
    public var command = ["/usr/sbin/sendmail", "-t", "-i"]
    /// The sender.
    public var from: String?

    /// Creates the standard way.
    public init() {}
}

/// `retention`: how long personal data is kept.
public struct RetentionSettings: Hashable, Sendable {
    /// Names, numbers and words, from the appeal's closing on.
    public var personalData: Duration = .seconds(365 * 86400)
    /// Sound, from the call on.
    public var recordings: Duration = .seconds(90 * 86400)

    /// Creates the standard ages.
    public init() {}
}

extension JSONShape where Value == String {
    static var storePath: JSONShape {
        .object { fields in try fields.required("path", .nonEmptyString).get() }
    }
}

extension JSONShape where Value == SocketSettings {
    static var socket: JSONShape {
        .object { fields in
            // The kernel takes 107 bytes for a socket's path; the folder is put in front of a relative one.
            let path = fields.required("path", .nonEmptyString)
            let group = fields.optional("group", .nonEmptyString)
            return try SocketSettings(path: path.get(), group: group.get())
        }
    }
}

extension JSONShape where Value == AGISettings {
    static var agi: JSONShape {
        .object { fields in
            let listen = fields.optional(
                "listen",
                .listenAddress,
                default: ListenAddress(host: "127.0.0.1", port: 4573)
            )
            let spool = fields.required("spool", .nonEmptyString)
            let recordings = fields.required("recordings", .nonEmptyString)
            let transcriber = fields.optional("transcriber", .transcriberCommand)
            let recordingKeyFile = fields.optional("recordingKeyFile", .nonEmptyString)
            return try AGISettings(
                listen: listen.get(),
                spool: spool.get(),
                recordings: recordings.get(),
                transcriber: transcriber.get(),
                recordingKeyFile: recordingKeyFile.get()
            )
        }
    }
}

extension JSONShape where Value == [String] {
    fileprivate static var transcriberCommand: JSONShape {
        .object { fields in
            let command = fields.required("command", .array(of: .nonEmptyString))
            if let words = command.value, !(1...16).contains(words.count) {
                fields.fault("must name a program, with at most 15 arguments", at: "command")
            }
            return try command.get()
        }
    }
}

extension JSONShape where Value == WebSettings {
    static var web: JSONShape {
        .object { fields in
            let standard = WebSettings()
            let listen = fields.optional("listen", .listenAddress, default: standard.listen)
            let url = fields.optional("publicURL", .httpURL, default: standard.publicURL)
            let privacy = fields.optional("privacyURL", .httpURL)
            let proxies = fields.optional("proxies", .array(of: .nonEmptyString), default: standard.proxies)
            let perAddress = fields.optional("perAddress", .integer(in: 1...10_000), default: standard.perAddress)
            var web = standard
            web.privacyURL = try privacy.get()
            web.proxies = try proxies.get()
            web.perAddress = try perAddress.get()
            web.listen = try listen.get()
            web.publicURL = try url.get()
            return web
        }
    }
}

extension JSONShape where Value == EmailSettings {
    static var email: JSONShape {
        .object { fields in
            let standard = EmailSettings()
            let command = fields.optional("command", .array(of: .nonEmptyString), default: standard.command)
            let from = fields.optional("from", .emailAddress)
            if command.value?.isEmpty == true { fields.fault("must name a program", at: "command") }
            var email = standard
            email.command = try command.get()
            email.from = try from.get()
            return email
        }
    }
}

extension JSONShape where Value == RetentionSettings {
    static var retention: JSONShape {
        .object { fields in
            let range: ClosedRange<Duration> = .seconds(86400) ... .seconds(3650 * 86400)
            let standard = RetentionSettings()
            let personalData = fields.optional("personalData", .duration(range), default: standard.personalData)
            let recordings = fields.optional("recordings", .duration(range), default: standard.recordings)
            var retention = standard
            retention.personalData = try personalData.get()
            retention.recordings = try recordings.get()
            return retention
        }
    }
}
