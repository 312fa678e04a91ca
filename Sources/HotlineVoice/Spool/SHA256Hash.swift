internal import CCrypto

/// SHA-256 of what comes in pieces.
struct SHA256Hash: ~Copyable {
    private let context: OpaquePointer

    /// Begins.
    init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("Out of memory.") }
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes the next piece.
    func add(_ bytes: [UInt8]) {
        EVP_DigestUpdate(context, bytes, bytes.count)
    }

    /// The hash of all pieces, 64 hexadecimal digits in lower case.
    consuming func finished() -> String {
        let digest = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            count = 32
        }
        return digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined()
    }
}
