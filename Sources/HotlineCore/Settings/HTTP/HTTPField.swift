/// A name and what its value is made from.
public struct HTTPField: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What the value is made from; where a place in it has no value, the whole field is left out.
    public var template: HTTPTemplate

    /// Creates a field.
    public init(_ name: String, _ template: HTTPTemplate) {
        self.name = name
        self.template = template
    }

    /// Creates a field whose value is one place.
    public init(_ name: String, _ place: HTTPPlace) {
        self.init(name, HTTPTemplate(place))
    }

    /// Creates a field whose value is always the same.
    public init(_ name: String, verbatim text: String) {
        self.init(name, HTTPTemplate(verbatim: text))
    }
}
