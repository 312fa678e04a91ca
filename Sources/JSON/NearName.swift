/// Finds the name somebody meant who wrote another.
public enum NearName {
    /// The name that takes the fewest slips to mistype so, the first of several; `nil` where none is near.
    public static func nearest(to written: String, in names: [String]) -> String? {
        let limit = max(1, (written.count + 2) / 3)
        let near = names.map { (name: $0, slips: slips(written.lowercased(), $0.lowercased())) }
        return near.filter { $0.slips <= limit }.min { $0.slips < $1.slips }?.name
    }

    /// How many letters one must add, drop, change or swap with the next to get from one word to the other.
    static func slips(_ one: String, _ other: String) -> Int {
        let one = Array(one)
        let other = Array(other)
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var row = [i + 1]
            for (j, candidate) in other.enumerated() {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == candidate ? 0 : 1))
                if i > 0, j > 0, letter == other[j - 1], one[i - 1] == candidate {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[other.count]
    }
}
