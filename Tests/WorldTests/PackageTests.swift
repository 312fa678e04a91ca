import Foundation
import GRDB
import HotlineTesting
import Testing

@testable import HotlineStore

/// The Debian package, in a clean Debian with its systemd running: what it installs, serves, upgrades, and leaves behind.
///
/// The package is made of the programs of this build, and the Swift runtime is lent to the machine; all else is as
/// `make package` makes it.
@Suite(.timeLimit(.minutes(6)), .serialized)
struct PackageTests {
    @Test func `an installed hotline takes calls, comes back by itself, upgrades with its data, and leaves nothing`()
        async throws
    {
        let hotline = try await InstalledHotline()
        let package = try await hotline.makePackage(version: "0.1.0")
        // One package that brings the account of Asterisk comes before ours, or after it: here after.
        try await hotline.good("dpkg -i \(package)")
        try await hotline.isUp()
        try await filesAreAsTheyShouldBe(hotline)
        try await servicesAreShutIn(hotline)
        try await hotline.good("useradd petrov; useradd stranger; adduser --quiet petrov hotline-staff")

        let asterisk = try await connectAsterisk(hotline)
        try await hotline.calls(asterisk, keys: "WWWW5WW1WW1WWWW")
        try await hotline.lists(1, after: asterisk)
        let stranger = try await hotline.machine.run("runuser -u stranger -- hotline list")
        #expect(stranger.status == .exited(78), "\(stranger.output)")

        try await comesBackByItself(hotline)
        try await secondLineWorks(hotline, asterisk)
        try await upgrades(hotline)
        try await staysUsableWhereMigrationFails(hotline, asterisk)
        await asterisk.stop()
        try await removesAndPurges(hotline, package: package)
        await hotline.machine.end()
    }

