"""Background jobs: what answers a topic of the outbox, and what runs by the clock.

An app writes its jobs in `tasks.py`. A job runs in the schema of one county; it may be run twice (a worker was killed
between the deed and its note), so it must be harmless the second time.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from linli.counties.current import counties, county_by_code, forget_counties, inside

Run = Callable[..., object]
DEFAULT_QUEUE = "default"
WAITS = (5, 30, 120, 600, 3600, 6 * 3600)  # seconds before each further try of a job that failed

# Inserts jobs over Django's own connection, so that they commit or vanish with the transaction they are written in.
queue_writer = JobManager(DjangoConnector())


@dataclass(frozen=True)
class Listener:
    """The job that answers one topic. `cron` (UTC) is empty for jobs that only the outbox wakes."""

    topic: str
    run: Run
    queue: str
    cron: str = ""


_listeners: dict[str, Listener] = {}


class Patience(BaseRetryStrategy):
    """Try again after each of the waits, then give up: the job stays in the queue as failed, for `linli doctor`."""

    def __init__(self, waits: tuple[int, ...] = WAITS) -> None:
        self.waits = waits

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:  # noqa: ARG002
        if job.attempts >= len(self.waits):
            return None
        return RetryDecision(retry_in={"seconds": self.waits[job.attempts]})


def job[F: Run](topic: str, *, queue: str = DEFAULT_QUEUE, retry: tuple[int, ...] = WAITS) -> Callable[[F], F]:
    """Register a function as the job of a topic; it is called with the payload's words, inside the county.

    `retry` gives the seconds to wait before each further try. The function stays an ordinary one, to be called at will.
    """

    def register(function: F) -> F:
        _add(Listener(topic, function, queue), retry)
        return function

    return register


def nightly[F: Run](topic: str, *, hour: int, minute: int, retry: tuple[int, ...] = WAITS) -> Callable[[F], F]:
    """Register a job that runs once a night in each county, by the clock of the installation.

    A night in which no worker ran is made up for when the next one starts, within a day.
    """
    # The schedule knows UTC only. Where a zone has summer time the job runs an hour off for half of the year.
    local = datetime.now(ZoneInfo(settings.TIME_ZONE)).replace(hour=hour, minute=minute)
    there = local.astimezone(UTC)
    return _by_clock(topic, f"{there.minute} {there.hour} * * *", retry)


def every[F: Run](minutes: int, *, topic: str, retry: tuple[int, ...] = ()) -> Callable[[F], F]:
    """Register a job that runs in each county every so many minutes (a divisor of 60)."""
    if minutes < 1 or 60 % minutes:
        raise ValueError("minutes must divide an hour")
    return _by_clock(topic, f"*/{minutes} * * * *", retry)


def topics() -> list[str]:
    """The topics that somebody answers."""
    return list(_listeners)


def listener(topic: str) -> Listener:
    return _listeners[topic]


def queued(topic: str, county: str, *, payload: dict[str, Any], outbox: int | None = None) -> QueuedJob:
    """One job as it stands in the queue; `outbox` names the entry it came from, for whoever looks for its cause."""
    return QueuedJob(
        id=None,
        queue=_listeners[topic].queue,
        lock=None,
        queueing_lock=None,
        task_name=topic,
        task_kwargs={"county": county, "outbox": outbox, "payload": payload},
    )


def _add(heard: Listener, retry: tuple[int, ...]) -> None:
    if heard.topic in _listeners:
        raise ValueError(f"two jobs answer {heard.topic}")
    _listeners[heard.topic] = heard
    app.task(name=heard.topic, queue=heard.queue, retry=Patience(retry))(_in_county(heard.run))


def _in_county(function: Run) -> Callable[..., None]:
    @functools.wraps(function)
    def run(county: str, outbox: int | None, payload: dict[str, Any]) -> None:  # noqa: ARG001
        drop_dead_connection()
        with inside(county_by_code(county)), translation.override(settings.LANGUAGE_CODE):
            function(**payload)

    return run


def drop_dead_connection() -> None:
    """Close this thread's connection if the server has gone away under it; the next statement opens a new one."""
    if connection.connection is not None and not connection.in_atomic_block and not connection.is_usable():
        connection.close()


def _by_clock[F: Run](topic: str, cron: str, retry: tuple[int, ...]) -> Callable[[F], F]:
    def register(function: F) -> F:
        _add(Listener(topic, function, DEFAULT_QUEUE, cron), retry)

        def strike(timestamp: int) -> None:  # noqa: ARG001
            drop_dead_connection()
            queue_for_all_counties(topic)

        app.periodic(cron=cron)(app.task(name=f"{topic}@clock", queue=DEFAULT_QUEUE)(strike))
        return function

    return register


def queue_for_all_counties(topic: str) -> int:
    """Queue a job once for each county where it is not waiting already; return how many were queued."""
    forget_counties()
    waiting = set(
        ProcrastinateJob.objects.filter(task_name=topic, status="todo").values_list("args__county", flat=True)
    )
    due = [queued(topic, code, payload={}) for code in counties() if code not in waiting]
    if due:
        queue_writer.batch_defer_jobs(due)
    return len(due)
