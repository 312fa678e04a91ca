import Testing

@testable import Pictures

@Suite struct CanvasTests {
    @Test func `what is drawn is what is read, and what lies outside is not drawn`() throws {
        var canvas = Canvas(width: 20, height: 10, Canvas.Colour(0xFFFFFF))
        canvas.fill(x: 2, y: 3, width: 4, height: 5, Canvas.Colour(0x2A6F97))
        canvas.fill(x: 18, y: -4, width: 50, height: 6, Canvas.Colour(0xC1121F))
        canvas.fill(x: 30, y: 30, width: 5, height: 5, Canvas.Colour(0))
        canvas.fill(x: -30, y: -30, width: 5, height: -5, Canvas.Colour(0))
        let bytes = canvas.png()
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && bytes == canvas.png())
        let read = try #require(Canvas(png: bytes))
        #expect(read == canvas)
        #expect(
            read.colour(x: 2, y: 3) == Canvas.Colour(0x2A6F97) && read.colour(x: 6, y: 3) == Canvas.Colour(0xFFFFFF)
        )
        #expect(
            read.colour(x: 19, y: 1) == Canvas.Colour(0xC1121F) && read.colour(x: 19, y: 2) == Canvas.Colour(0xFFFFFF)
        )
        #expect(
            Canvas(png: Array(bytes.dropLast(30))) == nil && Canvas(png: []) == nil && Canvas(png: [1, 2, 3]) == nil
        )
    }
}
