import Foundation
import HotlineClient
import HotlineCore
import Hummingbird
import JSON
import Testing

@testable import HotlineWeb

/// `config/openapi.json` against the routes and the types that it describes; the answers are tried by `WorldTests`.
@Suite struct OpenAPITests {
    private let file: JSON

    init() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/openapi.json")
        file = try JSON(parsing: Array(Data(contentsOf: path)), file: "openapi.json")
    }

    /// Every operation of the file, as `get /v1/appeals/{number}`.
    private var operations: [String: JSON] {
        var operations: [String: JSON] = [:]
        for (path, methods) in file["paths"]?.objectValue ?? [:] {
            for (method, operation) in methods.objectValue ?? [:] { operations["\(method) \(path)"] = operation }
        }
        return operations
    }

    @Test func `every route is described, and nothing that is none`() throws {
        let office = try StaffOffice()
        for door in [StaffRoutes.Door.socket, .network] {
            let routes = office.routes.router(door).routes.map { route in
                let words = String(describing: route).split(separator: " ")
                let path = words[1].split(separator: "/").map { part in
                    part.hasPrefix(":") ? "{\(part.dropFirst())}" : "\(part)"
                }
                return "\(words[0].lowercased()) /\(path.joined(separator: "/"))"
            }
            #expect(routes.count > 50)
            #expect(Set(routes) == Set(operations.keys))
        }
    }

    @Test func `every operation has a name of its own, its rights, and what goes wrong`() throws {
        var names: Set<String> = []
        for (place, operation) in operations {
            let name = try #require(operation["operationId"]?.stringValue, "\(place)")
            #expect(names.insert(name).inserted, "\(name)")
            let rights = try #require(operation["x-rights"]?.arrayValue, "\(place)").compactMap { $0.stringValue }
            #expect(rights.allSatisfy { Right(rawValue: $0) != nil }, "\(place)")
            let answers = Set(operation["responses"]?.objectValue?.keys.map { $0 } ?? [])
            #expect(answers.isSuperset(of: ["401", "403", "429", "500", "503"]), "\(place)")
            #expect(answers.filter { $0.hasPrefix("2") }.count == 1, "\(place)")
            for status in answers where !status.hasPrefix("2") {
                let reference = operation["responses"]?[status]?["$ref"]?.stringValue
                #expect(reference == "#/components/responses/Fault\(status)", "\(place)")
            }
        }
    }

    @Test func `the faults of the file are those there are, each with its status`() {
        let statuses = Set(FaultDocument.Code.allCases.map { "Fault\($0.status)" })
        #expect(Set(file["components"]?["responses"]?.objectValue?.keys.map { $0 } ?? []) == statuses)
        #expect(file["components"]?["parameters"]?["IdempotencyKey"]?["name"]?.stringValue == StaffAPI.keyHeader)
    }

    /// Every list of words in the file, by the type that has them.
    private static let words: [String: [String]] = [
        "AppealStatus": words(of: AppealStatus.self), "AppealType": words(of: AppealType.self),
        "AppealRoute": words(of: AppealRoute.self), "AppealSource": words(of: AppealSource.self),
        "AuthorRole": words(of: AuthorRole.self), "AppealMark": words(of: AppealMark.self),
        "CallStep": words(of: CallStep.self), "CallOutcome": words(of: CallOutcome.self),
        "CallLink": words(of: CallLink.self), "LineKind": words(of: LineKind.self),
        "RecordingKind": words(of: CallRecording.Kind.self), "MessageState": words(of: MessageState.self),
        "MessageKind": words(of: MessageKind.self), "MailState": words(of: MailDocument.State.self),
        "ResultDelivery": words(of: ResultDelivery.self), "TermStep": words(of: TermStep.self),
        "TermState": words(of: TermState.self), "TermCalendar": words(of: TermCalendar.self),
        "EventKind": words(of: EventKind.self), "EventChannel": words(of: EventChannel.self),
        "AuthorCallState": words(of: AuthorCall.State.self), "AuthorCallOutcome": words(of: AuthorCall.Outcome.self),
        "CallBackOutcome": words(of: Regulation.CallBackOutcome.self), "DeskCallState": words(of: DeskCall.State.self),
        "LiveCallState": words(of: LiveCallDocument.State.self),
        "GatewayCondition": words(of: GatewayDocument.Condition.self),
        "BackupStep": words(of: BackupsDocument.Progress.Step.self), "HealthName": words(of: HealthCheck.Name.self),
        "HealthState": words(of: HealthCheck.State.self), "TokenState": words(of: StaffToken.State.self),
        "ReportKind": words(of: ReportPeriod.Kind.self), "ReportTopic": words(of: AppealReport.Topic.self),
        "Role": words(of: Role.self), "Right": words(of: Right.self),
        "NumberView": words(of: AppealDocument.NumberView.self), "FormField": words(of: FormInput.Field.self),
        "FaultCode": words(of: FaultDocument.Code.self),
    ]

    private static func words<Words: RawRepresentable<String> & CaseIterable>(of type: Words.Type) -> [String] {
        type.allCases.map(\.rawValue)
    }

    @Test func `every list of words is that of the type behind it, in its order, and there is no other`() {
        let schemas = file["components"]?["schemas"]?.objectValue ?? [:]
        var found: [String: [String]] = [:]
        for (name, schema) in schemas {
            guard let words = schema["enum"]?.arrayValue else { continue }
            found[name] = words.compactMap(\.stringValue)
        }
        #expect(Set(found.keys) == Set(Self.words.keys))
        for (name, words) in Self.words { #expect(found[name] == words, "\(name)") }
        // None stands anywhere else, where nobody would compare it.
        #expect(Self.lists(in: file) == found.count)
    }

    private static func lists(in json: JSON) -> Int {
        if let object = json.objectValue {
            return object.reduce(0) { sum, field in
                sum + (field.key == "enum" ? 1 : 0) + lists(in: field.value)
            }
        }
        return (json.arrayValue ?? []).reduce(0) { $0 + lists(in: $1) }
    }

    @Test func `the bounds of a body and of a token are those of the code`() {
        #expect(
            file["components"]?["responses"]?["Fault413"]?["description"]?.stringValue?.contains(
                "\(StaffAPI.largestBody)"
            ) == true
        )
        let label = file["components"]?["schemas"]?["TokenOrder"]?["properties"]?["label"]
        #expect(label?["maxLength"]?.integerValue == StaffToken.longestLabel)
        let lives = [StaffToken.lives.lowerBound, StaffToken.lives.upperBound].map(\.setting)
        let expires = file["components"]?["schemas"]?["TokenOrder"]?["properties"]?["expires"]?["description"]?
            .stringValue
        #expect(
            expires
                == "How long it holds, from \(lives[0]) to \(lives[1]); \(StaffToken.standardLife.setting) unless given."
        )
    }
}
