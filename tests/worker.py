"""The worker as a process of its own, on the test's own database."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

from linli.common.queries.background import worker_status
from linli.config.database import APP_ROLE
from tests.background import wait_until


class WorkerProcess:
    """Started as a user would start it, in the app's role; what it says is kept in a file."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.said = folder / "worker.log"
        host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"host={host} user={APP_ROLE} dbname={name}",
            "LINLI_DB_ROLE": "app",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.said.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "linli", "worker", "--stalled-after", "2"],
                cwd=settings.PROJECT, env=self.environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        wait_until(self._is_up)

    def _is_up(self) -> bool:
        assert self.lives, self.said.read_text()[-2000:]
        return worker_status().is_running

    def end(self, number: signal.Signals, *, seconds: float = 10) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(timeout=seconds)

    @property
    def lives(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def has_said(self, words: str) -> bool:
        return words in self.said.read_text()
