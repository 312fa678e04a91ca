/// What a JSON value should look like, and what is made of it.
///
/// A shape is built of smaller ones and reads like a list of the keys. All faults are gathered, none hides another:
///
/// ```swift
/// extension JSONShape where Value == Member {
///     static var member: JSONShape {
///         .object { fields in
///             let login = fields.required("login", .string)
///             let roles = fields.required("roles", .array(of: .oneOf(Role.self)))
///             let phone = fields.optional("phone", .phoneNumber)
///             let extent = fields.optional("extension", .integer(in: 1...9999), default: 100)
///             return try Member(login: login.get(), roles: roles.get(), phone: phone.get(), extent: extent.get())
///         }
///     }
/// }
///
/// extension JSONShape where Value == PhoneNumber {
///     static var phoneNumber: JSONShape {
///         JSONShape<String>.string.converted(PhoneNumber.init(e164:))
///     }
/// }
///
/// let members = try JSON(parsing: bytes, file: path).read(as: .array(of: .member))
/// ```
///
/// Read every key first and take the values last, in one expression: a key that is not reached counts as unknown. Where
/// one key says which others there are, read it by ``JSONFields/selector(_:_:)``.
public struct JSONShape<Value>: Sendable {
    private let make: @Sendable (inout JSONReader) throws -> Value

    /// Creates a shape of your own.
    ///
    /// - Parameter read: Makes something of ``JSONReader/value``, or throws: what noting a fault returned, or any other
    ///   error, whose description is then noted as the fault.
    public init(_ read: @escaping @Sendable (inout JSONReader) throws -> Value) {
        self.make = read
    }

    /// Makes something of the value in hand, or notes why it cannot.
    func read(_ reader: inout JSONReader) throws(JSONUnreadable) -> Value {
        do {
            return try make(&reader)
        } catch let noted as JSONUnreadable {
            throw noted
        } catch {
            throw reader.fault("\(error)")
        }
    }
}

// MARK: - Conversions

extension JSONShape {
    /// The shape with its value made into another.
    ///
    /// - Parameter convert: Makes the other value, or throws a ``JSONMismatch`` or another error whose description says why it
    ///   cannot.
    /// - Returns: The new shape.
    public func converted<Other>(
        _ convert: @escaping @Sendable (Value) throws -> Other
    ) -> JSONShape<Other> {
        JSONShape<Other> { reader in try convert(read(&reader)) }
    }

    /// The shape with its value made into another, where one sentence says all that can be wrong.
    ///
    /// - Parameters:
    ///   - expected: What the value should be, in words that follow "must be": `a duration such as "30m"`.
    ///   - parse: Makes the other value, or returns `nil`.
    /// - Returns: The new shape.
    public func parsed<Other>(
        as expected: String,
        by parse: @escaping @Sendable (Value) -> Other?
    ) -> JSONShape<Other> {
        converted { value in
            guard let other = parse(value) else { throw JSONMismatch("must be \(expected)") }
            return other
        }
    }

    /// The shape or `null`.
    public func orNull() -> JSONShape<Value?> {
        JSONShape<Value?> { reader in reader.value.isNull ? nil : try read(&reader) }
    }
}