    /// Owners, groups, modes, and that the settings work as they are.
    private func filesAreAsTheyShouldBe(_ hotline: InstalledHotline) async throws {
        let facts = try await hotline.good(
            """
            stat -c '%U:%G %a %n' /etc/hotline/hotline.json /etc/hotline/prompts.ru.json /var/lib/hotline \
                /var/lib/hotline/hotline.sqlite /var/spool/hotline /var/spool/hotline/dialplan /var/spool/hotline/recordings \
                /var/backups/hotline /run/hotline /run/hotline/hotlined.sock /usr/bin/hotline-agi
            """
        )
        #expect(
            facts == """
                root:hotline-staff 640 /etc/hotline/hotline.json
                root:root 644 /etc/hotline/prompts.ru.json
                hotline:hotline 2770 /var/lib/hotline
                hotline:hotline 660 /var/lib/hotline/hotline.sqlite
                hotline:hotline 2770 /var/spool/hotline
                hotline:hotline 2770 /var/spool/hotline/dialplan
                hotline:hotline 2770 /var/spool/hotline/recordings
                hotline:hotline 700 /var/backups/hotline
                hotline:hotline 755 /run/hotline
                hotline:hotline-staff 660 /run/hotline/hotlined.sock
                root:root 755 /usr/bin/hotline-agi
                """
        )
        let check = try await hotline.good("hotline config check")
        #expect(check == "/etc/hotline/hotline.json: всё в порядке")
        for file in [
            "share/man/man1/hotline.1.gz", "share/man/man8/hotlined.8.gz", "share/man/man8/hotline-agi.8.gz",
            "share/man/man5/hotline.json.5.gz", "share/bash-completion/completions/hotline",
            "share/zsh/vendor-completions/_hotline", "share/fish/vendor_completions.d/hotline.fish",
            "share/asterisk/sounds/ru_hotline/hotline/greeting.wav", "share/doc/hotline/README.Debian",
        ] {
            try await hotline.good("test -s /usr/\(file)")
        }
    }

    /// The units are right by systemd's own word, little exposed by it, and the programs run as they say.
    private func servicesAreShutIn(_ hotline: InstalledHotline) async throws {
        #expect(try await hotline.good("systemd-analyze verify --man=no hotlined.service hotline-agi.service") == "")
        for service in ["hotlined", "hotline-agi"] {
            try await hotline.good("systemd-analyze security --no-pager --threshold=20 \(service).service")
            let process = try await hotline.good("systemctl show --value -p MainPID \(service)")
            let status = try await hotline.good(
                "grep -E '^(Uid|NoNewPrivs|CapBnd):' /proc/\(process)/status; stat -c %U /proc/\(process)"
            )
            #expect(status.contains("NoNewPrivs:\t1") && status.contains("CapBnd:\t0000000000000000"))
            #expect(status.hasSuffix("hotline"))
        }
    }

    /// A distribution's Asterisk, which is installed after the hotline, with the one line that connects it.
    private func connectAsterisk(_ hotline: InstalledHotline) async throws -> AsteriskServer {
        // What Debian's package brings of which ours hears: the program and the account.
        try await hotline.good(
            """
            set -e; cd \(hotline.folder.path()); mkdir -p asterisk/DEBIAN asterisk/usr/sbin
            printf 'Package: asterisk\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x.example>\nDescription: x\n' \
                > asterisk/DEBIAN/control
            printf '#!/bin/sh\nadduser --quiet --system --group --home /var/lib/asterisk --no-create-home asterisk\n' \
                > asterisk/DEBIAN/postinst
            chmod 755 asterisk/DEBIAN/postinst; ln -s /bin/true asterisk/usr/sbin/asterisk
            dpkg-deb --build asterisk asterisk.deb; dpkg -i asterisk.deb
            """
        )
        let groups = try await hotline.good("id -Gn asterisk; stat -c %U:%G /var/spool/hotline/dialplan")
        #expect(groups.contains("hotline hotline-staff") || groups.contains("hotline-staff hotline"))
        #expect(groups.hasSuffix("asterisk:hotline"))

        let folder = hotline.folder.appending(path: "pbx")
        let asterisk = try AsteriskServer(
            in: folder,
            AsteriskServer.Settings(project: URL(filePath: "/usr/share/hotline/asterisk"))
        )
        let extensions = folder.appending(path: "etc/extensions.conf")
        try Data("[general]\nstatic = yes\n".utf8).write(to: extensions)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: "etc/hotline.conf").path(),
            withDestinationPath: "/etc/asterisk/hotline.conf"
        )
        try await hotline.good("chown -R asterisk:asterisk \(folder.path())")
        try await asterisk.start(
            by: hotline.machine.entrance
                + ["setpriv", "--reuid", "asterisk", "--regid", "asterisk", "--init-groups"]
        )
        try Data("[general]\nstatic = yes\n#include hotline.conf\n".utf8).write(to: extensions)
        try await asterisk.command("dialplan reload")
        let shown = try await asterisk.command("dialplan show hotline")
        #expect(shown.contains("agi://${HOTLINE_AGI}/call"), "\(shown)")
        return asterisk
    }

    /// Killed, a program is started again; stopped in its tracks, the watchdog sees it.
    private func comesBackByItself(_ hotline: InstalledHotline) async throws {
        try await hotline.good(
            """
            for service in hotlined hotline-agi; do
                mkdir -p /run/systemd/system/$service.service.d
                printf '[Service]\\nWatchdogSec=2\\n' > /run/systemd/system/$service.service.d/watchdog.conf
            done
            systemctl daemon-reload; systemctl restart hotlined hotline-agi
            """
        )
        try await hotline.isUp()
        for service in ["hotlined", "hotline-agi"] {
            for signal in ["KILL", "STOP"] {
                let show = "systemctl show --value -p MainPID \(service)"
                let before = try await hotline.good(show)
                try await hotline.good("kill -\(signal) \(before)")
                try await hotline.machine.wait(for: "systemctl is-active \(service) && \(show)", within: .seconds(30)) {
                    let words = $0.output.split(whereSeparator: \.isWhitespace)
                    return words.count == 2 && words[0] == "active" && words[1] != before && words[1] != "0"
                }
            }
        }
        try await hotline.good(
            "rm -r /run/systemd/system/*.service.d; systemctl daemon-reload; systemctl restart hotlined hotline-agi"
        )
    }

    /// With the server gone for good, Asterisk's own account takes calls by the program.
    private func secondLineWorks(_ hotline: InstalledHotline, _ asterisk: AsteriskServer) async throws {
        try await hotline.good("systemctl stop hotline-agi.socket hotline-agi.service")
        let before = try await hotline.appeals(of: "petrov").count
        try await hotline.calls(asterisk, keys: "WWWW2WW1WW1WWWW")
        try await hotline.lists(before + 1, after: asterisk)
        try await asterisk.waitUntilIdle(within: .seconds(60))
        try await hotline.good("systemctl start hotline-agi.socket hotline-agi.service")
    }

    /// A database of an earlier version is brought up to date by the upgrade, and kept.
    private func upgrades(_ hotline: InstalledHotline) async throws {
        try await putOldDatabase(hotline, isSpoilt: false)
        let said = try await hotline.good("dpkg -i \(try await hotline.makePackage(version: "0.2.0"))")
        #expect(said.contains("The old one is kept: /var/lib/hotline/hotline.sqlite.before-upgrade-of-0011-reports"))
        try await hotline.isUp()
        #expect(try await hotline.good("dpkg-query -W -f '${Version}' hotline") == "0.2.0-1")
        #expect(try await hotline.appeals(of: "petrov").contains { $0.hasPrefix("7,") })
        let facts = try await hotline.good(
            "cd /var/lib/hotline; stat -c '%U:%G %a' hotline.sqlite *.before-upgrade-of-0011-reports"
        )
        #expect(facts == "hotline:hotline 660\nhotline:hotline 660")
    }

    /// Where a migration fails the database is as it was, calls are kept, and it can be tried again.
    private func staysUsableWhereMigrationFails(_ hotline: InstalledHotline, _ asterisk: AsteriskServer) async throws {
        try await putOldDatabase(hotline, isSpoilt: true)
        let failed = try await hotline.machine.run("dpkg -i \(try await hotline.makePackage(version: "0.3.0"))")
        #expect(!failed.isGood)
        #expect(failed.output.contains("cannot be brought up to date and is as it was"))
        // Nothing else of ours is in the folder, and in the database is what was.
        try await hotline.good("cat /var/lib/hotline/hotline.sqlite > \(database(hotline).path())")
        let old = try DatabaseQueue(path: database(hotline).path())
        let content = try await old.read { db in
            try String.fetchAll(db, sql: "SELECT max(identifier) FROM grdb_migrations")
                + String.fetchAll(db, sql: "SELECT number FROM appeal")
        }
        try old.close()
        #expect(content == ["0011-reports", "7"])
        #expect(try await hotline.good("ls /var/lib/hotline").contains("upgrad") == false)

        try await hotline.good("systemctl is-active hotline-agi.socket hotline-agi.service")
        try await hotline.calls(asterisk, keys: "WWWW1WW1WW1WWWW")
        try await hotline.machine.wait(for: "cat /var/spool/hotline/calls.journal", within: .seconds(60)) {
            $0.isGood && !$0.output.isEmpty
        }
        try await asterisk.waitUntilIdle(within: .seconds(60))

        let queue = try DatabaseQueue(path: database(hotline).path())
        try await queue.write { db in try db.execute(sql: "DROP TABLE secret") }
        try queue.close()
        try await putInPlace(hotline)
        try await hotline.good("dpkg --configure hotline")
        try await hotline.isUp()
        // The call that waited in the spool is taken in.
        try await hotline.lists(2, after: asterisk)
    }

    private func removesAndPurges(_ hotline: InstalledHotline, package: String) async throws {
        try await hotline.good("dpkg -r hotline")
        let state = try await hotline.machine.run(
            "systemctl is-active \(InstalledHotline.units.joined(separator: " "))"
        )
        #expect(!state.output.split(separator: "\n").contains("active"))
        try await hotline.good("test -s /var/lib/hotline/hotline.sqlite && test -s /etc/hotline/hotline.json")
        // Installed again, it goes on where it was.
        let latest = package.replacing("0.1.0", with: "0.3.0")
        try await hotline.good("dpkg -i \(latest)")
        try await hotline.isUp()
        #expect(try await hotline.appeals(of: "petrov").contains { $0.hasPrefix("7,") })

        try await hotline.good(
            "userdel petrov; userdel stranger; dpkg -P hotline asterisk; deluser --quiet --system asterisk"
        )
        #expect(try await hotline.leftovers() == [])
        let accounts = try await hotline.machine.run("getent passwd hotline; getent group hotline hotline-staff")
        #expect(accounts.output.isEmpty)
    }

    /// Where a database is made for the machine, in which the tests need not be able to write.
    private func database(_ hotline: InstalledHotline) -> URL {
        hotline.folder.appending(path: "old.sqlite")
    }

    private func putInPlace(_ hotline: InstalledHotline) async throws {
        let place = "/var/lib/hotline/hotline.sqlite"
        // A log that another database left would be taken for this one's.
        try await hotline.good(
            "systemctl stop hotlined hotline-agi; rm -f \(place)-*; install -o hotline -g hotline -m 660 \(database(hotline).path()) \(place)"
        )
    }

    /// Puts a database of an earlier version, with an appeal in it, in the place of what is there.
    private func putOldDatabase(_ hotline: InstalledHotline, isSpoilt: Bool) async throws {
        try await hotline.good(
            "systemctl stop \(InstalledHotline.units.joined(separator: " ")); rm -f /var/lib/hotline/hotline.sqlite*"
        )
        try? FileManager.default.removeItem(at: database(hotline))
        let queue = try DatabaseQueue(path: database(hotline).path())
        try DatabaseMigrator.hotline.migrate(queue, upTo: "0011-reports")
        try await queue.write { db in
            try db.execute(
                sql: """
                    UPDATE counter SET last = 7;
                    INSERT INTO appeal (number, source, status, phone, receivedAt, distributeFrom, distributeDue,
                            closeFrom, closeDue)
                        VALUES (7, 'phone', 'received', '+79000000042', 1, 1, 1, 1, 1);
                    """
            )
            // The next migration wants to make a table of this name itself.
            if isSpoilt { try db.execute(sql: "CREATE TABLE secret (x)") }
        }
        try queue.close()
        try await putInPlace(hotline)
        try await hotline.good("systemctl start hotline-agi.socket hotlined.socket hotline-agi.service")
    }

    @Test func `Debian's own examiner finds no error in the package`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-lint-\(UUID().uuidString.prefix(8))"
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let project = AsteriskServer.projectFolder.deletingLastPathComponent()
        var environment = ProcessInfo.processInfo.environment
        environment["HOTLINE_PACKAGE_FROM"] = BuiltProducts.directory.path()
        let made = try ChildProcess(
            project.appending(path: "scripts/package").path(),
            [folder.path()],
            environment: environment
        )
        try #require(try await made.waitForExit(within: .seconds(120)) == .exited(0), "\(made.standardError)")
        let package = made.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        // A debug build is as it is: what is said of that alone is not asked for.
        let ofDebug = [
            "unstripped-binary-or-object", "custom-library-search-path", "uses-no-compression-for-data-tarball",
            "uses-no-compression-for-control-tarball", "embedded-library",
        ]
        let lint = try ChildProcess(
            "/usr/bin/env",
            [
                "lintian", "--allow-root", "--fail-on", "error,warning", "--suppress-tags",
                ofDebug.joined(separator: ","), package,
            ]
        )
        let status = try await lint.waitForExit(within: .seconds(180))
        #expect(status == .exited(0), "\(lint.standardOutput)")
    }
}
