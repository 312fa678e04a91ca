public import HotlineCore

extension IdentityDocument {
    /// Refuses what the roles do not allow, as the service would, before anything is typed for it.
    ///
    /// - Throws: ``StaffClientError/refused(_:)``.
    public func check(_ right: Right, or other: Right? = nil) throws(StaffClientError) {
        guard !rights.contains(right), other.map(rights.contains) != true else { return }
        throw .refused(FaultDocument(.notAllowed, AppealFault.notAllowed(right).description))
    }

    /// Refuses the form of an appeal whose content is not for them.
    ///
    /// - Throws: ``StaffClientError/refused(_:)``.
    public func checkFilling(_ document: AppealDocument) throws(StaffClientError) {
        try check(.complete)
        guard !document.showsContent else { return }
        throw .refused(
            FaultDocument(.notAllowed, "обращение №\(document.number) личное: его ведёт только психолог")
        )
    }
}
