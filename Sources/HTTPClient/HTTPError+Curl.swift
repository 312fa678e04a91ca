import CCurl

extension HTTPError {
    /// Reads how a transfer failed.
    ///
    /// What counts first is whether any of the request was sent: only curl's count of bytes tells a connection that was not
    /// made in time from an answer that did not come in time, for both are one code.
    ///
    /// - Parameters:
    ///   - code: How curl says it failed.
    ///   - bytesSent: How much of the request was sent.
    ///   - systemError: The system's last error number, or 0.
    ///   - verification: What OpenSSL said of the certificate.
    init(_ code: CURLcode, bytesSent: Int, systemError: Int32, verification: Int = 0) {
        let detail = Self.detail(code, systemError: systemError)
        guard bytesSent == 0 else {
            self = .noAnswer(detail)
            return
        }
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            self = .badURL
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: self = .untrusted(Distrust(verification))
        case CURLE_SSL_CACERT_BADFILE: self = .authorityUnreadable
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_INVALIDCERTSTATUS:
            self = .tls(detail)
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY:
            // An answer was awaited, so the request was sent whatever the count says.
            self = .noAnswer(detail)
        default:
            self = .notConnected(detail)
        }
    }

    private static func detail(_ code: CURLcode, systemError: Int32) -> String {
        let curl = String(cString: curl_easy_strerror(code))
        return systemError == 0 ? curl : "\(curl): \(String(cString: curl_system_error_text(systemError)))"
    }
}

extension HTTPError.Distrust {
    /// Reads what OpenSSL says of a certificate, by the numbers of its `x509_vfy.h`.
    ///
    /// Where it is 0, a good certificate, or still 1, as curl begins, it was curl itself that found another name in it.
    fileprivate init(_ verification: Int) {
        switch verification {
        case 0, 1, 62...64: self = .wrongName
        case 9, 10: self = .outOfDate
        case 2, 18...21, 24: self = .unknownAuthority
        default: self = .otherwise
        }
    }
}
