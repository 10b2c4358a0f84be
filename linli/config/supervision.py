"""Children of `linli up`: each in a group of its own, tied to the life of its parent, restarted when it dies."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
GOOD_AFTER = 60.0  # seconds after which a restarted child counts as well again
Say = Callable[[str], None]


def spawn(words: Sequence[str], *, env: Mapping[str, str], cwd: str) -> "subprocess.Popen[bytes]":
    """Start a process that Ctrl-C in the terminal does not reach, and that ends when this one is killed."""
    parent = os.getpid()

    def tie() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died between the fork and the tie
            os._exit(1)

    return subprocess.Popen(  # noqa: S603
        words,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=tie if sys.platform == "linux" else None,
    )


@dataclass
class Child:
    """One long-lived process and the patience with which it is started anew."""

    name: str
    words: Sequence[str]
    env: Mapping[str, str]
    cwd: str
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    again_at: float | None = field(default=None)

    def start(self) -> None:
        self.process = spawn(self.words, env=self.env, cwd=self.cwd)
        self.started_at, self.again_at = time.monotonic(), None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def look_after(self, say: Say) -> None:
        """Start it anew when it has died: at once the first time, then with growing pauses."""
        if self.is_alive or self.process is None:
            return
        now = time.monotonic()
        if self.again_at is None:
            if now - self.started_at > GOOD_AFTER:
                self.pause = FIRST_PAUSE
            self.again_at = now + self.pause
            say(f"The {self.name} has ended ({how(self.process.returncode)}); starting it anew in {self.pause:g} s.")
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            # A main process that was killed leaves its workers behind, and they hold the port.
            self._signal_group(signal.SIGTERM)
        elif now >= self.again_at:
            self._signal_group(signal.SIGKILL)
            self.start()

    def ask_to_stop(self) -> None:
        if self.process and self.is_alive:
            self.process.terminate()

    def kill(self) -> None:
        if self.process and self.is_alive:
            self.process.kill()

    def wait(self, until: float) -> None:
        """Wait for its end until a moment of the monotonic clock, then kill what is left of its group."""
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.0, until - time.monotonic()))
            self._signal_group(signal.SIGKILL)
            self.process.wait()

    def _signal_group(self, number: int) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that may have ended already: asked first, then killed."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()


def how(status: int) -> str:
    """Say how a process ended."""
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"
