/// What a provider does with one submit after another.
public enum ProviderTurn: Hashable, Sendable {
    /// What its documentation says.
    case usual
    /// Something that goes wrong.
    case fault(ProviderFault)
    /// Refuses it with this code.
    case refuse(Int)
}
