/// The keys of the metadata this library logs.
enum LogKey {
    static let error = "error"
    static let folder = "folder"
    static let gateway = "gateway.name"
    static let mail = "mail.id"
    static let message = "message.id"
    static let attempt = "message.attempt"
    static let outcome = "text.outcome"
    static let words = "program.words"
}
