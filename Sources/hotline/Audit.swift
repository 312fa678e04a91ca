internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch
internal import JSON

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Журнал событий.",
        discussion: "Примеры: hotline audit verify, hotline audit rebuild 1042",
        subcommands: [Verify.self, Rebuild.self],
        defaultSubcommand: Verify.self
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Проверить цепочку журнала и сверить с ним обращения; что не так — назвать, код 1.",
            discussion: """
                В конце печатается печать журнала: запишите её вне этой машины и проверьте потом через --seal.

                Примеры:
                  hotline audit verify
                  hotline audit verify --seal 1042:3f…
                """
        )

        @Option(help: ArgumentHelp("Печать, записанная раньше: журнал должен её ещё содержать.", valueName: "печать"))
        var seal: String?

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let client = try service.client()
            var findings: [String] = []
            if let seal { findings += try await client.auditSeal(seal).findings }
            let events = try await all { first in try await client.auditEvents(from: first) }
            let appeals = try await all { first in try await client.auditAppeals(from: first) }
            findings += events.findings + appeals.findings
            if output.json {
                Terminal.write([
                    "events": .integer(Int64(events.count)), "appeals": .integer(Int64(appeals.count)),
                    "findings": .array(findings.map { .string($0) }), "seal": JSON(events.seal),
                ])
            } else {
                Terminal.write(findings)
                Terminal.say("Событий \(events.count), обращений \(appeals.count).")
                if let seal = events.seal { Terminal.say("Печать: \(seal)") }
            }
            guard findings.isEmpty else {
                throw LaunchFailure("журнал не в порядке: находок \(findings.count)", status: .failed)
            }
            if !output.json { Terminal.say("Всё сходится.") }
        }

        /// All slices as one.
        private func all(_ slice: (Int64) async throws -> AuditDocument) async throws -> AuditDocument {
            var whole = try await slice(1)
            while let next = whole.next {
                let more = try await slice(next)
                whole.findings += more.findings
                whole.count += more.count
                (whole.next, whole.seal) = (more.next, more.seal)
            }
            return whole
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild",
            abstract: "Восстановить по журналу то, что хранится об обращении.",
            discussion: """
                Статус, у кого, сроки, ответ и прочее, что следует из событий. Имя, телефон и описание в журнале не стоят и \
                остаются как есть. Если события изменены или рассказывают не всё, ничего не меняется. Восстановление — само событие.

                Пример:
                  hotline audit rebuild 1042
                """
        )

        @OptionGroup var appeal: AppealArgument
        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let rebuilt = try await service.client().rebuild(appeal.number)
            if output.json {
                Terminal.write(rebuilt.json)
            } else if rebuilt.fields.isEmpty {
                Terminal.write(["№\(rebuilt.appeal) сходится с журналом, менять нечего."])
            } else {
                let fields = rebuilt.fields.joined(separator: ", ")
                Terminal.write(["№\(rebuilt.appeal) восстановлено по журналу: \(fields)."])
            }
        }
    }
}
