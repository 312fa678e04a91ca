/// What holds for every text on its way out, whatever it says.
public struct OutboxRules: Hashable, Sendable {
    /// One of the gateways, as far as the rules look at it.
    public struct Gateway: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// What may follow a submit that it did not answer.
        public var unansweredSubmit: UnansweredSubmit
        /// How long after a part was taken it is first asked about; `nil` where it reports by itself.
        public var asksAfter: Duration?
        /// Whether it takes a text whole and cuts it itself.
        public var takesWholeTexts: Bool

        /// Creates a gateway.
        public init(
            name: String,
            unansweredSubmit: UnansweredSubmit = .reported,
            asksAfter: Duration? = nil,
            takesWholeTexts: Bool = false
        ) {
            self.name = name
            self.unansweredSubmit = unansweredSubmit
            self.asksAfter = asksAfter
            self.takesWholeTexts = takesWholeTexts
        }
    }

    /// The gateways, the first choice first; at least one.
    public var gateways: [Gateway]
    /// When a text that was not taken is tried again.
    public var retry: RetryPolicy
    /// The hours in which nothing is sent that can wait.
    public var quietHours: QuietHours?
    /// The zone of those hours.
    public var zone: ZoneRules
    /// The most texts to one telephone.
    public var perPhone: RateLimit?
    /// The most texts in all.
    public var overall: RateLimit?
    /// So many of one kind that wait for one telephone become one text.
    public var bundleFrom: Int

    /// Creates rules.
    public init(
        gateways: [Gateway],
        retry: RetryPolicy = RetryPolicy(),
        quietHours: QuietHours? = nil,
        zone: ZoneRules = .utc,
        perPhone: RateLimit? = nil,
        overall: RateLimit? = nil,
        bundleFrom: Int = 3
    ) {
        precondition(!gateways.isEmpty, "an outbox needs a gateway")
        self.gateways = gateways
        self.retry = retry
        self.quietHours = quietHours
        self.zone = zone
        self.perPhone = perPhone
        self.overall = overall
        self.bundleFrom = bundleFrom
    }

    /// The gateway of this place; the first one where there is none any more.
    public func gateway(_ place: Int) -> Gateway { gateways.indices.contains(place) ? gateways[place] : gateways[0] }

    /// When the quiet hours end that hold now; `nil` where none do.
    public func quietUntil(at now: Instant) -> Instant? {
        guard let quietHours else { return nil }
        let time = zone.civilTime(at: now)
        let minute = time.hour * 60 + time.minute
        guard quietHours.contains(minute: minute) else { return nil }
        // The clocks may be put forward or back in the night, so the end is looked for by the clock and not by a sum.
        let began = now + .milliseconds(-(now.milliseconds % 60_000))
        let steps = (1...(26 * 4)).lazy.map { began + .seconds(Int64($0) * 900) }
        let after = steps.first { instant in
            let time = zone.civilTime(at: instant)
            return !quietHours.contains(minute: time.hour * 60 + time.minute)
        }
        guard let after else { return began + .seconds(86_400) }
        let minutes = (0..<15).lazy.map { after + .seconds(-60 * (14 - Int64($0))) }
        return minutes.first { instant in
            let time = zone.civilTime(at: instant)
            return !quietHours.contains(minute: time.hour * 60 + time.minute)
        } ?? after
    }

    /// Until when a text waits for the quiet hours to end; `nil` where it is sent now.
    ///
    /// A text that answers somebody who is awake, and one that would be of no use after the night, cannot wait.
    public func waitsUntil(_ kind: MessageKind, expiring expiry: Instant?, at now: Instant) -> Instant? {
        guard !kind.answersSomebody, let end = quietUntil(at: now) else { return nil }
        if let expiry, expiry <= end { return nil }
        return end
    }
}

extension QuietHours {
    /// Whether a minute of the day is in them.
    public func contains(minute: Int) -> Bool {
        from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    }
}
