"""Runs every figure once and writes RESULTS.md: measure.py PROGRAMS-FOLDER DATE.

Peers of one figure run in the same rounds, one after another, and the median of the rounds counts.
"""

import getpass
import hashlib
import http.client
import json
import math
import os
import pathlib
import platform
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import exchange

here = pathlib.Path(__file__).parent
programs, date = pathlib.Path(sys.argv[1]), sys.argv[2]
folder = pathlib.Path(tempfile.mkdtemp(prefix="hotline-bench."))
python = sys.executable
cache = pathlib.Path(python).parents[2]
opening = here / "opening.txt"
lines = folder / "lines.txt"

ROUNDS, CALLS, AT_ONCE = 7, 1000, 50
PACED_RATE, PACED_SECONDS = 200, 10
IDLE_CALLS = 5000
STARTS = 100
KEPT_CALLS, KEEPING_ROUNDS = 500, 5
KEY_CALLS, KEY_ROUNDS, KEY_RATE = 100, 3, 40
APPEALS, QUESTIONS, WARNINGS = 1_000_000, 1000, 10_000
LISTS = 200

results = []


def say(text):
    print(text, flush=True)
    results.append(text)


def table(title, header, rows):
    say(f"\n### {title}\n")
    say("| " + " | ".join(header) + " |")
    say("|" + "---|" * len(header))
    for row in rows:
        say("| " + " | ".join(row) + " |")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(name, port=4573):
    """A settings file whose database is of its own."""
    path = folder / f"{name}.json"
    text = (here / "settings.json").read_text()
    path.write_text(text.replace("PATH", str(folder / f"{name}.sqlite")).replace("PORT", str(port)))
    return path


