public import HotlineCore
public import JSON

/// A token that was just made, with its secret.
public struct NewTokenDocument: Hashable, Sendable {
    /// The token, told this once.
    public var token: AccessToken
    /// What is kept of it.
    public var document: TokenDocument

    /// Tells of a token.
    public init(_ token: AccessToken, _ document: TokenDocument) {
        self.token = token
        self.document = document
    }

    /// The document as JSON, with the token beside what is kept of it.
    public var json: JSON {
        var object = document.object
        object["token"] = .string(token.text)
        return .object(object)
    }
}

extension JSONShape where Value == NewTokenDocument {
    static var newTokenDocument: JSONShape {
        .object { fields in
            let token = fields.required("token", JSONShape<String>.string.parsed(as: "a token") { AccessToken($0) })
            let document = try TokenDocument(&fields)
            return try NewTokenDocument(token.get(), document)
        }
    }
}

extension FaultDocument {
    /// A token was made by the same request before, and its secret was told then and is not kept.
    public init(lostToken id: Identifier<StaffToken>) {
        self.init(
            .refused,
            "токен \(id) сделан, но ответ с ним потерялся: отзовите его (hotline token revoke \(id)) и сделайте новый"
        )
    }
}
