import Foundation
import HTTPClient
import HotlineTesting
import Testing

/// The site behind each proxy that `packaging/` has a sample for: the sample as it stands there, but for what is the school's own.
@Suite(.timeLimit(.minutes(2)))
struct SiteProxyTests {
    enum Proxy: String, CaseIterable {
        case nginx, caddy
    }

    /// What the samples leave to the school: the ports it is met at, the site's port, and the files of the certificate.
    private struct Own {
        var port: Int
        var plainPort: Int
        var sitePort: Int
        var identity: CertificateAuthority.Identity
    }

    /// A sample in which what is the school's own is replaced; all of that must stand in it.
    private static func sample(_ name: String, _ replacements: [(theirs: String, ours: String)]) throws -> String {
        let file = URL(filePath: #filePath).appending(path: "../../../packaging/\(name)").standardized
        var text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        for (theirs, ours) in replacements {
            try #require(text.contains(theirs), "\(name) has no «\(theirs)»")
            text = text.replacing(theirs, with: ours)
        }
        return text
    }

    /// Starts nginx with the sample as a site of a server that does nothing else.
    private static func nginx(_ own: Own, in folder: URL) throws -> ChildProcess {
        let site = try sample(
            "nginx.conf",
            [
                ("listen 443 ssl;", "listen 127.0.0.1:\(own.port) ssl;"),
                ("listen 80;", "listen 127.0.0.1:\(own.plainPort);"),
                ("/etc/ssl/help.school.example.crt", own.identity.certificate.path()),
                ("/etc/ssl/private/help.school.example.key", own.identity.key.path()),
                ("127.0.0.1:8080", "127.0.0.1:\(own.sitePort)"), ("help.school.example", "localhost"),
            ]
        )
        try Data(site.utf8).write(to: folder.appending(path: "site.conf"))
        let base = folder.path()
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(base)/\($0);" }
        let server = """
            daemon off;
            master_process off;
            pid \(base)/nginx.pid;
            error_log stderr info;
            events {}
            http {
                access_log \(base)/access.log;
                \(folders.joined(separator: " "))
                include \(base)/site.conf;
            }

            """
        let file = folder.appending(path: "nginx.conf")
        try Data(server.utf8).write(to: file)
        let program = try UnpackedRoot("proxies").program("nginx")
        return try ChildProcess(program, ["-p", base, "-c", file.path(), "-e", "stderr"], folder: folder)
    }

    /// Starts Caddy with the sample, which fetches no certificate and listens nowhere else.
    private static func caddy(_ own: Own, in folder: URL) throws -> ChildProcess {
        let (certificate, key) = (own.identity.certificate.path(), own.identity.key.path())
        let text = try sample(
            "Caddyfile",
            [
                ("\n{\n", "\n{\n    admin off\n    auto_https off\n"),
                (
                    "\nhelp.school.example {\n",
                    "\nhttps://localhost:\(own.port) {\n    bind 127.0.0.1\n    tls \(certificate) \(key)\n"
                ),
                ("127.0.0.1:8080", "127.0.0.1:\(own.sitePort)"),
            ]
        )
        let file = folder.appending(path: "Caddyfile")
        try Data(text.utf8).write(to: file)
        var environment = ProcessInfo.processInfo.environment
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] { environment[name] = folder.path() }
        let program = try UnpackedRoot("proxies").program("caddy")
        let arguments = ["run", "--config", file.path(), "--adapter", "caddyfile"]
        return try ChildProcess(program, arguments, environment: environment, folder: folder)
    }

    /// Visitors from two addresses of this machine, who say that they are from a third: what each of three forms is answered.
    private static let visitors = """
        import http.client, re, ssl, sys, time, urllib.parse
        port, authority = int(sys.argv[1]), sys.argv[2]
        trust = ssl.create_default_context(cafile=authority)
        def ask(method, source, body=None, headers={}):
            way = http.client.HTTPSConnection("localhost", port, context=trust, source_address=(source, 0), timeout=20)
            way.request(method, "/", body, headers)
            answer = way.getresponse()
            return answer.status, answer.getheader("Location"), answer.read().decode()
        made = re.search('name="pass" value="([^"]*)', ask("GET", "127.0.0.1")[2]).group(1)
        time.sleep(2.1)
        for source, words in [("127.0.0.2", "one"), ("127.0.0.2", "two"), ("127.0.0.3", "three")]:
            form = {"fullName": "Anna", "role": "teacher", "type": "technical", "description": words,
                    "phone": "89000000042", "agreed": "yes", "pass": made}
            headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": "203.0.113.9"}
            status, location, _ = ask("POST", source, urllib.parse.urlencode(form), headers)
            print(status, location)
        """

