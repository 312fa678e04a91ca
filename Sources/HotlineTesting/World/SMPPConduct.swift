/// What becomes of a text, by the last four digits of the number it goes to.
public enum SMPPConduct: Int, Hashable, Sendable, CaseIterable {
    /// It is refused: no such number.
    case refusesNumber = 1
    /// It is taken, and the telephone never has it.
    case undeliverable = 2
    /// It is taken, and its lifetime ends.
    case expires = 3
    /// It is taken, and refused later.
    case rejects = 4
    /// It is taken and never spoken of again.
    case neverReports = 5
    /// It is refused twice because there are too many, then delivered.
    case throttles = 6
    /// Whether it was taken is never said.
    case neverAnswers = 7
    /// It is reported to be on its way, then delivered.
    case isOnTheWay = 8
    /// Its number is hexadecimal in the answer and decimal in the report.
    case writesNumbersTwoWays = 9
    /// It is refused because there is no room.
    case isFull = 10
    /// It is delivered, and the report has no words, only options.
    case reportsInOptions = 11
    /// It is delivered.
    case delivers = 0

    /// The conduct towards a number; any other than those above is delivered to.
    init(towards number: String) {
        self = Int(number.suffix(4)).flatMap(Self.init(rawValue:)) ?? .delivers
    }

    /// What is reported, one after another; nothing where nothing is.
    var reports: [SMPPReceipt.Finding] {
        switch self {
        case .undeliverable: [.undeliverable]
        case .expires: [.expired]
        case .rejects: [.rejected]
        case .neverReports, .neverAnswers, .refusesNumber, .isFull: []
        case .isOnTheWay: [.onTheWay, .delivered]
        case .throttles, .writesNumbersTwoWays, .reportsInOptions, .delivers: [.delivered]
        }
    }
}
