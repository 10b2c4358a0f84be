"""All tests: Python's, with a real browser where there is one, and the front end's. What could not run is said last."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from linli.config.database import prepare_roles
from linli.config.embedded import Server
from tools.install import FRONT_END, PROJECT, node, say

PACKAGE = "chromium-headless-shell"  # Debian's: Chromium without windows, a quarter cheaper than the whole
BROWSERS = (PACKAGE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """The Chromium of this machine; where the one without windows is not, Debian's is installed if that is possible."""
    named = os.environ.get("LINLI_CHROMIUM", "")
    found = _first_that_runs([named] if named else BROWSERS)
    if named or Path(found).name == PACKAGE or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    say(f"Installing Debian's {PACKAGE} …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", PACKAGE]):
        if subprocess.run(["apt-get", "-qq", *words], env=quiet, stdout=subprocess.DEVNULL).returncode:
            return found
    return _first_that_runs([PACKAGE]) or found


def _first_that_runs(names: Iterable[str]) -> str:
    for name in names:
        found = shutil.which(name)
        if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
            return found
    return ""


def main(words: list[str]) -> int:
    began = time.monotonic()
    server = Server(PROJECT, "test")
    was_running = server.pid is not None
    try:
        server.start()
        prepare_roles(server)  # once, before two test processes would both try
        return run_all(words, browser(), began)
    finally:
        if not was_running:
            server.stop()


def run_all(words: list[str], chromium: str, began: float) -> int:
    env = os.environ | {"LINLI_CHROMIUM": chromium, "PYTHONUNBUFFERED": "1"}
    chosen = [] if chromium else ["-m", "not browser"]
    spread = (
        [] if words else ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    )  # a few named tests are quicker without helpers
    python = [sys.executable, "-m", "pytest", "-q", *spread, *chosen, *words]
    say(f"Python: pytest {' '.join(python[4:])}")
    outcome = {"Python": subprocess.run(python, cwd=PROJECT, env=env).returncode}
    if not words:
        say("Front end: vitest")
        npm, env = node()
        outcome["front end"] = subprocess.run([*npm, "test", "--silent"], cwd=FRONT_END, env=env).returncode
    failed = [name for name, status in outcome.items() if status]
    say("")
    if not chromium:
        say(
            "NOT RUN: the browser tests. There is no Chromium here and it could not be installed (apt install chromium)."
        )
    say(f"{'FAILED: ' + ', '.join(failed) if failed else 'All tests passed'}, {time.monotonic() - began:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
