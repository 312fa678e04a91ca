internal import JSON

/// One of `calendar.production`'s months.
struct ProductionMonth: Hashable, Sendable {
    /// A day of the list, with its mark.
    struct Listed: Hashable, Sendable {
        /// The day of the month.
        var day: Int
        /// Whether it is a working day that is an hour shorter, instead of a day off.
        var isShort: Bool
    }

    /// The month, 1 to 12.
    var month: Int
    /// The days of its list.
    var days: [Listed]
}

extension JSONShape where Value == ProductionYear {
    /// A year in the form in which the Russian production calendar is published as JSON.
    static var productionYear: JSONShape {
        .object { fields in
            let year = fields.required("year", .integer(in: 2000...2100))
            let months = fields.required("months", .array(of: .productionMonth))
            // They stand in the published files; the lists of days say it all.
            fields.ignored("transitions")
            fields.ignored("statistic")
            if let months = months.value { fields.noteFaults(of: months, year: year.value) }
            var daysOff: Set<CalendarDay> = []
            var shortDays: Set<CalendarDay> = []
            for month in try months.get() {
                for listed in month.days {
                    guard let day = try CalendarDay(year: year.get(), month: month.month, day: listed.day) else {
                        continue
                    }
                    if listed.isShort { shortDays.insert(day) } else { daysOff.insert(day) }
                }
            }
            return try ProductionYear(year: year.get(), daysOff: daysOff, shortDays: shortDays)
        }
    }
}

extension JSONShape where Value == ProductionMonth {
    static var productionMonth: JSONShape {
        .object { fields in
            let month = fields.required("month", .integer(in: 1...12))
            let days = fields.required("days", .listedDays)
            if !(days.value ?? []).map(\.day).repeatedIndices.isEmpty { fields.fault("names a day twice", at: "days") }
            return try ProductionMonth(month: month.get(), days: days.get())
        }
    }
}

extension JSONShape where Value == [ProductionMonth.Listed] {
    fileprivate static var listedDays: JSONShape {
        JSONShape<String>.string.parsed(as: "days of the month such as \"1,2,8*,9+\"") { text in
            var days: [ProductionMonth.Listed] = []
            for written in text.split(separator: ",", omittingEmptySubsequences: false) {
                let isMarked = written.last == "*" || written.last == "+"
                let digits = isMarked ? written.dropLast() : written
                guard (1...2).contains(digits.count), digits.first != "0", digits.allSatisfy(\.isASCIIDigit),
                    let day = Int(digits), day <= 31
                else { return nil }
                days.append(ProductionMonth.Listed(day: day, isShort: written.last == "*"))
            }
            return days
        }
    }
}

extension JSONFields {
    /// Faults that show when the months of a year are seen together.
    ///
    /// A month that is missing is one: with nothing listed all its Saturdays and Sundays would be working days.
    fileprivate mutating func noteFaults(of months: [ProductionMonth], year: Int?) {
        for index in months.map(\.month).repeatedIndices {
            fault("this month is named already", at: "months", "\(index)", "month")
        }
        let missing = (1...12).filter { number in !months.contains { $0.month == number } }
        if !missing.isEmpty {
            fault(
                "must name all twelve months; missing: \(missing.map(String.init).joined(separator: ", "))",
                at: "months"
            )
        }
        guard let year else { return }
        for (index, month) in months.enumerated()
        where !month.days.allSatisfy({ CalendarDay(year: year, month: month.month, day: $0.day) != nil }) {
            fault("names a day that the month does not have in \(year)", at: "months", "\(index)", "days")
        }
    }
}
