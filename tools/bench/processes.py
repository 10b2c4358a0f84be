"""The processes that are measured: the web server as `linli up` runs it, and the background worker."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_DRAIN = 1800.0  # seconds: what a round of a thousand cases leaves to tell takes minutes


@contextmanager
def web_server() -> Iterator[tuple[int, int]]:
    """Two workers; gives the process and its port."""
    from linli.config.up import web_command

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    with _running(web_command("127.0.0.1", port, 2)) as process:
        _wait_until_it_answers(port)
        yield process, port


@contextmanager
def worker() -> Iterator[int]:
    """The background worker: relay, jobs and clock."""
    with _running([sys.executable, "-m", "linli", "worker"]) as process:
        yield process


@contextmanager
def _running(words: list[str]) -> Iterator[int]:
    process = subprocess.Popen(words, cwd=PROJECT, env={**os.environ, "LINLI_DB_ROLE": "app"})
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_it_answers(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/", headers={"Host": "127.0.0.1"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


def drain() -> None:
    """Wait until the background work of what was asked before is done; raises RuntimeError where it never ends."""
    from linli.common.queries.background import worker_status

    ends_at = time.monotonic() + LONGEST_DRAIN
    while time.monotonic() < ends_at:
        status = worker_status()
        if not (status.waiting or status.doing or status.outbox_waiting):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the queue does not drain: {status}")
