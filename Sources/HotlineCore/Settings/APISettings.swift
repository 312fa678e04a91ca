internal import JSON

/// `api`: where the staff API is served to machines elsewhere, over TLS.
public struct APISettings: Hashable, Sendable {
    /// Where it listens.
    public var listen: ListenAddress
    /// The certificate, with those between it and the authority's behind it, as PEM.
    public var certificateFile: String
    /// Its private key, as PEM.
    public var keyFile: String
}

extension JSONShape where Value == APISettings {
    static var api: JSONShape {
        .object { fields in
            let listen = fields.required("listen", .listenAddress)
            let certificateFile = fields.required("certificateFile", .nonEmptyString)
            let keyFile = fields.required("keyFile", .nonEmptyString)
            return try APISettings(
                listen: listen.get(),
                certificateFile: certificateFile.get(),
                keyFile: keyFile.get()
            )
        }
    }
}
