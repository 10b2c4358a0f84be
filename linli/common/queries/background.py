"""How the background work stands, for `linli doctor` and the desk."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from linli.common.jobs import topics
from linli.common.models import OutboxEntry
from linli.counties.current import counties, inside

SILENT_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class WorkerStatus:
    """All counties together. `unheard` counts, by topic, entries that no job answers: a part of Linli is missing."""

    last_seen_at: datetime | None = None
    is_running: bool = False
    waiting: int = 0
    doing: int = 0
    failed: int = 0
    outbox_waiting: int = 0
    outbox_oldest_at: datetime | None = None
    unheard: dict[str, int] = field(default_factory=dict)


def worker_status() -> WorkerStatus:
    """Say when a worker was last heard of, and what waits for it."""
    last_seen = ProcrastinateWorker.objects.aggregate(at=Max("last_heartbeat"))["at"]
    jobs = dict(ProcrastinateJob.objects.values_list("status").annotate(Count("id")))
    waiting, oldest, unheard = 0, None, dict[str, int]()
    for county in counties().values():
        with inside(county):
            rows = OutboxEntry.objects.filter(relayed_at__isnull=True).values_list("topic")
            for topic, count, first in rows.annotate(Count("id"), Min("written_at")):
                waiting += count
                oldest = min(oldest or first, first)
                if topic not in topics():
                    unheard[topic] = unheard.get(topic, 0) + count
    return WorkerStatus(
        last_seen_at=last_seen,
        is_running=bool(last_seen and now() - last_seen < SILENT_AFTER),
        waiting=jobs.get("todo", 0),
        doing=jobs.get("doing", 0),
        failed=jobs.get("failed", 0),
        outbox_waiting=waiting,
        outbox_oldest_at=oldest,
        unheard=unheard,
    )
