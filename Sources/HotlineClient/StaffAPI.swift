public import HotlineCore
public import JSON

/// The paths and the bodies of the staff API, which server and client share.
public enum StaffAPI {
    /// What our answers carry in `Server`, so that another program behind the socket is noticed.
    public static let serverName = "hotlined"
    /// The most bytes a body may have.
    public static let largestBody = 65_536
    /// The header with the version of the appeal in an answer.
    public static let versionHeader = "ETag"
    /// The header with what a request that writes is known by, whatever it writes, so that one which comes twice is obeyed once.
    public static let keyHeader = "Idempotency-Key"
    /// The most characters of such a key.
    public static let longestKey = 64

    /// What stands before a token in the header `Authorization`.
    public static let tokenScheme = "Bearer"

    /// Who is asking.
    public static let whoami = "/v1/whoami"
    /// Who runs the hotline.
    public static let school = "/v1/school"
    /// The tokens of machines elsewhere.
    public static let tokens = "/v1/tokens"
    /// The appeals.
    public static let appeals = "/v1/appeals"
    /// All appeals in the order of their numbers, page by page.
    public static let export = "/v1/export"
    /// The text messages.
    public static let messages = "/v1/messages"
    /// The texts that came in.
    public static let inbox = "/v1/inbox"
    /// How the texts stand, counted.
    public static let figures = "/v1/messages/figures"
    /// How each gateway is.
    public static let gateways = "/v1/gateways"
    /// The live desk.
    public static let desk = "/v1/desk"
    /// The backups.
    public static let backups = "/v1/backups"
    /// How all parts of the hotline are.
    public static let health = "/v1/doctor"
    /// The calls.
    public static let calls = "/v1/calls"
    /// The calls that wait for a specialist or talk with one.
    public static let liveCalls = "/v1/calls/live"
    /// The exchange's calls against ours.
    public static let balance = "/v1/calls/balance"
    /// The outage that is announced.
    public static let outage = "/v1/outage"
    /// The report on a day.
    public static let dailyReport = "/v1/reports/daily"
    /// The report on a week.
    public static let weeklyReport = "/v1/reports/weekly"
    /// What the head writes on a week.
    public static let proposals = "/v1/reports/weekly/proposals"
    /// The reports that the director was sent.
    public static let sentReports = "/v1/reports/sent"
    /// The simulated calls.
    public static let simulations = "/v1/simulations"

    /// One appeal.
    public static func appeal(_ number: AppealNumber) -> String { "\(appeals)/\(number)" }

    /// What was recorded in the calls of one appeal.
    public static func recording(of number: AppealNumber) -> String { "\(appeal(number))/recording" }

    /// The calls to the author of one appeal.
    public static func authorCalls(of number: AppealNumber) -> String { "\(appeal(number))/call" }

    /// The body that announces an outage.
    public static func announcement(of type: AppealType) -> JSON { ["type": .string(type.rawValue)] }

    /// Reads the body that announces an outage.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public static func announcedType(_ json: JSON) throws(JSONFaults) -> AppealType {
        try json.read(as: .object { fields in try fields.required("type", .oneOf(AppealType.self)).get() })
    }

    /// One report that the director was sent.
    public static func sentReport(_ number: Int64) -> String { "\(sentReports)/\(number)" }

    /// Something done with one appeal.
    public static func act(_ act: AppealAct.Name, on number: AppealNumber) -> String {
        "\(appeal(number))/\(act.rawValue)"
    }

    /// How one appeal came to stand as it does.
    public static func explanation(of number: AppealNumber) -> String { "\(appeal(number))/explanation" }

    /// A slice of the check of the log of events.
    public static let auditOfEvents = "/v1/audit/events"
    /// A slice of the comparison of the appeals with the log.
    public static let auditOfAppeals = "/v1/audit/appeals"
    /// What is kept of one appeal, to be made anew from its events.
    public static func rebuild(of number: AppealNumber) -> String { "\(auditOfAppeals)/\(number)/rebuild" }
    /// The hash of one event, for whoever wrote an earlier end of the log down.
    public static let auditOfSeal = "/v1/audit/seal"
    /// Everybody on the staff.
    public static let staff = "/v1/staff"
    /// The absences that are not over.
    public static let absences = "/v1/absences"

    /// The body that fills fields of a form.
    public static func change(_ input: FormInput, seen version: Int64) -> JSON {
        var body = input.json.objectValue ?? JSONObject()
        body["version"] = .integer(version)
        return .object(body)
    }

    /// Reads the body that fills fields of a form.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public static func change(_ json: JSON) throws(JSONFaults) -> (input: FormInput, version: Int64?) {
        try json.read(as: .formChange)
    }

    /// A version as the header writes it.
    public static func tag(_ version: Int64) -> String { "\"\(version)\"" }

    /// Reads a version from the header.
    static func version(tag: String?) -> Int64? {
        guard let tag, tag.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
        return Int64(tag.dropFirst().dropLast())
    }
}
