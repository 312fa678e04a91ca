import CJansson

extension JSON {
    /// Reads a JSON text, and nothing that is only nearly one.
    ///
    /// Refused with their place are trailing commas, a key twice in one object, a byte order mark, `\u0000`, whole numbers
    /// beyond 64 bits, numbers beyond a `Double`, invalid UTF-8, unpaired surrogates and nesting beyond 2 048 levels.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - file: The file the text came from, to be named in the error; `nil` where it came from elsewhere, and then the
    ///     error quotes nothing.
    /// - Throws: ``JSONSyntaxError`` with the place of the first fault.
    public init(parsing bytes: some Collection<UInt8>, file: String? = nil) throws(JSONSyntaxError) {
        let result =
            bytes.withContiguousStorageIfAvailable { Self.parse($0, file: file) }
            ?? Array(bytes).withUnsafeBufferPointer { Self.parse($0, file: file) }
        self = try result.get()
    }

    /// Reads a JSON text, and nothing that is only nearly one.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - file: The file the text came from, to be named in the error; `nil` where it came from elsewhere, and then the
    ///     error quotes nothing.
    /// - Throws: ``JSONSyntaxError`` with the place of the first fault.
    public init(parsing text: String, file: String? = nil) throws(JSONSyntaxError) {
        try self.init(parsing: text.utf8, file: file)
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, file: String?) -> Result<JSON, JSONSyntaxError> {
        var error = json_error_t()
        let flags = Int(JSON_REJECT_DUPLICATES | JSON_DECODE_ANY)
        // An empty buffer may have no address, and jansson does not take one without.
        let tree =
            bytes.isEmpty
            ? json_loadb("", 0, flags, &error)
            : bytes.withMemoryRebound(to: CChar.self) {
                json_loadb($0.baseAddress, $0.count, flags, &error)
            }
        guard let tree else {
            let text = String(cString: jansson_error_text(&error))
            return .failure(
                JSONSyntaxError(file: file, line: Int(error.line), column: Int(error.column), text: text)
            )
        }
        defer { json_decref(tree) }
        return .success(JSON(copying: tree))
    }

    /// Copies a value of jansson's; the caller keeps its reference.
    fileprivate init(copying tree: UnsafeMutablePointer<json_t>) {
        switch jansson_type(tree) {
        case JSON_OBJECT: self = .object(JSONObject(copying: tree))
        case JSON_ARRAY:
            self = .array((0..<json_array_size(tree)).compactMap { json_array_get(tree, $0).map(JSON.init(copying:)) })
        case JSON_STRING:
            self = .string(String(decodingUTF8: json_string_value(tree), count: json_string_length(tree)))
        case JSON_INTEGER: self = .integer(Int64(json_integer_value(tree)))
        case JSON_REAL: self = .number(json_real_value(tree))
        case JSON_TRUE: self = .bool(true)
        case JSON_FALSE: self = .bool(false)
        default: self = .null
        }
    }
}

extension JSONObject {
    fileprivate init(copying tree: UnsafeMutablePointer<json_t>) {
        self.init()
        var place = json_object_iter(tree)
        while let current = place {
            let key = String(decodingUTF8: json_object_iter_key(current), count: json_object_iter_key_len(current))
            if let value = json_object_iter_value(current) { self[key] = JSON(copying: value) }
            place = json_object_iter_next(tree, current)
        }
    }
}

extension String {
    /// Reads text that may hold NUL, and so does not end at the first.
    fileprivate init(decodingUTF8 start: UnsafePointer<CChar>?, count: Int) {
        let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        self.init(decoding: bytes, as: UTF8.self)
    }
}
