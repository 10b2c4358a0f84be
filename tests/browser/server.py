"""A real Linli for browsers: a database with the demonstration city, the web server, the worker. As a user runs them."""

import contextlib
import fcntl
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from linli.config.database import APP_ROLE, OWNER_ROLE
from linli.config.embedded import Server
from linli.config.supervision import end, spawn
from tests.background import wait_until

WAITING = f"""
SELECT 1 FROM c{settings.LINLI_COUNTY}.common_outboxentry WHERE relayed_at IS NULL
UNION ALL SELECT 1 FROM public.procrastinate_jobs WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at <= now())
UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM public.procrastinate_periodic_defers) LIMIT 1
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def has_answered(address: str) -> bool:
    """Whether a page answers at all, whatever it says."""
    try:
        urllib.request.urlopen(address, timeout=10).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@dataclass
class House:
    """One installation: its database on a server, its folder with keys and files, its processes."""

    server: Server
    database: str
    state: Path
    workers: int = 1
    port: int = field(default_factory=free_port)
    web: "subprocess.Popen[bytes] | None" = None
    worker: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        host = self.server.socket_folder
        return {
            **os.environ,
            "DATABASE_URL": f"host={host} user={APP_ROLE} dbname={self.database}",
            "DATABASE_OWNER_URL": f"host={host} user={OWNER_ROLE} dbname={self.database}",
            "LINLI_DB_ROLE": "app", "LINLI_DEMO": "yes", "LINLI_STATE": str(self.state),
            "LINLI_ADDRESS": self.address, "LINLI_LOG": "ERROR", "PYTHONPATH": str(settings.PROJECT),
            "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def run(self, *words: str, module: str = "linli") -> str:
        """Run a command of the front door to its end; return what it says."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words], env=self.environment, cwd=settings.PROJECT, capture_output=True,
            text=True, timeout=240, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start_web(self) -> None:
        (self.state / "static").mkdir(parents=True, exist_ok=True)
        self.web = self._spawn(
            "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", str(self.workers), "--blocking-threads", "6", "--respawn-failed-workers",
            "--workers-kill-timeout", "6", "--log-level", "error", "linli.config.wsgi:application",
        )  # fmt: skip
        wait_until(lambda: self._lives(self.web) and has_answered(f"{self.address}/"), seconds=90)

    def start_worker(self) -> None:
        self.worker = self._spawn("linli", "worker", "--stalled-after", "5")

    def _spawn(self, *words: str) -> "subprocess.Popen[bytes]":
        return spawn([sys.executable, "-P", "-m", *words], env=self.environment, cwd=str(settings.PROJECT))

    def _lives(self, process: "subprocess.Popen[bytes] | None") -> bool:
        assert process is not None
        assert process.poll() is None, f"a process of the house has ended with {process.returncode}"
        return True

    def work_off(self) -> None:
        """Let a worker do all that waits, then stop it."""
        self.start_worker()
        try:
            with psycopg.connect(self.environment["DATABASE_OWNER_URL"], autocommit=True) as database:
                wait_until(lambda: self._lives(self.worker) and not database.execute(WAITING).fetchone(), seconds=240)
        finally:
            self.stop()

    def stop(self) -> None:
        for process in (self.worker, self.web):
            if process is not None:
                end(process)

    @contextlib.contextmanager
    def open(self) -> Iterator["House"]:
        """The house with web server and worker, until the block ends."""
        try:
            self.start_worker()
            self.start_web()
            yield self
        finally:
            self.stop()


def run_number() -> int:
    """The process that stands for the whole test run, its helpers included."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def demonstration(origin: str, folder: Path) -> tuple[str, Path]:
    """Return a database with the demonstration city and the folder with its keys: loaded by whoever comes first.

    `origin` is a migrated database to copy. The name holds the run's number, so that a later run drops what is left.
    """
    database, state = f"test_linli_{run_number()}_demo", folder / "demonstration"
    state.mkdir(exist_ok=True)
    with (state / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (state / "loaded").exists():
            copy_of(origin, database)
            house = House(settings.EMBEDDED_SERVER, database, state)
            house.run("demo", "--quiet")
            (state / "world.json").write_text(house.run(module="tests.browser.world"), encoding="utf-8")
            house.work_off()  # papers, notices and the night's work: once, and not in every copy
            (state / "loaded").touch()
    return database, state


def copy_of(database: str, name: str) -> None:
    """Copy a database that nobody else is using."""
    connection.close()
    settings.EMBEDDED_SERVER.sql([f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
                                  f"CREATE DATABASE {name} OWNER {OWNER_ROLE} TEMPLATE {database}"])  # fmt: skip


def safe_name(words: str) -> str:
    """A file name from words of any kind."""
    return re.sub(r"[^\w.-]+", "_", words).strip("_")
