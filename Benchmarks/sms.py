"""Texts both ways through a real Kannel: sms.py PROGRAMS-FOLDER [rate|memory|replies]...

rate     how many texts a second reach the network: by ab, the bare load tool, and by hotlined from its outbox
memory   what hotlined holds after 10, 50 and 100 % of a long queue
replies  how long after a text came in what it does is in the database
"""

import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import kannel as kannels

here = pathlib.Path(__file__).parent
programs, *modes = sys.argv[1:]
programs = pathlib.Path(programs)
folder = pathlib.Path(tempfile.mkdtemp(prefix="hotline-sms-bench."))
cache = pathlib.Path(
    os.environ.get("HOTLINE_CACHE")
    or pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "hotline"
)

# As many at once as hotlined has senders (OutboxService).
SENDERS = 64
ROUNDS = int(os.environ.get("SMS_ROUNDS", 3))
TEXTS = int(os.environ.get("SMS_TEXTS", 3000))
QUEUE = int(os.environ.get("SMS_QUEUE", 100_000))
REPLIES = int(os.environ.get("SMS_REPLIES", 500))
REPLIES_A_SECOND = 20
# How many texts a second Kannel's link takes; `None` for as many as come.
LINKS = [100, None]
# The slowest that is waited for, in texts a second.
SLOWEST = 20
WORDS = "Ответ на обращение: доступ восстановлен, урок открывается."
SECRET = "bench-secret"


def table(title, header, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def now():
    return time.time_ns() // 1_000_000


class Hotline:
    """A hotlined with a database of its own, and a Kannel as its gateway."""

    def __init__(self, name, kannel_url, callbacks):
        self.folder = folder / name
        self.folder.mkdir()
        self.database = self.folder / "hotline.sqlite"
        text = (here / "settings.json").read_text()
        settings = json.loads(text.replace("PATH", str(self.database)).replace("PORT", "1"))
        settings["sms"] = {
            "gateways": [{
                "kind": "kannel", "url": kannel_url, "username": "hotline", "passwordFile": "kannel.password",
                "from": "1539", "callbackSecretFile": "kannel.secret",
            }],
            "callbackListen": f"127.0.0.1:{callbacks}",
            # Nothing is held back and nothing is merged: what is measured is how fast it can go.
            **json.loads(os.environ.get("SMS_SETTINGS", "{}")),
        }
        (self.folder / "kannel.password").write_text("s3cret\n")
        (self.folder / "kannel.secret").write_text(SECRET + "\n")
        self.settings = self.folder / "hotline.json"
        self.settings.write_text(json.dumps(settings))
        self.process = None
        # The first start makes the database.
        self.start()
        self.stop()

    def start(self):
        log = self.folder / "hotlined.log"
        log.write_bytes(b"")
        with open(log, "ab") as output:
            command = [programs / "hotlined", "--config", self.settings]
            self.process = subprocess.Popen(command, stdout=output, stderr=output)
        for _ in range(3000):
            if b"The staff can ask." in log.read_bytes():
                return
            if self.process.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.01)
        raise SystemExit("hotlined does not start")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def memory(self):
        """What it has in memory now and had at most, in megabytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return [int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]

    def processor_time(self):
        """What it has used of the processor, in seconds."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def write(self):
        connection = sqlite3.connect(self.database)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def queue(self, count):
        """So many texts that are due, of an appeal that is closed, each to a telephone of its own."""
        at = now()
        with self.write() as db:
            db.execute(
                "INSERT INTO appeal (number, source, status, type, route, phone, consent, assignee, receivedAt, distributedAt, "
                "takenAt, closedAt, distributeFrom, distributeDue, takeFrom, takeDue, takeCalendar, closeFrom, closeDue, "
                "result, delivery) VALUES (1, 'staff', 'closed', 'technical', 'technical', '+79000000009', 1, 'sidorov', :at, "
                ":at, :at, :at, :at, :at, :at, :at, 'wall', :at, :at, :words, 'sms')",
                {"at": at, "words": WORDS},
            )
            db.execute("UPDATE counter SET last = 1 WHERE name = 'appeal'")
            db.executemany(
                "INSERT INTO message (id, appeal, kind, recipient, body, state, dueAt, createdAt, changedAt) "
                "VALUES (?, 1, 'timersLate', ?, ?, 'queued', ?, ?, ?)",
                ((n, f"+7900{n:07}", WORDS, at, at, at) for n in range(1, count + 1)),
            )
            db.executemany(
                "INSERT INTO messagePart (message, part, text) VALUES (?, 0, ?)",
                ((n, WORDS) for n in range(1, count + 1)),
            )

    def hand_out(self, count):
        """So many appeals that wait for the first member of the staff to take them."""
        at = now()
        with self.write() as db:
            db.executemany(
                "INSERT INTO appeal (number, source, status, type, route, consent, assignee, receivedAt, distributedAt, "
                "distributeFrom, distributeDue, takeFrom, takeDue, takeCalendar, closeFrom, closeDue) "
                "VALUES (:n, 'staff', 'distributed', 'other', 'other', 0, 'ivanova', :at, :at, :at, :at, :at, :due, 'wall', "
                ":at, :due)",
                ({"n": n, "at": at, "due": at + 86_400_000} for n in range(1, count + 1)),
            )
            db.execute("UPDATE counter SET last = ? WHERE name = 'appeal'", (count,))

    def has(self, name):
        with sqlite3.connect(self.database) as db:
            return db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (name,)).fetchone() is not None


