internal import HotlineCore
public import HotlineVoice

extension CallMenu {
    /// The menu a settings file states.
    public init(_ file: SettingsFile, promptVersion: String) {
        let (menu, settings) = (file.settings.menu, file.settings)
        self.init(
            firstKey: menu.firstKey,
            betweenKeys: menu.betweenKeys,
            timeouts: menu.timeouts,
            tries: TryLimits(silence: menu.tries.silence, wrongKey: menu.tries.wrongKey, all: menu.tries.all),
            longestMenu: menu.limits.menu,
            longestCall: menu.limits.call,
            prompts: menu.prompts,
            order: menu.order,
            afterType: menu.afterType,
            fullForm: menu.fullForm,
            cityCode: settings.school.cityCode,
            consent: settings.sms.consent,
            promptVersion: promptVersion,
            recordings: file.resolve(settings.agi.recordings)
        )
    }
}
