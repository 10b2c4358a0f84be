"""`linli up`: bring everything up in order, look after it, and take down what was brought up."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import click

from linli.config import settings
from linli.config.embedded import Server
from linli.config.greeting import county_is_empty, demo_is_missing, greeting
from linli.config.leftovers import MARK, Record, end_marked
from linli.config.port import check_port, first_page, written
from linli.config.service import ServerError
from linli.config.supervision import FIRST_PAUSE, LONGEST_PAUSE, Child, end, how, spawn

LOOK_EVERY = 0.5
FIRST_PAGE_SECONDS = 60.0
STOP_SECONDS = 9.0  # a worker gives its job 8 seconds
INTERRUPTED = 130


class Stopped(Exception):
    """Somebody asked to stop while things were still being prepared."""


class CannotStart(RuntimeError):
    """The text says what is in the way and what to do about it."""


def say(line: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone; what runs goes on
        click.echo(line)


@dataclass
class Up:
    """One start: what was asked for, and what is running."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    with_demo: bool = True
    with_worker: bool = True
    children: list[Child] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    started_database: bool = False
    _pause: float = FIRST_PAUSE
    _again_at: float = 0.0

    def __post_init__(self) -> None:
        self.record = Record(settings.STATE)
        self.server: Server | None = None if os.environ.get("DATABASE_URL") else settings.EMBEDDED_SERVER
        self.address = f"http://{written(self.host)}:{self.port}"
        here = os.environ.get("PYTHONPATH")
        self.env = {
            **os.environ,
            MARK: self.record.mark,
            "LINLI_ADDRESS": os.environ.get("LINLI_ADDRESS", self.address),
            "LINLI_DB_ROLE": "app",
            "PYTHONPATH": os.pathsep.join([str(settings.PROJECT), *([here] if here else [])]),
            "PYTHONUNBUFFERED": "1",
        }

    def run(self) -> int:
        """Run until told to stop; return the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        self.record.take()
        try:
            self._prepare()
            self._serve()
        except Stopped:
            return INTERRUPTED
        finally:
            self._take_down()
        return 0

    def _ask_to_stop(self, number: int, frame: Any) -> None:  # noqa: ARG002
        if self.stop.is_set():  # asked twice: no more patience
            for child in self.children:
                child.kill()
        self.stop.set()

    # --- before -------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        self._end_leftovers()
        check_port(self.host, self.port)
        self._start_database()
        migrating = spawn(_linli("migrate"), env=self.env, cwd=str(settings.PROJECT))
        try:
            _wake_django()  # costs nothing here: the other process is at work
            from linli.common.working_calendar import file_calendar

            self._wait_for(migrating, "The migration")
            file_calendar()  # a faulty file of holidays is said now, not by the first page that counts a limit
        finally:
            end(migrating)
        if self.with_demo and settings.LINLI_DEMO and demo_is_missing():
            self._step("Loading the demonstration city", "demo")  # lays the ground first
        elif county_is_empty():
            self._step("Laying the ground of the county", "county", "lay")

    def _end_leftovers(self) -> None:
        mark = str(self.record.before.get("mark", ""))
        count = end_marked(mark) if mark else 0
        if count:
            say(f"The last start was killed; {count} of its processes were still there and have been ended.")
        self.started_database = bool(self.record.before.get("database"))
        self._write_record()
        (settings.STATE / "static").mkdir(exist_ok=True)

    def _write_record(self) -> None:
        self.record.write(address=f"{self.address}/", database=self.started_database)

    def _start_database(self) -> None:
        if self.server is None:
            return
        if self.server.pid is None:
            say("Starting PostgreSQL …")
            # Written down before it happens: a kill in between must not leave a server that nobody stops.
            self.started_database = True
            self._write_record()
        self.server.start()
        self._give_way()

    def _step(self, title: str, *words: str) -> None:
        say(f"{title} …")
        process = spawn(_linli(*words), env=self.env, cwd=str(settings.PROJECT))
        try:
            self._wait_for(process, title)
        finally:
            end(process)

    def _wait_for(self, process: "subprocess.Popen[bytes]", title: str) -> None:
        while process.poll() is None:
            self._give_way()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        self._give_way()
        if process.returncode:
            raise CannotStart(f"{title} failed ({how(process.returncode)}); the lines above say why.")

    def _give_way(self) -> None:
        if self.stop.is_set():
            raise Stopped

    # --- while it runs ------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        self._add("web server", web_command(self.host, self.port, self.workers))
        if self.with_worker:
            self._add("worker", _linli("worker"))
        self._wait_for_first_page()
        while not self.stop.wait(LOOK_EVERY):
            self._look_after_all()

    def _add(self, name: str, words: list[str]) -> None:
        child = Child(name, words, self.env, str(settings.PROJECT))
        self.children.append(child)
        child.start()

    def _wait_for_first_page(self) -> None:
        status, ends_at = None, time.monotonic() + FIRST_PAGE_SECONDS
        while status is None and time.monotonic() < ends_at and not self.stop.wait(0.1):
            self._look_after_all()
            status = first_page(self.host, self.port)
        if self.stop.is_set():
            return
        if status is None:
            say(f"The first page has not answered within {FIRST_PAGE_SECONDS:g} s; the lines above may say why.")
        elif status >= 500:
            say(f"The first page answers with status {status}; the lines above may say why, and so may: linli doctor")
        for line in greeting(self.host, self.port):
            say(line)

    def _look_after_all(self) -> None:
        self._look_after_database()
        for child in self.children:
            child.look_after(say)

    def _look_after_database(self) -> None:
        if self.server is None or self.server.pid or time.monotonic() < self._again_at:
            return
        say("The database server has died; starting it anew.")
        self.started_database = True
        self._write_record()
        try:
            self.server.start()
            self._pause = FIRST_PAUSE
            say("The database server is back.")
        except ServerError as error:
            self._again_at = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            say(f"It did not start; trying again shortly. {error}")

    # --- after --------------------------------------------------------------------------------------------------

    def _take_down(self) -> None:
        if self.children:
            say("Stopping …")
        ends_at = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait(ends_at)
        if self.server and self.started_database:
            self.server.stop()
        self.record.give_back()
        if self.children:
            say("Stopped.")


def _linli(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", "linli", *words]


def web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "8", "--blocking-threads-idle-timeout", "600",
        "--respawn-failed-workers", "--workers-kill-timeout", "6", "--log-level", "error",
        "linli.config.wsgi:application",
    ]  # fmt: skip


def _wake_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    import django

    django.setup()