def kannel(name, callbacks, throughput=None):
    incoming = f"http://127.0.0.1:{callbacks}/sms/kannel/{SECRET}/incoming"
    return kannels.Kannel(cache / "kannel", folder / name, incoming, throughput)


def by_ab(one, sink):
    """The same request again and again, with all that hotlined asks for; reports go to a sink that does nothing."""
    query = urllib.parse.urlencode({
        "username": "hotline", "password": "s3cret", "from": "1539", "to": "+79000000001", "text": WORDS, "coding": 2,
        "charset": "UTF-8", "dlr-mask": 31, "dlr-url": f"http://127.0.0.1:{sink}/sms/kannel/{SECRET}/report?id=1&part=0&type=%d",
    })
    one.link.forget()
    command = ["ab", "-q", "-n", str(TEXTS), "-c", str(SENDERS), f"{one.url}?{query}"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in output, output
    return one.link.wait(TEXTS, TEXTS / SLOWEST)


def by_hotlined(one, hotline):
    one.link.forget()
    hotline.start()
    rate = one.link.wait(TEXTS, TEXTS / SLOWEST)
    spent = hotline.processor_time()
    hotline.stop()
    return rate, spent


def rate():
    """At a link that takes so many a second, as an operator's does, and at one that takes what Kannel gives it."""
    for throughput in LINKS:
        rate_at(throughput)


def rate_at(throughput):
    sink = kannels.free_port()
    server = subprocess.Popen([sys.executable, here / "peers/sink.py", str(sink)])
    kannels.wait_for_port(sink)
    found = {"ab": [], "hotlined": []}
    spent = []
    try:
        for number in range(ROUNDS):
            for name in found:
                # Each begins with a Kannel that has nothing behind it.
                callbacks = kannels.free_port()
                one = kannel(f"kannel-{name}-{number}-{throughput}", callbacks, throughput)
                try:
                    if name == "ab":
                        found[name].append(by_ab(one, sink))
                    else:
                        hotline = Hotline(f"hotline-{number}-{throughput}", one.url, callbacks)
                        hotline.queue(TEXTS)
                        try:
                            speed, seconds = by_hotlined(one, hotline)
                            found[name].append(speed)
                            spent.append(seconds)
                        finally:
                            hotline.stop()
                finally:
                    one.stop()
    finally:
        server.kill()
        server.wait()
    ratio = statistics.median(ours / bare for bare, ours in zip(found["ab"], found["hotlined"]))
    table(
        f"Texts a second through Kannel, a link of {throughput or 'no limit'}: {TEXTS} texts, {SENDERS} at once, each with its reports, {ROUNDS} rounds",
        ["by", "texts a second (median)", "least to most"],
        [
            [name, f"{statistics.median(rates):.0f}", f"{min(rates):.0f} to {max(rates):.0f}"]
            for name, rates in found.items()
        ],
    )
    print(f"\nhotlined through ab, in the same round (median): {ratio:.2f}; at least 0.95 is wanted.")
    print(f"hotlined used {statistics.median(spent) / TEXTS * 1000:.2f} ms of the processor a text (median).")


def memory():
    callbacks = kannels.free_port()
    one = kannel("kannel-memory", callbacks)
    hotline = Hotline("hotline-memory", one.url, callbacks)
    rows = []
    try:
        hotline.queue(QUEUE)
        hotline.start()
        rows.append(["at the start", f"{hotline.memory()[0]:.1f}", ""])
        began = time.monotonic()
        for share in (10, 50, 100):
            one.link.wait(QUEUE * share // 100, QUEUE / SLOWEST)
            held, most = hotline.memory()
            rows.append([f"{share} %", f"{held:.1f}", f"{most:.1f}"])
        seconds = time.monotonic() - began
    finally:
        hotline.stop()
        one.stop()
    table(f"Memory of hotlined over {QUEUE} texts", ["sent", "held, MB", "at most so far, MB"], rows)
    print(f"\n{QUEUE / seconds:.0f} texts a second.")


def replies():
    callbacks = kannels.free_port()
    one = kannel("kannel-replies", callbacks)
    hotline = Hotline("hotline-replies", one.url, callbacks)
    try:
        if not hotline.has("inbox"):
            print("\nThis hotlined keeps no texts that come in: there is no table inbox.")
            return
        hotline.hand_out(REPLIES)
        hotline.start()
        brought, kept, done = {}, {}, {}
        watch = sqlite3.connect(f"file:{hotline.database}?mode=ro", uri=True, isolation_level=None)
        version = None
        began = time.monotonic()
        end = began + REPLIES / REPLIES_A_SECOND + 60
        while len(done) < REPLIES and time.monotonic() < end:
            due = min(REPLIES, int((time.monotonic() - began) * REPLIES_A_SECOND))
            if len(brought) < due:
                number = len(brought) + 1
                brought[number] = time.monotonic()
                one.link.bring("+79000000001", f"{number} 1")
            # What another connection has committed shows in this number, without a look at any table.
            seen = watch.execute("PRAGMA data_version").fetchone()
            if seen != version:
                version = seen
                at = time.monotonic()
                for body, handled in watch.execute("SELECT body, handledAt FROM inbox"):
                    number = int(body.split()[0])
                    kept.setdefault(number, at)
                    if handled is not None:
                        done.setdefault(number, at)
            time.sleep(0.0005)
        taken = watch.execute("SELECT count(*) FROM appeal WHERE status = 'inProgress'").fetchone()[0]
        watch.close()
    finally:
        hotline.stop()
        one.stop()
    rows = []
    for what, times in (("kept in the inbox", kept), ("acted upon", done)):
        waits = sorted((times[number] - brought[number]) * 1000 for number in times)
        if waits:
            p99 = waits[min(len(waits) - 1, len(waits) * 99 // 100)]
            rows.append([what, str(len(waits)), f"{statistics.median(waits):.1f}", f"{p99:.1f}", f"{waits[-1]:.1f}"])
    table(
        f"From a text on the network to its row: {REPLIES} texts, {REPLIES_A_SECOND} a second",
        ["", "texts", "median, ms", "p99, ms", "longest, ms"],
        rows,
    )
    print(f"\n{taken} of {REPLIES} appeals were taken by them.")


known = {"rate": rate, "memory": memory, "replies": replies}
try:
    for mode in modes or known:
        known[mode]()
finally:
    shutil.rmtree(folder)
