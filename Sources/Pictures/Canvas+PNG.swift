internal import CPNG

extension Canvas {
    /// The picture as PNG; the same pixels are always the same bytes.
    public func png() -> [UInt8] {
        let (columns, rows) = (UInt32(width), UInt32(height))
        let size = png_written(pixels, columns, rows, nil, 0)
        var written = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            written = png_written(pixels, columns, rows, buffer.baseAddress, size)
            count = written
        }
        precondition(written > 0, "a picture of this size can be written")
        return bytes
    }

    /// Reads a picture; `nil` where the bytes are none, or a larger one than a canvas can be.
    public init?(png bytes: [UInt8]) {
        var (columns, rows): (UInt32, UInt32) = (0, 0)
        guard png_read(bytes, bytes.count, nil, 0, &columns, &rows) != 0,
            (1...4096).contains(columns), (1...4096).contains(rows)
        else { return nil }
        self.init(width: Int(columns), height: Int(rows), Colour(0))
        guard png_read(bytes, bytes.count, &pixels, pixels.count, &columns, &rows) != 0 else { return nil }
    }
}
