/// The configuration of a test's smsd: what `config/examples/smsd.conf` says, in a hurry.
struct SMSDConfiguration {
    var folder: String
    var device: String

    var text: String {
        """
        devices = GSM1
        logfile = \(folder)/smsd.log
        loglevel = 6
        pidfile = \(folder)/smsd.pid
        infofile = \(folder)/smsd.working
        outgoing = \(folder)/spool/outgoing
        checked = \(folder)/spool/checked
        sent = \(folder)/spool/sent
        failed = \(folder)/spool/failed
        report = \(folder)/spool/report
        incoming = \(folder)/spool/incoming
        umask = 0007
        decode_unicode_text = no
        incoming_utf8 = yes
        delaytime = 1
        errorsleeptime = 1
        blocktime = 1

        [GSM1]
        device = \(device)
        incoming = yes
        report = yes
        pin = ignore
        check_memory_method = 1
        keep_open = no
        device_open_retries = -1
        device_open_errorsleeptime = 1
        check_network = 0
        send_retries = 1
        read_timeout = 2
        rtscts = no

        """
    }
}
