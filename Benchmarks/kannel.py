"""A real Kannel, the one that `make deps` unpacks, with its link of kind `fake`, and the other end of that link."""

import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request

CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = "127.0.0.1"
admin-password = admin
status-password = admin
smsbox-port = {box}
smsbox-interface = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-file = "{folder}/bearerbox.log"
log-level = 2
store-type = spool
store-location = "{folder}/spool"
dlr-storage = internal
sms-resend-freq = 1
sms-outgoing-queue-limit = 1000000

group = smsc
smsc = fake
smsc-id = FAKE
port = {centre}
our-host = "127.0.0.1"
connect-allow-ip = "127.0.0.1"
{throughput}
group = smsbox
bearerbox-host = "127.0.0.1"
sendsms-port = {sending}
sendsms-interface = "127.0.0.1"
global-sender = 1539
log-file = "{folder}/smsbox.log"
log-level = 2
mo-recode = true
http-request-retry = 1000
http-queue-delay = 1

group = sendsms-user
username = hotline
password = s3cret
concatenation = true
max-messages = 10
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"

group = sms-service
keyword = default
catch-all = true
concatenation = true
max-messages = 0
get-url = "{incoming}?id=%I&from=%p&to=%P&ts=%T&charset=%C&coding=%c&text=%b"
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port):
    for _ in range(3000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise SystemExit(f"nobody listens on {port}")


class Link:
    """The telephone network: notes when each text came, and brings others in."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.times = []
        self.came = threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while data := self.socket.recv(65536):
            now, lines = time.monotonic(), data.count(b"\n")
            with self.came:
                self.times += [now] * lines
                self.came.notify_all()

    def wait(self, count, limit):
        """Waits until so many texts have come; how many a second that were, without the first half.

        Kannel holds a link to its throughput by what went lately, so that at first more goes.
        """
        end = time.monotonic() + limit
        with self.came:
            while len(self.times) < count:
                left = end - time.monotonic()
                if left <= 0 or not self.came.wait(left):
                    raise SystemExit(f"only {len(self.times)} of {count} texts came")
            first = count // 2
            return (count - 1 - first) / (self.times[count - 1] - self.times[first])

    def forget(self):
        with self.came:
            self.times = []

    def bring(self, sender, words):
        text = urllib.parse.quote_from_bytes(words.encode("utf-16-be"), safe="")
        self.socket.sendall(f"{sender} 1539 ucs2 {text}\n".encode())


class Kannel:
    def __init__(self, root, folder, incoming, throughput=None):
        self.folder = pathlib.Path(folder)
        (self.folder / "spool").mkdir(parents=True)
        self.ports = {name: free_port() for name in ("admin", "box", "centre", "sending")}
        configuration = self.folder / "kannel.conf"
        limit = f"throughput = {throughput}\n" if throughput else ""
        configuration.write_text(
            CONFIGURATION.format(folder=self.folder, incoming=incoming, throughput=limit, **self.ports)
        )
        self.boxes = []
        for name, port in (("bearerbox", "box"), ("smsbox", "sending")):
            command = [root / "programs" / name, "-v", "4", configuration]
            # In a group of its own: smsbox starts itself again under another number when bearerbox goes.
            self.boxes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True))
            wait_for_port(self.ports[port])
        self.link = Link(self.ports["centre"])
        while "online" not in self.status().split("SMSC connections", 1)[-1]:
            time.sleep(0.05)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.ports['sending']}/cgi-bin/sendsms"

    def status(self):
        address = f"http://127.0.0.1:{self.ports['admin']}/status.txt?password=admin"
        return urllib.request.urlopen(address, timeout=5).read().decode()

    def stop(self):
        for box in reversed(self.boxes):
            try:
                os.killpg(box.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            box.wait()