    @Test(arguments: Proxy.allCases)
    func `a sample lets visitors through with their address, hides what watches, and logs no secret address`(
        proxy: Proxy
    ) async throws {
        let authority = try await CertificateAuthority()
        defer { authority.remove() }
        let own = Own(
            port: try FreePort.tcp(),
            plainPort: try FreePort.tcp(),
            sitePort: try FreePort.tcp(),
            identity: try await authority.identity()
        )
        let address = "https://localhost:\(own.port)"
        let web = """
            "web": {"listen": "127.0.0.1:\(own.sitePort)", "publicURL": "\(address)", "proxies": ["127.0.0.1"],
                    "perAddress": 1},
            """
        let hotline = try await Hotline(.companion, Hotline.Wishes(settings: web))
        let folder = hotline.folder.appending(path: "proxy")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program =
            switch proxy {
            case .nginx: try Self.nginx(own, in: folder)
            case .caddy: try Self.caddy(own, in: folder)
            }
        let client = HTTPClient()
        let authorityFile = authority.certificate.path()
        let get = { (path: String) in
            try await client.send(HTTPRequest(.get, "\(address)\(path)", caFile: authorityFile))
        }
        let page = try await hotline.wait(for: "the site behind \(proxy)") { () async throws -> HTTPResponse? in
            guard let page = try? await get("/"), page.status == 200 else { return nil }
            return page
        }
        #expect(page[header: "Strict-Transport-Security"] == "max-age=31536000")

        // The second form from one address in an hour is one too many; one from elsewhere is not, whoever they say they are.
        let python = try ChildProcess(WebTools.python.path(), ["-c", Self.visitors, "\(own.port)", authorityFile])
        #expect(try await python.waitForExit(within: .seconds(30)) == .exited(0), "\(python.standardError)")
        let answers = python.standardOutput.split(separator: "\n").map(String.init)
        #expect(answers.map { String($0.prefix(3)) } == ["303", "429", "303"], "\(answers)")
        let path = String(try #require(answers.first?.split(separator: " ").last).prefix { $0 != "?" })
        #expect(path.hasPrefix("/status/1/"))
        #expect(try await get(path).status == 200)

        for path in ["metrics", "healthz", "readyz"].flatMap({
            ["/\($0)", "/\($0)/", "/\($0)/x", "/\($0)?x", "//\($0)"]
        }) {
            let hidden = try await get(path)
            let words = String(decoding: hidden.body, as: UTF8.self)
            #expect(
                hidden.status == 404 && !words.contains("hotline_") && words != "ok\n" && words != "ready\n",
                "\(path)"
            )
        }
        let body = Array(String(repeating: "x", count: 200_000).utf8)
        let type = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")
        let long = HTTPRequest(.post, "\(address)/", headers: [type], body: body, caFile: authorityFile)
        let refused = try await client.send(long)
        #expect(refused.status == 413 && String(decoding: refused.body, as: UTF8.self).contains("Слишком длинно"))

        // Nor is the address in a log where somebody comes with it to the plain port, or while the service is down.
        if proxy == .nginx {
            let plain = try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(own.plainPort)\(path)"))
            #expect(plain.status == 301)
        }
        _ = await hotline.companion.kill()
        #expect(try await get(path).status == 502)
        _ = await program.terminate()
        let access = try? String(decoding: Data(contentsOf: folder.appending(path: "access.log")), as: UTF8.self)
        #expect(proxy == .caddy || access?.contains("GET / ") == true)
        let logs = [program.standardError, program.standardOutput, access ?? "", hotline.companion.standardError]
        for log in logs { #expect(!log.contains("/status/")) }
        await hotline.end()
    }
}