class Server:
    """A program that takes calls, in a process of its own."""

    def __init__(self, *command, port=None):
        self.port = port or free_port()
        words = [str(self.port) if word == "PORT" else str(word) for word in command]
        self.log = open(folder / "servers.log", "ab")
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log)
        for _ in range(1000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                raise SystemExit(f"{words[0]} ended; see {folder}/servers.log")
            time.sleep(0.01)
        raise SystemExit(f"{words[0]} does not listen")

    def load(self, *words):
        """Places calls, and returns what call-load found."""
        output = subprocess.run(
            [programs / "call-load", "--port", str(self.port), "--pid", str(self.process.pid), "--opening", opening]
            + [str(word) for word in words],
            check=True, capture_output=True, text=True, timeout=120,
        ).stdout
        return {name: float(value) for name, value in (pair.split("=") for pair in output.split())}

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()


def hotline(name):
    port = free_port()
    return Server(programs / "hotline-agi", "serve", "--config", settings(name, port), port=port)


def record_lines():
    """Keeps the very commands the menu sends, for the peers that only send lines."""
    server = hotline("recorded")
    server.load("--calls", 1, "--record", lines)
    server.stop()
    return len(lines.read_text().splitlines())


def whole_calls():
    count = record_lines()
    bare, asyncio, uvloop = "bare NIO handler", "Python asyncio, streams", "Python uvloop, streams"
    flow, full = "hotline, nothing kept", "hotline, 4 durable records a call"
    servers = {
        bare: Server(programs / "peers", "bare", "PORT", lines),
        flow: Server(programs / "peers", "flow", "PORT"),
        full: hotline("whole"),
        uvloop: Server(python, here / "peers/lines.py", "PORT", lines, "uvloop"),
        asyncio: Server(python, here / "peers/lines.py", "PORT", lines),
        "Python uvloop, bare protocol": Server(python, here / "peers/lines.py", "PORT", lines, "uvloop", "protocol"),
    }
    found = {name: [] for name in servers}
    for number in range(ROUNDS + 1):
        for name, server in servers.items():
            figures = server.load("--calls", CALLS, "--at-once", AT_ONCE, "--first", number * CALLS)
            assert figures["commands"] == count * CALLS, (name, figures)
            # The first round warms up.
            if number:
                found[name].append(figures)
    for server in servers.values():
        server.stop()

    def median(name, figure):
        return statistics.median(round[figure] for round in found[name])

    def ratio(name):
        # A round's own yardstick: what slows one slows the other.
        return statistics.median(one["cpu_us"] / yard["cpu_us"] for one, yard in zip(found[name], found[bare]))

    table(
        f"1. A whole call of {count} commands, {AT_ONCE} at once ({ROUNDS} rounds of {CALLS} calls)",
        ["server", "CPU per call, µs", "× bare", "calls/s", "call p50 / p99, ms", "added to a command p50 / p99, ms"],
        [
            [
                name, f"{median(name, 'cpu_us'):.0f}", f"{ratio(name):.2f}", f"{median(name, 'rate'):.0f}",
                f"{median(name, 'call_p50') / 1e3:.1f} / {median(name, 'call_p99') / 1e3:.1f}",
                f"{median(name, 'added_p50') / 1e3:.2f} / {median(name, 'added_p99') / 1e3:.2f}",
            ]
            for name in servers
        ],
    )


def paced_calls():
    rows = []
    for number in range(3):
        server = hotline(f"paced{number}")
        server.load("--calls", 100, "--at-once", 10, "--first", 900_000)
        figures = server.load("--calls", PACED_RATE * PACED_SECONDS, "--rate", PACED_RATE)
        server.stop()
        rows.append([str(number + 1), f"{figures['rate']:.0f}"]
                    + [f"{figures[name] / 1e3:.2f}" for name in ("added_p50", "added_p99", "added_max")]
                    + [f"{figures['cpu_us'] * figures['rate'] / 1e4:.1f} %"])
    table(f"2. {PACED_RATE} calls a second for {PACED_SECONDS} s, every record durable",
          ["run", "calls/s", "added p50, ms", "p99, ms", "max, ms", "of one core"], rows)


def idle_calls():
    server = hotline("idle")
    server.load("--calls", 50, "--at-once", 10, "--first", 900_000)
    figures = server.load("--calls", IDLE_CALLS, "--hold")
    server.stop()
    table(f"3. {IDLE_CALLS} calls waiting for a key",
          ["growth, MB", "per call, KB"],
          [[f"{figures['growth_kb'] / 1024:.1f}", f"{figures['growth_kb'] / IDLE_CALLS:.1f}"]])


def first_commands():
    config = settings("first")
    database = folder / "first.sqlite"
    peers = {
        "hotline-agi": [programs / "hotline-agi", "--config", config],
        "Perl, Asterisk::AGI and DBI": ["perl", here / "peers/take.pl", database],
    }
    found = {name: [] for name in peers}
    for number in range(STARTS + 3):
        for name, command in peers.items():
            output = subprocess.run(
                [programs / "first-command", opening, f"start-{number}", f"7900{number:07}", *command],
                check=True, capture_output=True, text=True, timeout=30,
            ).stdout
            if number >= 3:
                found[name].append([float(word) for word in output.split()])
    rows = []
    for name, runs in found.items():
        times = sorted(run[0] / 1e3 for run in runs)
        rows.append([name, f"{statistics.median(times):.1f}", f"{times[len(times) * 9 // 10]:.1f}",
                     f"{statistics.median(run[1] for run in runs) / 1e3:.1f}",
                     f"{statistics.median(run[2] for run in runs) / 1024:.0f}"])
    table(f"4. A program for one call, from its start to its first command ({STARTS} starts each)",
          ["program", "median, ms", "p90, ms", "CPU to its end, ms", "memory, MB"], rows)


def kept_calls():
    empty = folder / "empty.sqlite"
    subprocess.run([programs / "peers", "keep", empty, "0", "1"], check=True, capture_output=True)
    peers = {
        "SQLite in C, one record at a time": lambda path: [programs / "raw-store", path, KEPT_CALLS],
        "the store, one call at a time": lambda path: [programs / "peers", "keep", path, KEPT_CALLS, 1],
        f"the store, {AT_ONCE} calls at once": lambda path: [programs / "peers", "keep", path, KEPT_CALLS * 4, AT_ONCE],
    }
    calls = {name: KEPT_CALLS * (4 if "at once" in name else 1) for name in peers}
    found = {name: [] for name in peers}
    for number in range(KEEPING_ROUNDS + 1):
        for index, (name, command) in enumerate(peers.items()):
            path = folder / f"kept-{number}-{index}.sqlite"
            shutil.copy(empty, path)
            words = [str(word) for word in command(path)]
            seconds, processor = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
            if number:
                found[name].append((4 * calls[name] / float(seconds), float(processor) * 1e6 / (4 * calls[name])))
    yard = statistics.median(rate for rate, _ in found["SQLite in C, one record at a time"])
    table(f"5. Records made durable, 4 a call ({KEEPING_ROUNDS} rounds)",
          ["by", "records/s", "× C", "CPU per record, µs"],
          [[name, f"{statistics.median(rate for rate, _ in runs):.0f}",
            f"{statistics.median(rate for rate, _ in runs) / yard:.2f}",
            f"{statistics.median(processor for _, processor in runs):.0f}"] for name, runs in found.items()])


def filled_store():
    """A store of many appeals, which is made once for each schema and each program that fills it."""
    empty = folder / "unfilled.sqlite"
    subprocess.run([programs / "peers", "keep", empty, "0", "1"], check=True, capture_output=True)
    schema = sqlite3.connect(empty).execute("SELECT group_concat(sql) FROM sqlite_master").fetchone()[0]
    source = (here / "Sources/FillStore/main.c").read_text()
    name = hashlib.sha256(f"{schema}{source}{APPEALS}".encode()).hexdigest()[:16]
    filled = cache / f"filled-{name}.sqlite"
    if not filled.exists():
        for old in cache.glob("filled-*"):
            old.unlink()
        subprocess.run([programs / "fill-store", empty, str(APPEALS)], check=True)
        shutil.copy(empty, f"{filled}.part")
        os.rename(f"{filled}.part", filled)
    empty.unlink()
    return filled


class StaffSocket(http.client.HTTPConnection):
    """A connection to the staff API."""

    def __init__(self, path):
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))

    def get(self, path):
        self.request("GET", path)
        answer = self.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body


