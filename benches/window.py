#!/usr/bin/env python3
"""Measures the real window beside the barest one that Tauri opens, in one run.

    python3 benches/window.py [TIMES]

Start: from asking for the process until its screen is usable (the home of the shipped example, with
its picture; the bare page's one line), and the memory of all its processes then (their shares of
what is shared counted once: PSS), TIMES times (7) turn by turn; the medians count. «Cold» empties
the system's page cache before each start, which needs to be root.

Answer: from a key press at the display, on a standard's page, to the moment when the figures of the
levels are other pixels on it, on grids of 300 and of 5,000 standards, 40 presses each; median and
worst. The window is looked at from outside, every millisecond. Scrolling: the
list of 5,000 from top to bottom in steps of one screen, a picture of rows at each: how many rows
within the window were not drawn.

Needs Xvfb, libXtst and WebKitWebDriver, and release builds of `label-mentorat` and its example `bare`.
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from screen import Screen

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
OURS, BARE = TARGET / "label-mentorat", TARGET / "examples/bare"
DEMO = ROOT / "fixtures/demo"
GRID = ROOT / "standards/indicative-mentorat/2026-1.json"
WORKSPACE = "espace-de-travail.mentorat"


class Window:
    """An executable's window under a display of its own, driven by WebKit's WebDriver."""

    def __init__(self, executable, home):
        read, write = os.pipe()
        self.display = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        self.number = os.read(read, 16).decode().strip()
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        variables = dict(os.environ)
        variables.update(
            DISPLAY=f":{self.number}",
            TAURI_WEBVIEW_AUTOMATION="true",
            WEBKIT_DISABLE_DMABUF_RENDERER="1",
            LABEL_MENTORAT_HOME=str(home),
            XDG_DATA_HOME=str(home),
            LANG="fr_FR.UTF-8",
        )
        variables.pop("WAYLAND_DISPLAY", None)
        variables.pop("DBUS_SESSION_BUS_ADDRESS", None)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={self.port}"], env=variables, **quiet
        )
        while self.ask("GET", "/status") is None:
            time.sleep(0.01)
        options = {"binary": str(executable), "args": []}
        self.begun = time.perf_counter()
        made = self.ask(
            "POST",
            "/session",
            {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}},
        )
        self.session = "/session/" + made["sessionId"]

    def ask(self, method, path, body=None):
        data = None if method == "GET" else json.dumps(body or {}).encode()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, method=method
        )
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            raise SystemExit(refused.read().decode())
        except OSError:
            return None

    def script(self, script):
        return self.ask("POST", f"{self.session}/execute/sync", {"script": script, "args": []})

    def wait(self, script):
        while not self.script(f"return !!({script})"):
            time.sleep(0.002)

    def press(self, key):
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        actions = {"actions": [{"type": "key", "id": "keys", "actions": keys}]}
        self.ask("POST", f"{self.session}/actions", actions)

    def memory(self):
        """Bytes of all processes below the driver."""
        children = {}
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parent = int(re.search(r"PPid:\s*(\d+)", (entry / "status").read_text())[1])
                except OSError:
                    continue
                children.setdefault(parent, []).append(int(entry.name))
        below, waiting = [], [self.driver.pid]
        while waiting:
            for child in children.get(waiting.pop(), []):
                below.append(child)
                waiting.append(child)
        total = 0
        for process in below:
            rollup = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s*(\d+)", rollup, re.M)[1]) * 1024
        return total

    def end(self):
        self.ask("DELETE", self.session)
        for process in (self.driver, self.display):
            process.kill()
            process.wait()


def run(*arguments):
    subprocess.run([str(word) for word in arguments], check=True, stdout=subprocess.DEVNULL)


def start(executable, home, usable, is_cold):
    """Seconds until it can be used, and its memory then."""
    if is_cold:
        os.sync()
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
    window = Window(executable, home)
    window.wait(usable)
    took = time.perf_counter() - window.begun
    time.sleep(1)
    memory = window.memory()
    window.end()
    return took, memory


def starts(times):
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        run(OURS, "import", DEMO / "assessment.json", "--evidence", DEMO / "evidence",
            "--workspace", home / WORKSPACE)
        ours = "document.querySelector('#stage-levels li a')"
        bare = "document.querySelector('#content h1')"
        for is_cold in (False, True) if os.geteuid() == 0 else (False,):
            found = {"ours": [], "bare": []}
            for _ in range(times):
                found["bare"].append(start(BARE, home, bare, is_cold))
                found["ours"].append(start(OURS, home, ours, is_cold))
            name = "cold start" if is_cold else "start"
            tell(name, *(statistics.median(took for took, _ in found[who]) for who in found), "s")
            if not is_cold:
                tell("memory", *(statistics.median(size for _, size in found[who]) / 1e6
                                 for who in found), "MB")


def tell(name, ours, bare, unit):
    print(f"{name}: {ours:.2f} {unit}, bare {bare:.2f} {unit}: {ours / bare:.2f}x", flush=True)


def large(count, folder):
    """A workspace whose campaign has so many standards."""
    grid, assessment = json.loads(GRID.read_text()), json.loads((DEMO / "assessment.json").read_text())
    few = list(grid["standards"])
    answers = {answer["standard"]: answer for answer in assessment["answers"]}
    standards, said = [], []
    for number in range(count):
        standard = dict(few[number % len(few)])
        answer = answers.get(standard["id"])
        if number >= len(few):
            standard["id"] = f"{standard['id']}-{number // len(few)}"
        standards.append(standard)
        if answer:
            said.append({**answer, "standard": standard["id"]})
    stages = [stage["id"] for stage in grid["stages"]]
    levels = [level["id"] for level in grid["levels"]]
    grid["standards"] = sorted(
        standards, key=lambda one: (stages.index(one["stage"]), levels.index(one["level"]))
    )
    assessment["answers"] = said
    written = json.dumps(grid, ensure_ascii=False).encode()
    assessment["grid"]["file_digest"] = "sha256:" + hashlib.sha256(written).hexdigest()
    (folder / "grid.json").write_bytes(written)
    (folder / "assessment.json").write_text(json.dumps(assessment, ensure_ascii=False))
    home = folder / f"home-{count}"
    home.mkdir()
    run(OURS, "import", folder / "assessment.json", "--grid", folder / "grid.json",
        "--evidence", DEMO / "evidence", "--workspace", home / WORKSPACE)
    return home


# Where the figures of the levels stand.
FIGURES = """
const box = document.querySelector('#standing .percents').getBoundingClientRect();
return [box.x, box.y, box.width, box.height].map(Math.round);
"""

# Rows that stand within the window but are not drawn.
BLANK = """
const rows = [...document.querySelectorAll('#content li')].filter(row => {
  const box = row.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
});
return [rows.length, rows.filter(row => !row.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length];
"""


def answers(count, presses):
    with tempfile.TemporaryDirectory() as folder:
        home = large(count, pathlib.Path(folder))
        window = Window(OURS, home)
        window.wait("document.querySelector('#picture')")
        window.script("location.hash = '#/standard/E2.N1.S2'")
        window.wait("document.querySelector('#statement')")
        time.sleep(1)
        screen, figures = Screen(window.number), window.script(FIGURES)
        screen.focus()
        times = []
        for number in range(presses):
            before = screen.look(*figures)
            pressed = time.perf_counter()
            screen.press("nc"[number % 2])
            while screen.look(*figures) == before:
                time.sleep(0.001)
            times.append((time.perf_counter() - pressed) * 1000)
            # As a person does: what is checked and written beside it is done by then.
            time.sleep(0.5)
        screen.close()
        print(f"key to level, {count} standards: median {statistics.median(times):.0f} ms, "
              f"worst {max(times):.0f} ms of {presses}", flush=True)
        window.script("location.hash = '#/grid'")
        window.wait(f"document.querySelectorAll('#content li a').length >= {count}")
        seen, blank, at = 0, 0, 0
        while True:
            seen_now, blank_now = window.script(BLANK)
            seen, blank = seen + seen_now, blank + blank_now
            window.script("scrollBy(0, innerHeight)")
            now = window.script("return scrollY")
            if now == at:
                break
            at = now
        print(f"scrolling {count} standards: {blank} of {seen} rows not drawn", flush=True)
        window.end()


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    for needed in (OURS, BARE):
        if not needed.exists() or not shutil.which("WebKitWebDriver"):
            raise SystemExit(f"{needed} or WebKitWebDriver is missing")
    starts(times)
    answers(300, 40)
    answers(5000, 40)


main()
