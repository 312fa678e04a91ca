internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON
internal import Logging
internal import NIOCore

/// Answers every error as the staff API does, so that no answer is without its reason.
struct FaultMiddleware: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: StaffRequestContext,
        next: @concurrent (Request, StaffRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let fault = fault(for: error)
            var response = Response(status: .init(code: fault.code.status), json: fault.json)
            if fault.code == .notAuthenticated { response.headers[.wwwAuthenticate] = StaffAPI.tokenScheme }
            if fault.code == .tooMany { response.headers[.retryAfter] = "60" }
            return response
        }
    }

    private func fault(for error: any Error) -> FaultDocument {
        switch error {
        case let fault as FaultDocument: return fault
        case let fault as AppealFault: return FaultDocument(fault)
        case is StaffDeskError: return FaultDocument(.unavailable, "база данных не отвечает, ничего не изменено")
        case is NIOTooManyBytesError: return FaultDocument(.tooLarge, "запрос длиннее \(StaffAPI.largestBody) байт")
        case let error as any HTTPResponseError:
            if error.status == .notFound { return FaultDocument(.unknown, "такого адреса нет") }
            return FaultDocument(.badRequest, "запрос не разобран")
        default:
            // The type only: what an error of elsewhere says may hold what somebody wrote.
            logger.error("A request of the staff failed.", metadata: ["error.type": "\(type(of: error))"])
            return FaultDocument(.failed, "внутренняя ошибка службы, подробности в её журнале")
        }
    }
}

extension FaultDocument {
    /// Tells of a refusal by the rules.
    init(_ fault: AppealFault) {
        switch fault {
        case .unknown: self.init(.unknown, fault.description)
        case .notAllowed, .withAnother: self.init(.notAllowed, fault.description)
        case .closed, .taken, .wrongStatus, .unknownMember, .notForThem, .handedBackBefore,
            .extensionAsked, .extensionTooShort, .noExtensionAsked, .differentAuthors, .sameAppeal, .noCallBackDue,
            .anonymised, .stillOpen, .requestReused, .logSilent, .logBroken, .noPhone, .calling:
            self.init(.refused, fault.description)
        case .changedMeanwhile: self.init(.changedMeanwhile, fault.description)
        case .wordsMissing, .wordsTooLong, .wordsNotPlain, .consentWithoutPhone: self.init(.invalid, fault.description)
        case .resultMissing, .resultTooLong:
            self.init(.invalid, fault.description, fields: [FieldFault(.result, fault.description)])
        }
    }

    /// Tells of everything that is wrong with the fields of a form.
    init(_ faults: FormFaults) {
        self.init(.invalid, faults.description, fields: faults.faults)
    }
}

extension Response {
    /// An answer of JSON.
    init(status: HTTPResponse.Status = .ok, json: JSON, version: Int64? = nil) {
        var headers: HTTPFields = [.contentType: "application/json; charset=utf-8"]
        if let version { headers[.eTag] = StaffAPI.tag(version) }
        self.init(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: json.encoded())))
    }
}
