import HotlineCore
import JSON
import Testing

/// `api`.
@Suite struct APISettingsTests {
    private static let api: JSON = [
        "listen": "0.0.0.0:8443", "certificateFile": "tls/hotline.pem", "keyFile": "tls/hotline.key",
    ]

    private func file(_ path: String = "api", _ value: JSON? = Self.api) throws -> JSON {
        try ConfigFolder.json("hotline.json").replacing("api", with: Self.api).replacing(path, with: value)
    }

    @Test func `nothing is served elsewhere unless it is wanted`() throws {
        #expect(try Settings(file("api", nil)).api == nil)
        #expect(try Settings(file("api", .null)).api == nil)
        let api = try #require(try Settings(file()).api)
        #expect(api.listen == ListenAddress(host: "0.0.0.0", port: 8443))
        #expect(api.certificateFile == "tls/hotline.pem" && api.keyFile == "tls/hotline.key")
    }

    @Test(
        arguments: [
            ("api/listen", nil, "is missing"), ("api/certificateFile", nil, "is missing"),
            ("api/keyFile", nil, "is missing"),
            ("api/listen", "8443", "must be host:port"),
            ("api/certificateFile", "", "must be a string that is not empty"),
            ("api/key", "x", "unknown key \"key\""), ("api/password", "x", "unknown key \"password\""),
        ] as [(String, JSON?, String)]
    )
    func `what is wrong is told with its place`(path: String, value: JSON?, fault: String) throws {
        let told = try ConfigFolder.faults(of: file(path, value))
        #expect(told.count == 1 && told[0].hasPrefix("F: /\(path): ") && told[0].contains(fault), "\(told)")
    }
}
