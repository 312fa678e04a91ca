extension HealthCheck {
    /// How far two clocks may be apart.
    public static let clockTolerance = Duration.seconds(5)
    /// From how old on what waits in the spool or the outbox is a fault.
    public static let patience = Duration.seconds(600)

    /// Judges how much room is left.
    ///
    /// - Parameters:
    ///   - path: What is kept there.
    ///   - free: How many bytes may still be written.
    ///   - total: How many there are.
    ///   - isForBackupsOnly: Whether no call is kept there.
    /// - Returns: The finding.
    public static func disk(
        _ path: String,
        free: UInt64,
        total: UInt64,
        isForBackupsOnly: Bool = false
    ) -> HealthCheck {
        let share = total == 0 ? 0 : Double(free) / Double(total)
        let found = "\(path): свободно \(free.bytesText) из \(total.bytesText)"
        let loss =
            isForBackupsOnly ? "не делаются резервные копии" : "звонки уходят в спул, а записи разговоров теряются"
        let cure = "освободите место: без него \(loss)"
        if free < 500_000_000 || share < 0.02 { return HealthCheck(.disk, .fault, found, cure: cure) }
        if free < 2_000_000_000 || share < 0.1 { return HealthCheck(.disk, .warning, found, cure: cure) }
        return HealthCheck(.disk, .good, found)
    }

    /// Judges the clock of this machine.
    ///
    /// - Parameters:
    ///   - now: What it shows.
    ///   - newest: When the newest event was logged.
    ///   - exchange: What the exchange's clock shows; `nil` where it does not tell.
    ///   - isSynchronised: Whether the machine says that something keeps it right; `nil` where it does not say.
    /// - Returns: The finding.
    public static func clock(
        now: Instant,
        newest: Instant?,
        exchange: Instant?,
        isSynchronised: Bool?
    ) -> HealthCheck {
        let cure = "проверьте службу времени (timedatectl, chronyc tracking): по этим часам считаются сроки"
        if let newest, newest - now > clockTolerance {
            return HealthCheck(
                .clock,
                .fault,
                "отстают: последнее событие на \((newest - now).words) впереди",
                cure: cure
            )
        }
        if let exchange {
            let apart = exchange < now ? now - exchange : exchange - now
            if apart > clockTolerance {
                return HealthCheck(.clock, .fault, "расходятся с часами Asterisk на \(apart.words)", cure: cure)
            }
        }
        if isSynchronised == false {
            return HealthCheck(.clock, .warning, "идут, но ничем не выверяются", cure: cure)
        }
        return HealthCheck(.clock, .good, exchange == nil ? "идут ровно" : "идут ровно, с Asterisk согласны")
    }

    /// How long before its end a certificate is told of.
    public static let certificateNotice = Duration.seconds(14 * 86_400)

    /// Judges how long the certificate for machines elsewhere holds.
    ///
    /// - Parameters:
    ///   - address: Where they are met.
    ///   - expires: When its time is over.
    ///   - now: When that is asked.
    ///   - zone: The zone times are told in.
    /// - Returns: The finding.
    public static func certificate(
        of address: ListenAddress,
        expires: Instant,
        now: Instant,
        zone: ZoneRules
    ) -> HealthCheck {
        let day = CalendarDay(zone.civilTime(at: expires)).text
        let cure = "положите новый сертификат в файлы из /api настроек: служба прочтёт его сама"
        if expires <= now {
            return HealthCheck(.api, .fault, "\(address): срок сертификата истёк \(day)", cure: cure)
        }
        let found = "\(address): сертификат до \(day)"
        return expires - now < certificateNotice
            ? HealthCheck(.api, .warning, found, cure: cure) : HealthCheck(.api, .good, found)
    }

    /// Judges who may use a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - mode: Its rights, as `chmod` takes them; `nil` where it is not there.
    ///   - allowed: The most it may have.
    /// - Returns: `nil` where it is as it should be, or not there.
    public static func rights(_ path: String, mode: UInt16?, allowed: UInt16) -> HealthCheck? {
        guard let mode, mode & 0o777 & ~allowed != 0 else { return nil }
        let (has, may) = (String(mode & 0o777, radix: 8), String(allowed, radix: 8))
        return HealthCheck(
            .rights,
            .fault,
            "\(path): права \(has), нужно не больше \(may)",
            cure: "chmod \(may) \(path)"
        )
    }

    /// Judges what waits to be sent.
    ///
    /// - Parameters:
    ///   - waiting: How many texts wait.
    ///   - age: How long the oldest of them has been due; `nil` where none is.
    /// - Returns: The finding.
    public static func outbox(waiting: Int, age: Duration?) -> HealthCheck {
        guard let age, age > patience else {
            return HealthCheck(.outbox, .good, waiting == 0 ? "пуста" : "ждут \(waiting), ничто не застряло")
        }
        return HealthCheck(
            .outbox,
            .fault,
            "ждут \(waiting), старейшее — \(age.words)",
            cure: "посмотрите шлюзы выше и hotline messages --state queued"
        )
    }

    /// Judges what calls left in the spool because the database could not be written.
    ///
    /// - Parameters:
    ///   - files: How many files lie there.
    ///   - age: How old the oldest is; `nil` where there is none.
    /// - Returns: The finding.
    public static func spool(files: Int, age: Duration?) -> HealthCheck {
        guard let age, age > patience else {
            return HealthCheck(.spool, .good, files == 0 ? "пуст" : "файлов \(files), их забирают")
        }
        return HealthCheck(
            .spool,
            .fault,
            "файлов \(files), старейшему \(age.words): звонки не попали в базу",
            cure: "права на папку и журнал службы: journalctl -u hotlined"
        )
    }

    /// Judges how fresh the backups are.
    ///
    /// - Parameters:
    ///   - newest: When the newest whole one was made; `nil` where there is none.
    ///   - every: How often one is to be made; `nil` where nothing makes them.
    ///   - hasFolder: Whether the settings say where they are kept.
    ///   - now: When.
    /// - Returns: The finding.
    public static func backups(
        newest: Instant?,
        every: Duration?,
        hasFolder: Bool = false,
        now: Instant
    ) -> HealthCheck {
        guard let every else {
            let found = newest.map { "по расписанию не делаются, последней \((now - $0).words)" } ?? "не делаются"
            let keys = hasFolder ? "backup.every" : "backup.folder и backup.every"
            return HealthCheck(.backups, .warning, found, cure: "задайте \(keys) в настройках")
        }
        guard let newest else {
            return HealthCheck(.backups, .fault, "нет ни одной", cure: "сделайте первую: hotline backup")
        }
        let age = now - newest
        guard age > every + every else { return HealthCheck(.backups, .good, "последней \(max(age, .zero).words)") }
        return HealthCheck(
            .backups,
            .fault,
            "последней уже \(age.words)",
            cure: "сделайте сейчас: hotline backup; почему не делаются — journalctl -u hotlined"
        )
    }
}

extension UInt64 {
    /// The number of bytes in the words of the staff: «1,5 ГБ».
    public var bytesText: String {
        let units = ["Б", "КБ", "МБ", "ГБ", "ТБ"]
        var (value, unit) = (Double(self), 0)
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        guard unit > 0, value < 10 else { return "\(UInt64(value.rounded())) \(units[unit])" }
        let tenths = UInt64((value * 10).rounded())
        return "\(tenths / 10),\(tenths % 10) \(units[unit])"
    }
}
