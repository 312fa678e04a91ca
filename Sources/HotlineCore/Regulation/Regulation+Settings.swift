extension Regulation {
    /// The regulation a settings file states, with its zone's rules, which the machine knows.
    public init(_ settings: Settings, zone: ZoneRules) {
        self.init(
            terms: Terms(
                settings.terms,
                calendar: settings.calendar,
                zone: zone,
                callBefore: settings.sms.ladder.call?.before
            ),
            routing: settings.routing,
            staff: settings.staff,
            texts: MessageTexts(templates: settings.sms.templates, school: settings.school.shortName, zone: zone),
            consent: settings.sms.consent,
            letters: settings.email.from == nil
                ? nil
                : LetterTexts(
                    school: settings.school.shortName,
                    hotlineNumber: settings.school.hotlineNumber,
                    zone: zone
                ),
            closeCode: settings.sms.closeCode,
            tellsDeputy: settings.sms.ladder.deputy
        )
    }
}
