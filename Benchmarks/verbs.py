"""Times verbs as whole processes, and changes on their way to the desk: verbs.py PROGRAMS-FOLDER."""

import getpass
import json
import os
import pathlib
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).parent
programs = pathlib.Path(sys.argv[1])
folder = pathlib.Path(tempfile.mkdtemp(prefix="hotline-verbs."))
APPEALS = int(os.environ.get("VERB_APPEALS", 100_000))
ROUNDS = int(os.environ.get("VERB_ROUNDS", 41))
CHANGES = int(os.environ.get("VERB_CHANGES", 200))

DAY = 86_400_000
NOW = 1_680_000_000_000 + APPEALS * 94_608
# 1970 began on a Thursday; Moscow is three hours ahead.
MONDAY = (NOW + 3 * 3_600_000 + 3 * DAY) // (7 * DAY) * 7 * DAY - 3 * DAY - 3 * 3_600_000

database, socket, clock = folder / "many.sqlite", folder / "staff.sock", folder / "clock"
text = json.loads((here / "settings.json").read_text().replace("PATH", str(database)).replace("PORT", "4573"))
text["socket"]["path"] = str(socket)
text["staff"][3]["login"] = getpass.getuser()
text["retention"] = {"personalData": "3650d", "recordings": "3650d"}
config = folder / "verbs.json"
config.write_text(json.dumps(text))
clock.write_bytes(NOW.to_bytes(8, sys.byteorder))
environment = os.environ | {"LD_PRELOAD": str(programs / "libCVirtualClock.so"), "VIRTUAL_CLOCK": str(clock)}
log = open(folder / "log", "ab")


def start():
    service = subprocess.Popen([programs / "hotlined", "--config", config], stdout=log, stderr=log, env=environment)
    for _ in range(3000):
        if subprocess.run([programs / "hotline", "whoami", "--config", config], capture_output=True).returncode == 0:
            return service
        if service.poll() is not None:
            raise SystemExit(f"hotlined ended; see {folder}/log")
        time.sleep(0.02)
    raise SystemExit("hotlined does not answer")


def stop(service):
    service.terminate()
    service.wait()


def milliseconds(command):
    began = time.perf_counter()
    ran = subprocess.run(command, capture_output=True)
    taken = (time.perf_counter() - began) * 1e3
    assert ran.returncode == 0, (command, ran.stderr)
    return taken


def verb(*words):
    return [programs / "hotline", *words, "--config", config]


def sql(query):
    return ["sqlite3", "-readonly", "-cmd", ".mode list", database, query]


