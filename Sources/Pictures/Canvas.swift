/// Pixels to draw rectangles on; what lies outside is not drawn.
public struct Canvas: Hashable, Sendable {
    /// A colour.
    public struct Colour: Hashable, Sendable {
        /// How much red, green and blue, each from 0 to 255.
        public let (red, green, blue): (UInt8, UInt8, UInt8)

        /// Creates a colour from `0xRRGGBB`.
        public init(_ value: UInt32) {
            red = UInt8(truncatingIfNeeded: value >> 16)
            green = UInt8(truncatingIfNeeded: value >> 8)
            blue = UInt8(truncatingIfNeeded: value)
        }
    }

    /// How many pixels it is wide.
    public let width: Int
    /// How many pixels it is high.
    public let height: Int
    /// Red, green and blue of each pixel, row by row from the top.
    var pixels: [UInt8]

    /// Creates a canvas of one colour.
    public init(width: Int, height: Int, _ colour: Colour) {
        precondition((1...4096).contains(width) && (1...4096).contains(height), "a picture has a size")
        self.width = width
        self.height = height
        pixels = []
        pixels.reserveCapacity(3 * width * height)
        for _ in 0..<width * height { pixels += [colour.red, colour.green, colour.blue] }
    }

    /// Fills a rectangle, from its upper left corner.
    public mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
        for row in max(0, y)..<max(0, y, min(self.height, y + height)) {
            for column in max(0, x)..<max(0, x, min(self.width, x + width)) {
                let place = 3 * (row * self.width + column)
                (pixels[place], pixels[place + 1], pixels[place + 2]) = (colour.red, colour.green, colour.blue)
            }
        }
    }

    /// The colour of a pixel.
    public func colour(x: Int, y: Int) -> Colour {
        precondition((0..<width).contains(x) && (0..<height).contains(y), "a pixel is on the canvas")
        let place = 3 * (y * width + x)
        return Colour(UInt32(pixels[place]) << 16 | UInt32(pixels[place + 1]) << 8 | UInt32(pixels[place + 2]))
    }
}
