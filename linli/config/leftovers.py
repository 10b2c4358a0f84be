"""What one `linli up` writes down, so that the next one finds and ends what a killed one left running.

Every process that `up` starts carries a mark in its environment, a random word of that start. A number of a process
may be given out anew after a crash; a mark cannot be mistaken.
"""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import time
from pathlib import Path
from typing import Any, TextIO

MARK = "LINLI_UP"
PATIENCE_SECONDS = 10.0


class AlreadyUp(RuntimeError):
    """Another `linli up` runs from this folder; the text says which."""


class Record:
    """The record of the running `up` in `.linli/run`, held under a lock for as long as it runs."""

    def __init__(self, state: Path) -> None:
        self.folder = state / "run"
        self.mark = secrets.token_hex(8)
        self.before: dict[str, Any] = {}
        self._lock: TextIO | None = None

    @property
    def file(self) -> Path:
        return self.folder / "up.json"

    def take(self) -> None:
        """Take the lock, and remember what the last `up` wrote down; raises AlreadyUp."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = (self.folder / "up.lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            other = self._read()
            raise AlreadyUp(
                f"Linli already runs from this folder (process {other.get('pid', '?')}, {other.get('address', '?')}). "
                "Stop it first, with Ctrl-C where it runs."
            ) from None
        self._lock = lock
        self.before = self._read()

    def write(self, **facts: Any) -> None:
        half = self.file.with_suffix(".half")
        half.write_text(json.dumps({"pid": os.getpid(), "mark": self.mark, **facts}))
        half.replace(self.file)

    def give_back(self) -> None:
        """Everything has been stopped: nothing is left for the next start to find."""
        self.file.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Give back the lock alone; what was written down stays for the next start."""
        if self._lock:
            self._lock.close()

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def marked(mark: str) -> list[int]:
    """The processes of ours that carry the mark."""
    words = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has just ended, or is somebody else's
            if words in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return [pid for pid in found if pid != os.getpid()]


def end_marked(mark: str) -> int:
    """End what carries the mark: asked first, killed when it does not go. Return how many there were."""
    there = marked(mark)
    number, ends_at = signal.SIGTERM, time.monotonic() + PATIENCE_SECONDS
    left = there
    while left:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        time.sleep(0.2)
        left = marked(mark)
        number = signal.SIGKILL if time.monotonic() > ends_at else signal.SIGTERM
    return len(there)
