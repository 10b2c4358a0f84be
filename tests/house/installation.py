"""A whole Linli of its own for a test: a copy of the package with its own state, database server and port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from linli.config.embedded import Server
from linli.config.leftovers import Record, marked
from linli.config.port import first_page
from tests.background import wait_until
from tests.house.floors import PACKAGE

OURS = ("LINLI_", "DATABASE_", "DJANGO_", "PYTEST_")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """Started and stopped as a person would, through the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.server = Server(folder)
        self.output = folder / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None
        shutil.copytree(PACKAGE, folder / "linli", ignore=shutil.ignore_patterns("__pycache__", "*.map"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.env = {**kept, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}

    def words(self, *words: str) -> list[str]:
        return [sys.executable, "-P", "-m", "linli", *words]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.words(*words), cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=120
        )

    def python(self, program: str) -> None:
        """Run a program inside the installation."""
        subprocess.run([sys.executable, "-P", "-c", program], cwd=self.folder, env=self.env, check=True, timeout=120)

    def up(self) -> None:
        """Start, and wait until it says that it is up."""
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                self.words("up", "--no-demo", "--port", str(self.port)),
                cwd=self.folder, env=self.env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        wait_until(lambda: "is up." in self.said or self.process.poll() is not None, seconds=170)
        assert self.process.poll() is None, self.said

    def interrupt(self) -> int:
        """Press Ctrl-C: the whole group gets the signal. Return the exit status."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(20)

    def kill(self, *pids: int) -> None:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    def kill_up(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def close(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        self.kill(*marked(self.mark) if self.mark else [])
        self.server.stop("immediate")
        for folder in (self.server.home, self.server.socket_folder):
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def said(self) -> str:
        return self.output.read_text(errors="replace")

    @property
    def mark(self) -> str:
        return str(Record(self.folder / ".linli")._read().get("mark", ""))

    @property
    def answers(self) -> bool:
        status = first_page("127.0.0.1", self.port)
        return status is not None and status < 500

    def parts(self, word: str) -> list[int]:
        """The processes of this start whose command line has a word; parents first."""
        found = [pid for pid in marked(self.mark) if word in _command_line(pid)]
        return sorted(found, key=lambda pid: _parent(pid) in found)


def _command_line(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
