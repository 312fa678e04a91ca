internal import Foundation

/// The files of a test's Asterisk.
struct AsteriskConfiguration {
    /// The root it runs from.
    var root: UnpackedRoot
    /// Where everything of this Asterisk is.
    var folder: URL
    /// The project's `asterisk` folder.
    var project: URL
    var sipPort: Int
    var managerPort: Int
    var soundPorts: Range<Int>
    var globals: [String: String]
    var dialplan: String
    var phones: [String: Int]
    var psychologists: Set<String>

    private static let folders = ["agi-bin", "cache", "data/sounds", "db", "etc", "lib", "log/cdr-csv", "run"]

    /// Writes all files.
    func write() throws {
        let manager = FileManager.default
        for name in Self.folders {
            try manager.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        try link("data/documentation", to: root.folder.appending(path: "usr/share/asterisk/documentation"))
        try link("data/sounds/en", to: root.folder.appending(path: "usr/share/asterisk/sounds/en_US_f_Allison"))
        try link("data/sounds/ru_hotline", to: project.appending(path: "sounds/ru_hotline"))
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: "etc").appending(path: name))
        }
    }

    /// The path of the main file, which names all others.
    var main: String { path("etc/asterisk.conf") }

    private var files: [String: String] {
        var files = [
            "asterisk.conf": asterisk, "modules.conf": modules, "logger.conf": logger, "rtp.conf": rtp,
            "pjsip.conf": pjsip, "manager.conf": manager, "extensions.conf": extensions,
            "cdr.conf": "#include \"\(project.appending(path: "cdr_hotline.conf").path())\"\n",
            "cel.conf": "[general]\nenable = no\n", "queues.conf": queues,
            "musiconhold.conf": "[default]\nmode = files\ndirectory = \(path("data/sounds/en"))\n",
            "indications.conf": "[general]\ncountry = ru\n[ru]\ndescription = Russia\ndial = 425\n",
            "http.conf": "[general]\nenabled = no\n",
        ]
        // A file asked for and not there is a warning in the log, where a test looks for real ones.
        let empty = [
            "acl", "ccss", "cli", "cli_aliases", "cli_permissions", "codecs", "dnsmgr", "dsp", "enum", "extconfig",
            "features", "pjproject", "pjsip_wizard", "queuerules", "sorcery", "stasis", "statsd",
            "res_stun_monitor", "udptl",
        ]
        for name in empty { files["\(name).conf"] = "" }
        return files
    }

    private var asterisk: String {
        """
        [directories]
        astetcdir => \(path("etc"))
        astmoddir => \(modulesFolder)
        astvarlibdir => \(path("lib"))
        astdbdir => \(path("db"))
        astkeydir => \(path("lib"))
        astdatadir => \(path("data"))
        astagidir => \(path("agi-bin"))
        astspooldir => \(path("spool"))
        astrundir => \(path("run"))
        astlogdir => \(path("log"))
        astcachedir => \(path("cache"))
        astsbindir => \(root.folder.appending(path: "usr/sbin").path())
        [options]
        verbose = 3
        nocolor = yes
        dontwarn = yes
        defaultlanguage = en
        systemname = test
        transmit_silence = yes
        hideconnect = yes
        live_dangerously = no

        """
    }

    private var logger: String {
        """
        [general]
        dateformat = %F %T.%3q
        use_callids = yes
        appendhostname = no
        queue_log = no
        [logfiles]
        full => notice,warning,error,verbose,dtmf

        """
    }

    private var rtp: String {
        """
        [general]
        rtpstart = \(soundPorts.lowerBound)
        rtpend = \(soundPorts.upperBound - 1)
        strictrtp = no
        icesupport = no

        """
    }

    /// Whoever calls comes in, with the name and number they say, as from a trunk that is believed.
    private var pjsip: String {
        """
        [global]
        type = global
        user_agent = asterisk
        endpoint_identifier_order = username,ip,anonymous
        [system]
        type = system
        threadpool_initial_size = 4
        [udp]
        type = transport
        protocol = udp
        bind = 127.0.0.1:\(sipPort)
        [anonymous]
        type = endpoint
        context = from-trunk
        disallow = all
        allow = ulaw
        dtmf_mode = rfc4733
        direct_media = no
        rtp_symmetric = yes
        trust_id_inbound = yes

        """ + phones.sorted { $0.key < $1.key }.map(telephone).joined()
    }

    private func telephone(_ login: String, port: Int) -> String {
        """
        [\(login)]
        type = endpoint
        context = nowhere
        disallow = all
        allow = ulaw
        dtmf_mode = rfc4733
        direct_media = no
        rtp_symmetric = yes
        aors = \(login)
        [\(login)]
        type = aor
        contact = sip:\(login)@127.0.0.1:\(port)

        """
    }

    /// The project's queues, with everybody's telephone in one of them.
    private var queues: String {
        let members = phones.keys.sorted().map { login in
            (queue: psychologists.contains(login) ? "hotline-psychologist" : "hotline", login: login)
        }
        let lines = ["hotline", "hotline-psychologist"].map { queue in
            "[\(queue)](+)\n"
                + members.filter { $0.queue == queue }.map { "member => PJSIP/\($0.login),0,\($0.login)\n" }.joined()
        }
        return "[general]\n#include \"\(project.appending(path: "queues_hotline.conf").path())\"\n" + lines.joined()
    }

    private var manager: String {
        """
        [general]
        enabled = yes
        port = \(managerPort)
        bindaddr = 127.0.0.1
        displayconnects = no
        [\(AsteriskServer.managerUser)]
        secret = \(AsteriskServer.managerPassword)
        read = all
        write = all

        """
    }

    private var extensions: String {
        """
        [general]
        static = yes
        writeprotect = yes
        [globals]
        \(globals.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "\n"))
        #include "\(project.appending(path: "extensions_hotline.conf").path())"
        [from-trunk]
        include => hotline
        \(dialplan)

        """
    }

    private var modules: String {
        let lines = Self.modules.split(whereSeparator: \.isWhitespace)
            .map { "\($0).so" }
            .filter { FileManager.default.fileExists(atPath: "\(modulesFolder)/\($0)") }
            .map { "load = \($0)" }
        return (["[modules]", "autoload = no"] + lines).joined(separator: "\n") + "\n"
    }

    private static let modules = """
        res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb
        res_pjproject res_pjsip res_pjsip_pubsub res_pjsip_session res_pjsip_sdp_rtp res_pjsip_endpoint_identifier_user
        res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_anonymous res_pjsip_authenticator_digest
        res_pjsip_caller_id res_pjsip_dtmf_info res_pjsip_nat res_pjsip_logger res_pjsip_rfc3326 res_pjsip_registrar
        res_pjsip_header_funcs res_rtp_asterisk chan_pjsip bridge_simple bridge_builtin_features bridge_holding
        codec_ulaw codec_alaw codec_a_mu codec_gsm codec_resample codec_g722 format_gsm format_wav format_pcm format_sln
        format_g722 pbx_config res_clioriginate res_musiconhold
        app_dial app_playback app_echo app_senddtmf app_mixmonitor app_record app_read app_stack app_verbose app_exec
        app_originate app_userevent app_playtones app_waitforsilence app_softhangup app_cdr app_queue app_directed_pickup
        func_callerid func_channel func_strings func_logic func_math func_timeout func_env func_global func_uri func_cdr
        func_pjsip_endpoint func_hangupcause func_db cdr_csv res_speech res_agi
        """

    private var modulesFolder: String {
        let folders = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "usr/lib/\($0)/asterisk/modules" }
        return root.first(of: folders + ["usr/lib/asterisk/modules"]) ?? ""
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path() }

    private func link(_ name: String, to target: URL) throws {
        let link = folder.appending(path: name)
        try? FileManager.default.removeItem(at: link)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    }
}
