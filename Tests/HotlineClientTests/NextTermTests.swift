import HotlineCore
import Testing

@testable import HotlineClient

/// Which of the terms of an appeal a list tells of.
@Suite struct NextTermTests {
    private static let now = Instant(seconds: 1_773_313_500)

    private func term(_ state: TermState, in seconds: Int64) -> TermsDocument.Term {
        TermsDocument.Term(due: CivilTime(Self.now + .seconds(seconds), offset: 10800), state: state)
    }

    @Test func `of the terms that run the one that ends first is told, and what is done is no term any more`() throws {
        let waiting = TermsDocument.Term(due: nil, state: .waiting)
        var terms = TermsDocument(distribute: term(.running, in: 600), take: waiting, close: term(.running, in: 7200))
        let first = try #require(NextTerm(terms, now: Self.now))
        #expect(first.step == .distribute && !first.isOverdue && first.text == "распределить: осталось 10 мин")
        terms.distribute = term(.missed, in: -600)
        terms.take = term(.running, in: 1800)
        let second = try #require(NextTerm(terms, now: Self.now))
        #expect(second.step == .take && second.length == .seconds(1800))
        // Handed over so late that it is to be closed before it is to be taken.
        terms.close = term(.overdue, in: -60)
        let third = try #require(NextTerm(terms, now: Self.now))
        #expect(third.isOverdue && third.text == "закрыть: просрочено на 1 мин")
        terms = TermsDocument(distribute: term(.met, in: 0), take: term(.met, in: 0), close: term(.missed, in: 0))
        #expect(NextTerm(terms, now: Self.now) == nil)
    }
}
