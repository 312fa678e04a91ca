public import HotlineCore
public import JSON

extension CallBalance {
    /// The balance as JSON.
    public var json: JSON {
        [
            "exchange": .integer(Int64(exchange)), "records": .integer(Int64(records)),
            "turnedAway": .integer(Int64(turnedAway)), "lost": .integer(Int64(lost)),
        ]
    }
}

extension JSONShape where Value == CallBalance {
    static var callBalance: JSONShape {
        .object { fields in
            let exchange = fields.required("exchange", .integer)
            let records = fields.required("records", .integer)
            let turnedAway = fields.required("turnedAway", .integer)
            let lost = fields.required("lost", .integer)
            return try CallBalance(
                exchange: exchange.get(),
                records: records.get(),
                turnedAway: turnedAway.get(),
                lost: lost.get()
            )
        }
    }
}
