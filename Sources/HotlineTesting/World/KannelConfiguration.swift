/// The configuration of a test's Kannel.
struct KannelConfiguration {
    var folder: String
    var ports: Kannel.Ports
    /// What is done with a text that comes in.
    var service = "text = \"\""
    var link = Kannel.Link.fake

    var text: String {
        """
        group = core
        admin-port = \(ports.admin)
        admin-interface = "127.0.0.1"
        admin-password = \(Kannel.adminPassword)
        status-password = \(Kannel.adminPassword)
        smsbox-port = \(ports.box)
        smsbox-interface = "127.0.0.1"
        box-deny-ip = "*.*.*.*"
        box-allow-ip = "127.0.0.1"
        log-file = "\(folder)/bearerbox.log"
        log-level = 0
        store-type = spool
        store-location = "\(folder)/spool"
        dlr-storage = internal
        sms-resend-freq = 1
        sms-outgoing-queue-limit = 10000

        \(linkGroup)

        group = smsbox
        bearerbox-host = "127.0.0.1"
        sendsms-port = \(ports.sending)
        sendsms-interface = "127.0.0.1"
        global-sender = 1539
        log-file = "\(folder)/smsbox.log"
        log-level = 0
        mo-recode = true
        http-request-retry = 1000
        http-queue-delay = 1

        group = sendsms-user
        username = \(Kannel.username)
        password = \(Kannel.password)
        concatenation = true
        max-messages = 10
        user-deny-ip = "*.*.*.*"
        user-allow-ip = "127.0.0.1"

        group = sms-service
        keyword = default
        catch-all = true
        concatenation = true
        max-messages = 0
        \(service)

        """
    }

    private var linkGroup: String {
        switch link {
        case .fake:
            """
            group = smsc
            smsc = fake
            smsc-id = FAKE
            port = \(ports.centre)
            our-host = "127.0.0.1"
            connect-allow-ip = "127.0.0.1"
            """
        case .smpp(let port, let password, let writesNumbersTwoWays):
            """
            group = smsc
            smsc = smpp
            smsc-id = SMPP
            host = "127.0.0.1"
            port = \(port)
            smsc-username = "\(SMPPCentre.username)"
            smsc-password = "\(password)"
            system-type = ""
            interface-version = 34
            transceiver-mode = true
            source-addr-autodetect = true
            enquire-link-interval = 5
            reconnect-delay = 1
            wait-ack = 2
            wait-ack-expire = 0
            max-pending-submits = 10
            \(writesNumbersTwoWays ? "msg-id-type = 0x01" : "")
            """
        }
    }
}
