import Testing

@testable import HotlineClient

/// Shares in hundredths, as reports and the board show them.
@Suite struct PercentTests {
    @Test(
        arguments: [
            (0, 0, 0), (0, 40, 0), (1, 40, 3), (39, 40, 98), (40, 40, 100), (1, 3, 33), (2, 3, 67), (1, 2, 50),
            (1, 1000, 1), (999, 1000, 99), (28, 29, 97), (5, 0, 0),
        ]
    )
    func `a share is rounded to the nearest, and is all or nothing only where it is`(part: Int, whole: Int, share: Int)
    {
        #expect(part.percent(of: whole) == share)
    }
}
