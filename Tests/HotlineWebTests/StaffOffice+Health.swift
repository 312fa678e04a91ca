import HotlineCore
import HotlineWeb

extension StaffOffice {
    /// A hotline with a fault, whose mail program takes every mail.
    var healthDesk: HealthDesk {
        HealthDesk(
            checks: {
                [
                    HealthCheck(.clock, .good, "идут ровно"),
                    HealthCheck(.agi, .fault, "127.0.0.1:4573: не отвечает", cure: "systemctl start hotline-agi"),
                ]
            },
            sendMail: { _ in HealthCheck(.mail, .good, "письмо принято") }
        )
    }
}
