extension StaffClient {
    /// How often an appeal that others change is looked at again.
    private static let tries = 5

    /// Fills fields of an appeal's form, also where the appeal was changed since it was seen, and nobody wrote into these.
    ///
    /// - Parameters:
    ///   - input: The fields.
    ///   - seen: The appeal as it was seen, with its number masked.
    /// - Returns: The appeal afterwards.
    /// - Throws: ``StaffClientError``, where somebody else wrote into one of the fields too.
    public func keep(_ input: FormInput, of seen: SeenAppeal) async throws(StaffClientError) -> SeenAppeal {
        let number = seen.document.number
        return try await Self.keep(
            input,
            of: seen,
            load: { () async throws(StaffClientError) in try await appeal(number, numberView: .masked) },
            save: { input, version async throws(StaffClientError) in
                try await complete(number, with: input, seen: version)
            }
        )
    }

    static func keep(
        _ input: FormInput,
        of seen: SeenAppeal,
        load: () async throws(StaffClientError) -> SeenAppeal,
        save: (FormInput, Int64) async throws(StaffClientError) -> SeenAppeal
    ) async throws(StaffClientError) -> SeenAppeal {
        var version = seen.version
        for _ in 1..<tries {
            do throws(StaffClientError) {
                return try await save(input, version)
            } catch {
                // What hands appeals out, and what calls leave, changes them too.
                guard case .refused(let fault) = error, fault.code == .changedMeanwhile else { throw error }
                let fresh = try await load()
                guard fresh.document.isAlike(seen.document, in: input) else { throw error }
                version = fresh.version
            }
        }
        return try await save(input, version)
    }
}
