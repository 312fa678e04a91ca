public import HotlineCore
public import JSON

/// How all parts of the hotline are, as the staff API tells of it.
public struct HealthDocument: Hashable, Sendable {
    /// What was found, in the order in which it is told.
    public var checks: [HealthCheck]

    /// Creates a document.
    public init(_ checks: [HealthCheck]) {
        self.checks = checks
    }

    /// Whether nothing is broken.
    public var isGood: Bool { checks.allSatisfy { $0.state != .fault } }

    /// The document as JSON.
    public var json: JSON {
        [
            "good": .bool(isGood),
            "checks": .array(
                checks.map { check in
                    [
                        "name": .string(check.name.rawValue), "state": .string(check.state.rawValue),
                        "found": .string(check.found), "cure": JSON(check.cure),
                    ]
                }
            ),
        ]
    }
}

extension JSONShape where Value == HealthDocument {
    static var healthDocument: JSONShape {
        .object { fields in
            _ = fields.required("good", .bool)
            let checks = fields.required("checks", .array(of: .healthCheck))
            return HealthDocument(try checks.get())
        }
    }
}

extension JSONShape where Value == HealthCheck {
    fileprivate static var healthCheck: JSONShape {
        .object { fields in
            let name = fields.required("name", .oneOf(HealthCheck.Name.self))
            let state = fields.required("state", .oneOf(HealthCheck.State.self))
            let found = fields.required("found", .string)
            let cure = fields.optional("cure", .string)
            return HealthCheck(try name.get(), try state.get(), try found.get(), cure: try cure.get())
        }
    }
}
