"""A real Asterisk of its own, with the hotline's dialplan and prompts that can be told apart on the wire."""

import os
import pathlib
import random
import socket
import subprocess
import time
import wave

project = pathlib.Path(__file__).resolve().parent.parent / "asterisk"
cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"), "hotline")
root = pathlib.Path(os.environ.get("HOTLINE_CACHE", cache)) / "asterisk"

# The u-law bytes a caller hears all through the menu, first in the next prompt, and in the rest of it.
MENU, BEGINNING, NEXT = 0x91, 0xA3, 0xB5
RATE = 8000

MODULES = """
    res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjproject res_pjsip res_pjsip_pubsub
    res_pjsip_session res_pjsip_sdp_rtp res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_anonymous
    res_pjsip_caller_id res_pjsip_nat res_rtp_asterisk chan_pjsip bridge_simple codec_ulaw format_wav pbx_config
    app_playback app_read app_record app_playtones app_stack app_verbose app_exec app_userevent
    func_callerid func_channel func_strings func_logic func_math func_timeout func_env func_cdr cdr_csv res_speech res_agi
"""
EMPTY = """
    acl ccss cli cli_aliases cli_permissions codecs dnsmgr dsp enum extconfig features http indications manager pjproject
    queuerules res_stun_monitor sorcery stasis statsd udptl
"""

# What is measured: the hotline with its records, the same keeping nothing, its program for one call, and two ways of
# Asterisk's own, with the same prompts in the same language.
EXTENSIONS = """
[general]
static = yes
writeprotect = yes
[globals]
HOTLINE_AGI = 127.0.0.1:{kept}
HOTLINE_PROGRAM = {program}
HOTLINE_SPOOL = {folder}/spool
#include "{project}/extensions_hotline.conf"
[from-trunk]
include => hotline
exten => kept,1,Goto(hotline,s,1)
exten => nothing,1,Set(HOTLINE_AGI=127.0.0.1:{nothing})
 same => n,Goto(hotline,s,1)
exten => program,1,Set(HOTLINE_AGI=127.0.0.1:1)
 same => n,Goto(hotline,s,1)
exten => read,1,Set(CHANNEL(language)=ru_hotline)
 same => n,Answer()
 same => n,Read(KEY,hotline/type-menu,1,,1,5)
 same => n,Playback(hotline/means-menu)
 same => n,Hangup()
exten => background,1,Goto(own,s,1)
[own]
exten => s,1,Set(CHANNEL(language)=ru_hotline)
 same => n,Answer()
 same => n,Background(hotline/type-menu)
 same => n,WaitExten(5)
exten => 5,1,Playback(hotline/means-menu)
 same => n,Hangup()
"""


def sample(code):
    """What a byte of u-law stands for (G.711)."""
    code = ~code & 0xFF
    size = ((((code & 0x0F) << 3) + 132) << (code >> 4 & 7)) - 132
    return -size if code & 0x80 else size


def prompt(path, *parts):
    """Writes a prompt of bytes of u-law, each for so many seconds, in the form in which ours are shipped."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for code, seconds in parts:
            file.writeframes(sample(code).to_bytes(2, "little", signed=True) * int(RATE * seconds))


def free_ports(count):
    """The first of so many UDP ports in a row, below those that the kernel gives out."""
    while True:
        first = random.randrange(10_000, 30_000, 2)
        probes = []
        try:
            for port in range(first, first + count):
                probes.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                probes[-1].bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()


class Exchange:
    """Starts it, and has booted."""

    def __init__(self, folder, calls, config, **ports):
        if not (root / "run").exists():
            raise SystemExit(f"there is no Asterisk in {root}; run scripts/deps test")
        self.folder, self.main = folder, folder / "etc/asterisk.conf"
        # The first takes signalling, the others are two a call and as many that it has not let go of yet.
        self.port = free_ports(calls * 8 + 2)
        self.write(calls, ports)
        self.log = open(folder / "output", "wb")
        self.process = subprocess.Popen(
            [root / "programs/asterisk", "-C", self.main, "-f", "-mq"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=dict(os.environ, HOTLINE_CONFIG=str(config)),
        )
        for _ in range(300):
            if "fully booted" in self.command("core waitfullybooted"):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"Asterisk does not start; see {folder}")

    def write(self, calls, ports):
        for name in "etc agi-bin cache data db lib log/cdr-csv run spool/dialplan sounds/hotline".split():
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "data/sounds").mkdir()
        (self.folder / "data/sounds/ru_hotline").symlink_to(self.folder / "sounds")
        (self.folder / "data/documentation").symlink_to(root / "usr/share/asterisk/documentation")
        prompt(self.folder / "sounds/hotline/greeting.wav", (0xFE, 0.1))
        prompt(self.folder / "sounds/hotline/type-menu.wav", (MENU, 20))
        for name in "means-menu", "contact-mobile":
            prompt(self.folder / f"sounds/hotline/{name}.wav", (BEGINNING, 0.02), (NEXT, 20))

        folders = ["usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib"]
        modules = next(path for path in (root / name / "asterisk/modules" for name in folders) if path.exists())
        own = {"etc": "etc", "varlib": "lib", "db": "db", "key": "lib", "data": "data", "agi": "agi-bin", "spool": "spool",
               "run": "run", "log": "log", "cache": "cache"}
        directories = "".join(f"ast{name}dir => {self.folder}/{path}\n" for name, path in own.items())
        files = {name: "" for name in EMPTY.split()} | {
            "asterisk": f"[directories]\n{directories}astmoddir => {modules}\n[options]\nnocolor = yes\ndontwarn = yes\n"
                        "hideconnect = yes\n",
            "modules": "[modules]\nautoload = no\n" + "".join(f"load = {name}.so\n" for name in MODULES.split()),
            "logger": "[general]\n[logfiles]\nfull => warning,error\n",
            "rtp": f"[general]\nrtpstart = {self.port + 2}\nrtpend = {self.port + calls * 8 + 1}\nstrictrtp = no\n",
            "pjsip": "[global]\ntype = global\nendpoint_identifier_order = ip,anonymous\n"
                     f"[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.1:{self.port}\n"
                     "[anonymous]\ntype = endpoint\ncontext = from-trunk\ndisallow = all\nallow = ulaw\n"
                     "dtmf_mode = rfc4733\ndirect_media = no\nrtp_symmetric = yes\n",
            "cdr": f'#include "{project}/cdr_hotline.conf"\n',
            "cel": "[general]\nenable = no\n",
            "extensions": EXTENSIONS.format(project=project, folder=self.folder, **ports),
        }
        for name, text in files.items():
            (self.folder / f"etc/{name}.conf").write_text(text)

    def command(self, line):
        words = [root / "programs/asterisk", "-C", self.main, "-rx", line]
        return subprocess.run(words, capture_output=True, text=True, timeout=60).stdout

    def stop(self):
        self.command("core stop now")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
