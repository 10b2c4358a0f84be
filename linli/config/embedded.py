"""The embedded PostgreSQL: a real server from a wheel, run by us so that nothing of the machine is changed.

As an ordinary user the data lie in the project's `.linli/`. PostgreSQL refuses to run as root, so root runs it under a
service user; that user can reach neither a private home nor a virtual environment inside one, so programs and data
then lie in a system folder. The server listens on a socket only, in a short path (a socket's path holds 107 bytes).
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from linli.config.service import (
    ServerError,
    installed_programs,
    last_lines,
    public_folder,
    readable_copy,
    service_user,
    unwritable,
)

SERVICE_USER = "linli-db"
SYSTEM_FOLDER = Path("/var/lib/linli")
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "2GB",
    "max_connections": "120",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "logging_collector": "on",
    "log_directory": "'log'",
    "log_filename": "'server-%a.log'",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "timezone": "'UTC'",
}


@dataclass(frozen=True)
class Server:
    """One embedded server, known by the folder of the project that it serves."""

    project: Path
    purpose: str = ""  # "test" has a cluster of its own, so that a test may stop it

    @cached_property
    def as_root(self) -> bool:
        return os.geteuid() == 0

    @cached_property
    def name(self) -> str:
        return hashlib.sha256(f"{self.project}{self.purpose}".encode()).hexdigest()[:10]

    @cached_property
    def home(self) -> Path:
        if self.as_root:
            return SYSTEM_FOLDER / self.name
        return self.project / ".linli" / f"postgres{self.purpose}"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @cached_property
    def socket_folder(self) -> Path:
        near = self.home / "socket"
        # The path is written into the server's settings, where a comma or a quotation mark has a meaning.
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w./-]+", str(near)):
            return near
        return Path(tempfile.gettempdir()) / f"linli-{os.getuid()}-{self.name}"

    @cached_property
    def bin(self) -> Path:
        """The folder of initdb and pg_ctl: in the environment, or for root a copy that the service user can read."""
        programs = installed_programs()
        if self.as_root:
            programs = readable_copy(programs, SYSTEM_FOLDER / "programs")
        return programs / "pginstall" / "bin"

    @cached_property
    def account(self) -> pwd.struct_passwd:
        return service_user(SERVICE_USER) if self.as_root else pwd.getpwuid(os.getuid())

    def _run(self, program: str, *words: str, input: str | None = None) -> str:
        done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603
            [str(self.bin / program), *words],
            input=input,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            process_group=0,  # a Ctrl-C in the terminal must not cut a start or a stop in half
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC", **self._library_path()},
            **self._identity(),
        )
        if done.returncode:
            raise ServerError(f"{program} failed: {(done.stderr or done.stdout).strip()[-2000:]}")
        return done.stdout

    def _library_path(self) -> dict[str, str]:
        value = os.environ.get("LD_LIBRARY_PATH")
        return {"LD_LIBRARY_PATH": value} if value and not self.as_root else {}

    def _identity(self) -> dict[str, Any]:
        if not self.as_root:
            return {"umask": 0o077}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": [], "umask": 0o077}

    def _own_folder(self, folder: Path, mode: int) -> None:
        try:
            if self.as_root:
                public_folder(SYSTEM_FOLDER)
            folder.mkdir(parents=True, exist_ok=True)
            if self.as_root:
                os.chown(folder, self.account.pw_uid, self.account.pw_gid)
            if folder.is_symlink() or folder.stat().st_uid != self.account.pw_uid:
                raise ServerError(f"{folder} belongs to somebody else; remove it or run as its owner.")
            folder.chmod(mode)
        except OSError as error:
            raise ServerError(unwritable(folder, error)) from error

    def make(self) -> None:
        """Create the cluster once. It gets its name when it is whole, so a killed start leaves nothing to mistake."""
        self._own_folder(self.home, 0o711 if self.as_root else 0o700)
        self._own_folder(self.socket_folder, 0o700)
        if self.data.exists():
            return
        half = self.data.with_name("data.half")
        shutil.rmtree(half, ignore_errors=True)
        self._own_folder(half, 0o700)
        self._run(
            "initdb", "-D", str(half), "-U", "postgres", "-E", "UTF8", "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8", "--locale=C", "-A", "trust", "--no-instructions",
        )  # fmt: skip
        half.rename(self.data)

    def _write_settings(self) -> None:
        lines = [f"{name} = {value}" for name, value in SETTINGS.items()]
        lines.append(f"unix_socket_directories = '{self.socket_folder}'")
        (self.data / "postgresql.auto.conf").write_text("\n".join(lines) + "\n")
        # The folder of the socket is private (0700), so its owner, and root, are the only ones who can knock.
        (self.data / "pg_hba.conf").write_text("local all all trust\n")

    @property
    def pid(self) -> int | None:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return None
        return pid if self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        # After a crash the number may belong to anybody: ask what the process is.
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return True
        return str(self.data).encode() in words

    def start(self) -> bool:
        """Start the server unless it runs; return whether it was started here."""
        self._own_folder(self.home, 0o711 if self.as_root else 0o700)
        with self._alone():
            self.make()
            if self._answers_soon():
                return False
            self._forget_the_dead()
            self._write_settings()
            self._start_patiently()
            return True

    def _start_patiently(self) -> None:
        # After a kill the last of the old server's processes hold its memory for a moment, and the new one refuses.
        log = self.data / "start.log"
        for pause in (0.3, 0.7, 1.5, 3.0, 0.0):
            try:
                self._run("pg_ctl", "start", "-D", str(self.data), "-l", str(log), "-w", "-t", "120")
            except ServerError as error:
                if not pause:
                    raise ServerError(f"{error}\n{last_lines(self._newest_log() or log)}") from error
                time.sleep(pause)
            else:
                return

    def _newest_log(self) -> Path | None:
        return max((self.data / "log").glob("*.log"), key=lambda file: file.stat().st_mtime, default=None)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starts at once would both find no server: the second waits, and then finds one."""
        with (self.home / "start.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _forget_the_dead(self) -> None:
        # PostgreSQL itself judges a file left by a crash, unless its number now belongs to a process of another kind.
        with contextlib.suppress(OSError, ValueError, IndexError):
            file = self.data / "postmaster.pid"
            os.kill(int(file.read_text().split()[0]), 0)
            file.unlink()

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Run a block with the server up; it is stopped afterwards if it was down before."""
        was_started = self.start()
        try:
            yield
        finally:
            if was_started:
                self.stop()

    def _answers_soon(self) -> bool:
        """Wait for a server that is there; False where there is none, or where it was just going down."""
        for _ in range(600):
            if self.pid is None:
                return False
            with contextlib.suppress(ServerError):
                self._run("pg_isready", "-h", str(self.socket_folder), "-q")
                return True
            time.sleep(0.1)
        raise ServerError(f"The database server does not answer; see {self.data / 'log'}")

    def stop(self, mode: str = "fast") -> None:
        if self.pid:
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", mode, "-w", "-t", "60")

    def kill(self) -> None:
        """Kill the server as a power cut would; for the tests of recovery."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)

    def sql(self, statements: Sequence[str], *, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(
            host=str(self.socket_folder), user="postgres", dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def address(self, role: str, database: str = "linli") -> dict[str, str]:
        """The connection's words for Django: host, user and database."""
        return {"HOST": str(self.socket_folder), "USER": role, "NAME": database, "PASSWORD": "", "PORT": ""}
