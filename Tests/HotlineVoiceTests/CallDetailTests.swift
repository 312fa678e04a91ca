import Foundation
import HotlineCore
import HotlineVoice
import Testing

struct CallDetailTests {
    private func row(_ uniqueID: String, field: String = "hotline", source: String = "+79000000042") -> String {
        let columns = [
            "", source, "74950000001", "from-trunk", #"""Иван"" <+79000000042>"#, "PJSIP/anonymous-1", "", "AGI",
            "agi://127.0.0.1/call,a", "2026-03-12 11:05:00", "2026-03-12 11:05:01", "2026-03-12 11:06:00", "60", "59",
            "ANSWERED", "DOCUMENTATION", uniqueID, field,
        ]
        return columns.map { ["60", "59"].contains($0) ? $0 : "\"\($0)\"" }.joined(separator: ",")
    }

    @Test func `a row is read, quotes within and all`() throws {
        let record = try CallDetailRecord(line: Array(row("1.1").utf8))
        #expect(record.uniqueID == "1.1")
        #expect(record.isHotline)
        #expect(record.source == "+79000000042")
        #expect(record.start == CivilTime(rfc3339: "2026-03-12T11:05:00Z")?.instant)
        #expect(record.end == CivilTime(rfc3339: "2026-03-12T11:06:00Z")?.instant)
        #expect(!"\(record)".contains("7900000"))
    }

    @Test func `a withheld number is not taken over, and the call counts all the same`() throws {
        let record = try CallDetailRecord(line: Array(row("1.1", field: "hotline-withheld").utf8))
        let calls = AccountedCall.calls(in: [record])
        #expect(calls.map(\.uniqueID) == ["1.1"])
        #expect(calls.map(\.source) == [nil])
    }

    @Test(arguments: ["", "a,b,c", #""unended"#, "\"a\"b,c"])
    func `what is no row is refused`(line: String) {
        #expect(throws: CallDetailError.self) { try CallDetailRecord(line: Array(line.utf8)) }
    }

    @Test func `a file is read on from where it was left, a half line waits, and a new file begins anew`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "cdr-\(UUID().uuidString).csv").path()
        let file = CallDetailFile(path: path)
        #expect(try file.read(from: nil) == nil)
        let rows = [row("1.1"), row("1.1", field: "hotline"), row("2.1", field: "other"), "broken"]
        try Data((rows.joined(separator: "\n") + "\n" + row("3.1").prefix(20)).utf8).write(to: URL(filePath: path))
        let first = try #require(try file.read(from: nil))
        #expect(first.broken == 1)
        #expect(AccountedCall.calls(in: first.records).map(\.uniqueID) == ["1.1"])
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((String(row("3.1").dropFirst(20)) + "\n").utf8))
        try handle.close()
        let second = try #require(try file.read(from: first.position))
        #expect(second.records.map(\.uniqueID) == ["3.1"])
        #expect(second.broken == 0)
        try FileManager.default.removeItem(atPath: path)
        try Data((row("4.1") + "\n").utf8).write(to: URL(filePath: path))
        #expect(try file.read(from: second.position)?.records.map(\.uniqueID) == ["4.1"])
    }
}
