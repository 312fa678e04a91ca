internal import HotlineCore
internal import HotlineLaunch
internal import HotlineWeb

extension HealthProbe {
    /// Whether machines elsewhere can ask, and for how long their door has a certificate; `nil` where there is none.
    func networkCheck() -> HealthCheck? {
        guard let network else { return nil }
        let address = network.address
        switch network.state {
        case .waiting: return HealthCheck(.api, .warning, "\(address): открывается", cure: "повторите через минуту")
        case .open(let current):
            return .certificate(of: address, expires: current.identity.expiresAt, now: .now(), zone: file.zone)
        case .shut(.identity(let fault, let path)):
            return HealthCheck(
                .api,
                .fault,
                "\(address): закрыт: \(path): \(fault.words)",
                cure: "положите сертификат и ключ в файлы из /api настроек: служба прочтёт их сама"
            )
        case .shut(.listening(.inUse)):
            return HealthCheck(
                .api,
                .fault,
                "\(address): закрыт: порт занят другой программой",
                cure: "ss -ltnp покажет, какой: остановите её, и служба откроет вход сама"
            )
        case .shut(.listening(.refused(_, let reason))):
            return HealthCheck(
                .api,
                .fault,
                "\(address): закрыт: \(reason)",
                cure: "api.listen: нужен адрес этой машины и порт от 1024; затем systemctl restart hotlined"
            )
        }
    }

    /// Whether plain HTTP is taken where it is to be.
    func doorCheck(_ name: HealthCheck.Name, _ door: PlainDoor, of key: String) -> HealthCheck {
        let address = door.address
        let reason: String
        switch door.state {
        case .open: return HealthCheck(name, .good, "\(address): открыт")
        case .waiting: return HealthCheck(name, .warning, "\(address): открывается", cure: "повторите через минуту")
        case .shut(.inUse):
            return HealthCheck(
                name,
                .fault,
                "\(address): закрыт: порт занят другой программой",
                cure: "ss -ltnp покажет, какой: остановите её, и служба откроет вход сама"
            )
        case .shut(.notOurs): reason = "такого адреса у этой машины нет"
        case .shut(.forbidden): reason = "порт меньше 1024 учётной записи службы не положен"
        case .shut(.other(let words)): reason = words
        }
        return HealthCheck(
            name,
            .fault,
            "\(address): закрыт: \(reason)",
            cure: "\(key): нужен адрес этой машины и порт от 1024; затем systemctl restart hotlined"
        )
    }
}

extension TLSIdentityFault {
    /// The words of the staff.
    fileprivate var words: String {
        switch (reason, which) {
        case (.missing, _): "такого файла нет"
        case (.unreadable, _): "не прочитать"
        case (.notPEM, .certificate): "нет сертификата PEM"
        case (.notPEM, .key): "нет ключа PEM, или он с паролем"
        case (.doesNotMatch, _): "ключ не от этого сертификата"
        }
    }
}
