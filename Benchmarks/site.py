"""Sends forms to the site as fast as it takes them: site.py PROGRAMS-FOLDER FOLDER-OF-NGINX."""

import atexit
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

here = pathlib.Path(__file__).parent
programs, proxies = map(pathlib.Path, sys.argv[1:3])
folder = pathlib.Path(tempfile.mkdtemp(prefix="hotline-site."))
folder.chmod(0o755)  # nginx has an account of its own.
ROUNDS = int(os.environ.get("SITE_ROUNDS", 3))
SECONDS = int(os.environ.get("SITE_SECONDS", 10))
CONNECTIONS = int(os.environ.get("SITE_CONNECTIONS", 32))


def free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


port, plain = free(), free()
database = folder / "site.sqlite"
text = json.loads((here / "settings.json").read_text().replace("PATH", str(database)).replace("PORT", str(free())))
text["socket"]["path"] = str(folder / "staff.sock")
text["sms"]["callbackListen"] = f"127.0.0.1:{free()}"
# All forms come from here, as from a proxy that names a visitor for each.
text["web"] = {"listen": f"127.0.0.1:{port}", "publicURL": f"http://127.0.0.1:{port}", "proxies": ["127.0.0.1"]}
config = folder / "site.json"
config.write_text(json.dumps(text))
log = open(folder / "log", "ab")
service = subprocess.Popen([programs / "hotlined", "--config", config], stdout=subprocess.DEVNULL, stderr=log)
atexit.register(lambda: (service.terminate(), service.wait(), shutil.rmtree(folder)))
site = f"http://127.0.0.1:{port}"
for _ in range(600):
    try:
        page = urllib.request.urlopen(site + "/").read()
        break
    except OSError:
        time.sleep(0.05)
else:
    raise SystemExit(f"the site does not come; see {folder}/log")

# The load tool's own limit: a file that nginx sends.
(folder / "index.html").write_bytes(page)
(folder / "nginx.conf").write_text(f"""
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
        uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; types {{ text/html html; }}
        server {{ listen 127.0.0.1:{plain}; root {folder}; }} }}
""")
nginx = subprocess.Popen([proxies / "programs" / "nginx", "-e", folder / "nginx.log", "-c", folder / "nginx.conf"])
atexit.register(lambda: (nginx.terminate(), nginx.wait()))
time.sleep(1)

# One form, opened once and sent with other words each time: each is an appeal of its own.
mark = re.search(r'name="pass" value="([^"]+)"', page.decode()).group(1)
(folder / "forms.lua").write_text(f"""
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
local count = 0
function request()
  count = count + 1
  local visitor = string.format("10.%d.%d.%d", id, math.floor(count / 250) % 250, count % 250 + 1)
  local body = "fullName=%D0%90&role=parent&childClass=5%D0%90&type=ejournal&agreed=yes&phone=&email=a%40school.example&description=" ..
    RUN .. "-" .. id .. "-" .. count .. "&pass={mark}"
  return wrk.format("POST", "/", {{["Content-Type"] = "application/x-www-form-urlencoded", ["X-Forwarded-For"] = visitor}}, body)
end
local other = 0
function response(status) if status ~= 303 then other = other + 1; print("status " .. status) end end
""")
time.sleep(2.5)


def load(url, script=None):
    """Requests a second that were answered, and the 99th percentile in ms."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"] + (["-s", script] if script else []) + [url]
    said = subprocess.run(command, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    wrong = re.search(r"^status (\d+)|Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", said.stdout, re.M)
    assert not wrong, wrong.group(0)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said.stdout).groups()
    slow = float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]
    return int(re.search(r"(\d+) requests in", said.stdout).group(1)), float(
        re.search(r"Requests/sec:\s+([\d.]+)", said.stdout).group(1)
    ), slow


def appeals():
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reader:
        return reader.execute("SELECT count(*) FROM appeal").fetchone()[0]


def resident():
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{service.pid}/status").read_text()).group(1)) / 1024


rates = {"nginx": [], "page": [], "forms": []}
slow, kept = {name: [] for name in rates}, []
source = (folder / "forms.lua").read_text()
for round in range(ROUNDS):
    for name, url in (("nginx", f"http://127.0.0.1:{plain}/index.html"), ("page", site + "/")):
        _, rate, late = load(url)
        rates[name].append(rate)
        slow[name].append(late)
    (folder / f"forms{round}.lua").write_text(f'RUN = "{round}"\n' + source)
    before = appeals()
    answered, rate, late = load(site + "/", folder / f"forms{round}.lua")
    rates["forms"].append(rate)
    slow["forms"].append(late)
    # What was under way when the tool stopped may be kept and is not counted as answered.
    time.sleep(0.5)
    kept.append((appeals() - before, answered))

assert all(answered <= made <= answered + CONNECTIONS for made, answered in kept), kept
print(f"{ROUNDS} rounds of {SECONDS} s, {CONNECTIONS} connections; {appeals()} appeals; hotlined {resident():.0f} MB\n")
print("| | a second, median | 99th percentile, ms | of nginx's | of the page's |\n|---|---|---|---|---|")
base = [statistics.median(rates[name]) for name in ("nginx", "page")]
for name, words in (("nginx", "a file by nginx"), ("page", "the empty form"), ("forms", "forms kept")):
    middle = statistics.median(rates[name])
    print(f"| {words} | {middle:.0f} | {statistics.median(slow[name]):.1f} | {middle / base[0]:.3f} | {middle / base[1]:.3f} |")
print("\nEach answer 303 has its appeal in the database: "
      + ", ".join(f"{made} kept of {answered} answered" for made, answered in kept))
