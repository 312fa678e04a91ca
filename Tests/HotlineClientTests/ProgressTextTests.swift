import HotlineClient
import Testing

/// The line that shows how far long work has come.
@Suite struct ProgressTextTests {
    @Test(arguments: [20, 30, 40, 60, 80, 250]) func `it is never wider than it may be`(columns: Int) {
        for (done, total) in [(0, 0), (0, 10), (5_000_000, 10_000_000), (10, 10), (20, 10)] as [(Int64, Int64)] {
            let text = ProgressText("Копируются файлы", done: done, total: total, areBytes: true)
            let line = text.line(columns: columns, elapsed: .seconds(100))
            #expect(line.count <= columns, "\(line)")
        }
    }

    @Test func `it tells what is done, how much there is and how long it takes`() {
        let half = ProgressText("Выгрузка", done: 50, total: 100, areBytes: false)
        #expect(half.line(columns: 60, elapsed: .zero) == "Выгрузка ███████████████░░░░░░░░░░░░░░░ 50 %  50 из 100")
        #expect(half.line(columns: 80, elapsed: .seconds(10)).hasSuffix("50 из 100, ещё 11 с"))
        #expect(half.line(columns: 80, elapsed: .seconds(600)).hasSuffix("ещё 10 мин"))
        #expect(half.line(columns: 20, elapsed: .zero) == "Выгрузка: 50 %")
        let unknown = ProgressText("Копируется база", done: 1_500_000, total: 0, areBytes: true)
        #expect(unknown.line(columns: 80, elapsed: .zero) == "Копируется база: 1,5 МБ")
    }
}
