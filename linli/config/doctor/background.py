"""The background work: whether a worker is there, and what waits for it."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.timezone import localtime, now

from linli.common.queries.background import WorkerStatus, worker_status
from linli.config.doctor.finding import Finding, fine, note, wrong

LATE = timedelta(minutes=5)


def findings() -> Iterator[Finding]:
    yield from judged(worker_status())


def judged(status: WorkerStatus) -> Iterator[Finding]:
    yield _worker(status)
    yield _queue(status)
    yield _outbox(status)


def _worker(status: WorkerStatus) -> Finding:
    if status.is_running:
        return fine("Worker", "at work")
    if status.last_seen_at is None:
        seen = "not seen since it was last stopped"
    else:
        seen = f"last seen {localtime(status.last_seen_at):%Y-%m-%d %H:%M}"
    return wrong("Worker", f"{seen}: nothing is sent, reminded or escalated", "make run; or on its own: linli worker")


def _queue(status: WorkerStatus) -> Finding:
    says = f"{status.waiting} waiting, {status.doing} at work, {status.failed} given up"
    if status.failed:
        return note("Jobs", says, "the log says why; then: linli worker --retry-failed")
    return fine("Jobs", says)


def _outbox(status: WorkerStatus) -> Finding:
    says = f"{status.outbox_waiting} waiting"
    if status.unheard:
        parts = ", ".join(f"{topic} ({count})" for topic, count in sorted(status.unheard.items()))
        return wrong(
            "Outbox", f"{says}; nothing answers {parts}", "a part of Linli is missing: update or restore the program"
        )
    if status.outbox_oldest_at and now() - status.outbox_oldest_at > LATE:
        since = f"{localtime(status.outbox_oldest_at):%Y-%m-%d %H:%M}"
        return wrong("Outbox", f"{says}, the oldest since {since}", "start a worker: make run, or linli worker")
    return fine("Outbox", says)
