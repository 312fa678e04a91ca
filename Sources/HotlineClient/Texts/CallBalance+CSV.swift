public import HotlineCore

extension CallBalance {
    /// The balance as a row for a spreadsheet, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["exchange", "records", "turnedAway", "lost"])
        csv.add([exchange, records, turnedAway, lost].map { "\($0)" })
        return csv.text
    }
}