def whole_lists(database):
    """How long the staff wait for a whole list, in sorted milliseconds, and how much that is, in bytes.

    The service's clock stands where the last of the appeals came, so that it has nothing else to do.
    """
    config = settings("staff")
    text = json.loads(config.read_text())
    text["store"]["path"], text["socket"]["path"] = str(database), str(folder / "staff.sock")
    text["staff"][3]["login"] = getpass.getuser()
    text["retention"] = {"personalData": "3650d", "recordings": "3650d"}
    config.write_text(json.dumps(text))
    clock = folder / "clock"
    clock.write_bytes((1_680_000_000_000 + APPEALS * 94_608).to_bytes(8, sys.byteorder))
    environment = os.environ | {"LD_PRELOAD": str(programs / "libCVirtualClock.so"), "VIRTUAL_CLOCK": str(clock)}
    with open(folder / "servers.log", "ab") as log:
        service = subprocess.Popen([programs / "hotlined", "--config", config], stdout=log, stderr=log, env=environment)
    try:
        for _ in range(6000):
            try:
                StaffSocket(folder / "staff.sock").connect()
                break
            except OSError:
                pass  # not there, or not listened at so far
            if service.poll() is not None:
                raise SystemExit(f"hotlined ended; see {folder}/servers.log")
            time.sleep(0.01)
        staff, taken = StaffSocket(folder / "staff.sock"), []
        for number in range(LISTS + 5):
            began = time.perf_counter()
            body = staff.get("/v1/appeals?open=true&limit=500")
            if number >= 5:
                taken.append((time.perf_counter() - began) * 1e3)
        assert len(json.loads(body)) == 500
        return sorted(taken), len(body)
    finally:
        service.terminate()
        service.wait()


def many_appeals():
    path = folder / "many.sqlite"
    shutil.copy(filled_store(), path)
    size = path.stat().st_size

    def asked(*words):
        output = subprocess.run([programs / "peers", *map(str, words)], check=True, capture_output=True, text=True).stdout
        return [line.split() for line in output.splitlines()]

    names = {"list": "`list` of the 500 open ones whose term ends first", "show": "`show` of one", "next": "the next due term",
             "report": "the report on a week, beside the one before"}
    rows = [[names[name], f"{float(median):.2f}", f"{float(p99):.2f}"]
            for name, median, p99 in asked("ask", path, APPEALS, QUESTIONS)]
    taken, size_of_list = whole_lists(path)
    rows.insert(1, [f"the same list, the whole answer of the staff API over its socket, {size_of_list / 1e6:.2f} MB ({LISTS} times)",
                    f"{statistics.median(taken):.2f}", f"{taken[len(taken) * 99 // 100]:.2f}"])
    table(f"7. {APPEALS} appeals with 10 events each, a file of {size / 1e9:.2f} GB ({QUESTIONS} questions each)",
          ["what is asked of the store", "median, ms", "p99, ms"], rows)
    (findings, events, seconds), = asked("audit", path)
    assert findings == "0", findings
    told = asked("warn", path, WARNINGS)[0]
    assert told[:2] == [str(WARNINGS)] * 2, told
    table("8. All of that log checked, and warnings that are due together",
          ["what", "how many", "s", "a second"],
          [["events checked, and appeals against them", events, f"{float(seconds):.1f}", f"{int(events) / float(seconds):.0f}"],
           ["warnings written, 250 to a commit", told[0], f"{float(told[2]):.2f}", f"{WARNINGS / float(told[2]):.0f}"]])


