extension Int {
    /// How many hundredths of the whole this is, to the nearest; 100 only where it is all of it, and 0 only where it is nothing.
    public func percent(of whole: Int) -> Int {
        guard self > 0, whole > 0 else { return 0 }
        guard self < whole else { return 100 }
        return Swift.min(99, Swift.max(1, (self * 100 + whole / 2) / whole))
    }
}
