internal import JSON

/// Where a secret is kept; it never stands in the file itself.
public enum SecretSource: Hashable, Sendable {
    /// The first line of a file.
    case file(String)
    /// A variable of the environment.
    case environment(String)
}

extension JSONFields {
    /// Reads `NAMEFile` or `NAMEEnv`, of which one must be there where it is needed.
    mutating func secret(_ name: String, isNeeded: Bool) -> JSONField<SecretSource?> {
        let file = optional("\(name)File", .nonEmptyString)
        let variable = optional("\(name)Env", .nonEmptyString)
        switch (file.value ?? nil, variable.value ?? nil) {
        case (let path?, nil): return JSONField(.file(path))
        case (nil, let name?): return JSONField(.environment(name))
        case (nil, nil) where !isNeeded: return JSONField(.none)
        case (nil, nil): return JSONField(fault("is missing (or \"\(name)Env\")", at: "\(name)File"))
        case (_?, _?): return JSONField(fault("cannot stand beside \"\(name)File\"", at: "\(name)Env"))
        }
    }

    /// Reads `NAMEFile` or `NAMEEnv`, of which one must be there.
    mutating func secret(_ name: String) -> JSONField<SecretSource> {
        let file = optional("\(name)File", .nonEmptyString)
        let variable = optional("\(name)Env", .nonEmptyString)
        switch (file.value ?? nil, variable.value ?? nil) {
        case (let path?, nil): return JSONField(.file(path))
        case (nil, let name?): return JSONField(.environment(name))
        case (nil, nil): return JSONField(fault("is missing (or \"\(name)Env\")", at: "\(name)File"))
        case (_?, _?): return JSONField(fault("cannot stand beside \"\(name)File\"", at: "\(name)Env"))
        }
    }
    /// Reads `NAMEFile` or `NAMEEnv`, of which not both may be there.
    mutating func optionalSecret(_ name: String) -> JSONField<SecretSource?> {
        let file = optional("\(name)File", .nonEmptyString)
        let variable = optional("\(name)Env", .nonEmptyString)
        switch (file.value ?? nil, variable.value ?? nil) {
        case (let path?, nil): return JSONField(.file(path))
        case (nil, let name?): return JSONField(.environment(name))
        case (nil, nil): return JSONField<SecretSource?>(nil)
        case (_?, _?): return JSONField(fault("cannot stand beside \"\(name)File\"", at: "\(name)Env"))
        }
    }
}