def keys_to_prompts():
    kept, nothing = hotline("keys"), Server(programs / "peers", "flow", "PORT")
    pbx = exchange.Exchange(folder / "exchange", KEY_CALLS, settings("program"), kept=kept.port, nothing=nothing.port,
                            program=programs / "hotline-agi")
    own = "Asterisk's own Background and Playback"
    steady, burst = f"{KEY_RATE} a second, one after another", "all within a second"
    # Whom to call, which key, and how; key 5 leads to a menu, key 2 to a question that must not be answered ahead.
    peers = {
        own: ("background", 5, [steady, burst]),
        "Asterisk's own Read and Playback": ("read", 5, [steady, burst]),
        "hotline, every record durable": ("kept", 5, [steady, burst]),
        "hotline, nothing kept": ("nothing", 5, [steady, burst]),
        "hotline-agi, a program for each call": ("program", 5, [steady, burst]),
        "hotline, every record durable, before the consent": ("kept", 2, [steady]),
    }
    rates = {steady: KEY_RATE, burst: KEY_CALLS}
    found = {row: {name: [] for name in peers if row in peers[name][2]} for row in rates}
    lateness = {name: [] for name in peers}
    own_share, missed, first = [], 0, 0
    for number in range(KEY_ROUNDS + 1):
        for name, (extension, key, rows) in peers.items():
            for row in rows:
                # The first round warms up, with few calls.
                calls = KEY_CALLS if number else KEY_CALLS // 10
                words = ["--port", pbx.port, "--to", extension, "--calls", calls, "--key", key, "--first", first,
                         "--pressing", rates[row], "--bytes", f"{exchange.MENU},{exchange.BEGINNING},{exchange.NEXT}"]
                *lines, last = subprocess.run(
                    [programs / "key-load"] + [str(word) for word in words],
                    check=True, stdout=subprocess.PIPE, text=True, timeout=60,
                ).stdout.splitlines()
                first += calls
                if number:
                    found[row][name] += [[float(value) / 1e3 for value in line.split()] for line in lines]
                    about = {one: float(value) for one, value in (pair.split("=") for pair in last.split())}
                    lateness[name].append(about["late_p99"] / 1e3)
                    own_share.append(about["of_core"])
                    missed += about["missed"]
    for server in kept, nothing, pbx:
        server.stop()

    def part(times, share):
        return sorted(times)[math.ceil(len(times) * share) - 1]

    for letter, row in zip("ab", rates):
        first, last = ({name: [key[index] for key in keys] for name, keys in found[row].items()} for index in range(2))
        table(f"6{letter}. From a key to the next prompt on the wire, {KEY_CALLS} calls at once, keys {row}, ms",
              ["who answers", "keys", "from the key's end p50", "p90", "p99", "max", "above Asterisk's own p50", "p99",
               "from the key's first packet p50", "p99"],
              [[name, str(len(last[name]))] + [f"{part(last[name], share):.1f}" for share in (0.5, 0.9, 0.99, 1)]
               + [f"{part(last[name], share) - part(last[own], share):.1f}" for share in (0.5, 0.99)]
               + [f"{part(first[name], share):.1f}" for share in (0.5, 0.99)] for name in last])
    say("\nHow late the telephones were in sending, p99, median and worst of the runs: "
        + "; ".join(f"{name} {statistics.median(late):.2f} and {max(late):.2f} ms" for name, late in lateness.items())
        + f". They took {statistics.median(own_share):.0%} of one core, {max(own_share):.0%} at most. "
        f"Prompts that did not begin with their first packet: {missed:.0f}.")


figures = {"1": whole_calls, "2": paced_calls, "3": idle_calls, "4": first_commands, "5": kept_calls,
           "6": keys_to_prompts, "7": many_appeals}
began = time.monotonic()
try:
    for number in sys.argv[3] if len(sys.argv) > 3 else figures:
        figures[number]()
finally:
    shutil.rmtree(folder, ignore_errors=True)
if len(sys.argv) <= 3:
    system = f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, {platform.machine()}"
    notes = (here / "NOTES.md").read_text()
    text = f"# Results\n\nTaken {date} by `make bench` on {system}, in {time.monotonic() - began:.0f} s.\n"
    (here / "RESULTS.md").write_text(text + "\n".join(results) + "\n\n" + notes)
