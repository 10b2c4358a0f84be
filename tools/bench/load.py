"""Load from this machine on this machine: eight connections, bounded in count, and the CPU that each side spent."""

import http.client
import os
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 8


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None = None


def is_success(request: Request, status: int) -> bool:
    """A page is answered with itself, a form with where to go on."""
    return status == 302 if request.method == "POST" and request.path.endswith("/") else 200 <= status < 300


@dataclass(frozen=True)
class Targets:
    """Where requests go, and the processes whose CPU is told: each the root of a tree."""

    port: int
    web: int
    database: int
    worker: int = 0

    def cpu(self) -> tuple[float, float, float]:
        return cpu_seconds(self.web), cpu_seconds(self.database), cpu_seconds(self.worker) if self.worker else 0.0


@dataclass(frozen=True)
class Measured:
    """One round: per request in milliseconds, and requests a second.

    `web_cpu` and `database_cpu` are told from the first request to the last answer, whatever else runs meanwhile;
    `later_cpu` is what the worker and its database spend on top, until the queue is drained.
    """

    rate: float
    p50: float
    p95: float
    p99: float
    web_cpu: float
    database_cpu: float
    later_cpu: float
    size: int

    @property
    def cpu(self) -> float:
        return self.web_cpu + self.database_cpu


def tree(root: int) -> list[int]:
    """A process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """User and system time of a process tree, its ended children included."""
    return sum(cpu_seconds_of(pid) for pid in tree(root))


def cpu_seconds_of(pid: int) -> float:
    """User and system time of one process and its ended children; nothing where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / TICKS


def memory_megabytes(root: int) -> float:
    """Proportional set size of a process tree: shared pages counted once."""
    total = 0
    for pid in tree(root):
        try:
            rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
    return total / 1024


def measure(make: Callable[[int], Request], count: int, targets: Targets, settle: Callable[[], None]) -> Measured:
    """Send `count` requests over eight connections, then let the background work settle.

    Raises RuntimeError on any answer that is no success.
    """
    times: list[float] = []
    sizes: list[int] = []
    faults: list[str] = []
    lock, numbers = threading.Lock(), iter(range(count))

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", targets.port, timeout=60)
        mine, bytes_ = [], []
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            request = make(number)
            start = time.perf_counter()
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            content = answer.read()
            mine.append((time.perf_counter() - start) * 1000)
            bytes_.append(len(content))
            if not is_success(request, answer.status):
                faults.append(f"{request.method} {request.path}: {answer.status} {content[:200]!r}")
                break
        with lock:
            times.extend(mine)
            sizes.extend(bytes_)

    before = targets.cpu()
    start = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - start
    after = targets.cpu()
    if faults:
        raise RuntimeError(faults[0])
    settle()
    settled = targets.cpu()
    ordered = sorted(times)
    return Measured(
        rate=len(times) / elapsed,
        p50=ordered[len(ordered) // 2],
        p95=ordered[int(len(ordered) * 0.95)],
        p99=ordered[int(len(ordered) * 0.99)],
        web_cpu=(after[0] - before[0]) / len(times) * 1000,
        database_cpu=(after[1] - before[1]) / len(times) * 1000,
        later_cpu=(settled[1] - after[1] + settled[2] - before[2]) / len(times) * 1000,
        size=round(statistics.mean(sizes)),
    )


def median(rounds: list[Measured]) -> Measured:
    """The round in the middle, by CPU."""
    return sorted(rounds, key=lambda one: one.cpu)[len(rounds) // 2]