stop(start())
subprocess.run([programs / "fill-store", database, str(APPEALS)], check=True)
service = start()
number = APPEALS // 2
# What the service reads for the same answer, its calls, texts and mails with it.
whole = lambda which: (
    f"SELECT * FROM appeal WHERE {which}; SELECT * FROM call WHERE appeal IN (SELECT number FROM appeal WHERE {which});"
    f" SELECT * FROM message WHERE appeal IN (SELECT number FROM appeal WHERE {which});"
    f" SELECT * FROM mail WHERE appeal IN (SELECT number FROM appeal WHERE {which});"
)
# What a report on the last whole week reads, and on the one before.
week = lambda column: f"{column} >= {MONDAY - 14 * DAY} AND {column} < {MONDAY}"
weeks = (
    f"SELECT * FROM appeal WHERE {week('receivedAt')} OR status <> 'closed'; SELECT * FROM call WHERE {week('startedAt')};"
    f" SELECT appeal, state FROM message WHERE {week('createdAt')};"
    f" SELECT appeal, actor FROM event WHERE kind = 'distributed' AND {week('at')};"
)
open_ones = "number IN (SELECT number FROM appeal WHERE status <> 'closed' ORDER BY closeDue, number LIMIT 500)"
asked = [
    (("list",), sql(whole(open_ones))), (("list", "--json"), sql(whole(open_ones))),
    (("show", str(number)), sql(whole(f"number = {number}"))),
    (("explain", str(number)), sql(f"SELECT * FROM event WHERE appeal = {number} ORDER BY id")),
    (("calls",), sql("SELECT * FROM call JOIN appeal ON appeal.number = call.appeal ORDER BY call.id DESC LIMIT 100")),
    (("messages",), sql("SELECT * FROM message ORDER BY id DESC LIMIT 100")),
    (("report", "weekly"), sql(weeks)), (("report", "weekly", "--html"), sql(weeks)),
    (("staff",), sql("SELECT assignee, count(*) FROM appeal WHERE status IN ('distributed', 'inProgress') GROUP BY assignee")),
    (("note", str(number), "--reason", "заметка"), None), (("whoami",), None), (("roles",), None),
]
print(f"{APPEALS} appeals, a file of {database.stat().st_size / 1e9:.2f} GB, {ROUNDS} rounds, whole processes\n")
print("| verb | median, ms | worst, ms | sqlite3, median, ms | ratio |\n|---|---|---|---|---|")
for words, query in asked:
    command = verb(*words) if words != ("roles",) else [programs / "hotline", "roles"]
    taken, peer = [], []
    for _ in range(ROUNDS):
        taken.append(milliseconds(command))
        if query:
            peer.append(milliseconds(query))
    middle = statistics.median(taken)
    beside = f"{statistics.median(peer):.1f} | {middle / statistics.median(peer):.2f}" if peer else "– | –"
    print(f"| `{' '.join(words)}` | {middle:.1f} | {max(taken):.1f} | {beside} |", flush=True)

# A caller's key is a committed change of a row; from the commit on it is on its way to the desk.
desk = subprocess.Popen(verb("desk", "--json"), stdout=subprocess.PIPE, stderr=log)
writer = sqlite3.connect(database, isolation_level=None, timeout=10)
now = int.from_bytes(clock.read_bytes(), sys.byteorder)
writer.execute("UPDATE call SET startedAt = ?, endedAt = NULL, outcome = NULL WHERE id = (SELECT max(id) FROM call)", (now,))
line = desk.stdout.readline()
taken = []
for change in range(CHANGES):
    time.sleep(0.15)
    while select.select([desk.stdout], [], [], 0)[0]:
        desk.stdout.readline()
    keys = f"{change:04d}"
    writer.execute("UPDATE call SET keys = ? WHERE id = (SELECT max(id) FROM call)", (keys,))
    began = time.perf_counter()
    while f'"keys":"{keys}"'.encode() not in line:
        line = desk.stdout.readline()
    taken.append((time.perf_counter() - began) * 1e3)
taken.sort()
print(f"\nFrom a change of a call to its line of `desk --json`, {CHANGES} changes:"
      f" median {statistics.median(taken):.1f} ms, p99 {taken[len(taken) * 99 // 100]:.1f} ms, worst {taken[-1]:.1f} ms")
desk.kill()

# The same store as if all of it had come in the last whole week.
step = 7 * DAY // (APPEALS + 1)
for table, key, column in (("appeal", "number", "receivedAt"), ("call", "appeal", "startedAt"), ("message", "appeal", "createdAt")):
    writer.execute(f"UPDATE {table} SET {column} = {MONDAY - 7 * DAY} + {key} * {step} WHERE {key} IS NOT NULL")
writer.close()
print(f"\nThe report on a week of {APPEALS} appeals:\n\n| verb | median, ms | worst, ms |\n|---|---|---|")
for words in (("report", "weekly"), ("report", "weekly", "--html"), ("report", "weekly", "--csv"), ("report", "weekly", "--json")):
    taken = [milliseconds(verb(*words)) for _ in range(max(3, ROUNDS // 4))]
    print(f"| `{' '.join(words)}` | {statistics.median(taken):.1f} | {max(taken):.1f} |", flush=True)
stop(service)
shutil.rmtree(folder)
