/// The body that `submit_sm` and `deliver_sm` have in common (SMPP 3.4, 4.4.1 and 4.6.1).
///
/// It holds a number and words, so it does not print itself.
struct SMPPShortMessage: Hashable {
    /// A number and what kind it is.
    struct Address: Hashable {
        var kind: UInt8 = 1
        var plan: UInt8 = 1
        var digits: String

        /// The address of a telephone, or of a sender with a name.
        init(_ text: String) {
            digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
            if !digits.allSatisfy(\.isNumber) { (kind, plan) = (5, 0) }
        }

        init?(_ fields: inout SMPPFields) {
            guard let kind = fields.byte(), let plan = fields.byte(), let digits = fields.string() else { return nil }
            (self.kind, self.plan, self.digits) = (kind, plan, digits)
        }

        var bytes: [UInt8] { [kind, plan] + digits.smppBytes }
    }

    /// The options that are used here (5.3.2).
    enum Option {
        static let receiptedID: UInt16 = 0x001E
        static let payload: UInt16 = 0x0424
        static let state: UInt16 = 0x0427
    }

    var source: Address
    var destination: Address
    var esmClass: UInt8 = 0
    var priority: UInt8 = 0
    var validity = ""
    var registeredDelivery: UInt8 = 0
    var coding: UInt8 = 0
    /// The words, with the header before them where there is one.
    var content: [UInt8] = []
    var options: [UInt16: [UInt8]] = [:]

    init(from source: Address, to destination: Address) {
        self.source = source
        self.destination = destination
    }

    /// Reads a body; `nil` where it is none.
    init?(body: [UInt8]) {
        var fields = SMPPFields(body)
        guard fields.string() != nil, let source = Address(&fields), let destination = Address(&fields),
            let esmClass = fields.byte(), fields.byte() != nil, let priority = fields.byte(), fields.string() != nil,
            let validity = fields.string(), let registered = fields.byte(), fields.byte() != nil,
            let coding = fields.byte(), fields.byte() != nil, let length = fields.byte(),
            let content = fields.bytes(Int(length)), let options = fields.options()
        else { return nil }
        self.init(from: source, to: destination)
        self.esmClass = esmClass
        self.priority = priority
        self.validity = validity
        registeredDelivery = registered
        self.coding = coding
        self.content = options[Option.payload] ?? content
        self.options = options
    }

    /// The message as a body.
    var body: [UInt8] {
        "".smppBytes + source.bytes + destination.bytes + [esmClass, 0, priority] + "".smppBytes + validity.smppBytes
            + [registeredDelivery, 0, coding, 0, UInt8(truncatingIfNeeded: content.count)] + content
            + options.sorted { $0.key < $1.key }.flatMap { $0.smppBytes + UInt16($1.count).smppBytes + $1 }
    }

    /// The header that joins the parts, or nothing.
    var header: [UInt8] {
        guard esmClass & 0x40 != 0, let length = content.first else { return [] }
        return Array(content.prefix(Int(length) + 1))
    }

    /// The words; `nil` where they are in no alphabet that is read here.
    var text: String? { SMPPText.decode(Array(content.dropFirst(header.count)), coding: coding) }
}

extension SMPPShortMessage: CustomStringConvertible, CustomReflectable {
    /// How long it is.
    var description: String { "message of \(content.count) bytes" }

    /// As the description.
    var customMirror: Mirror { Mirror(self, children: []) }
}
