"""The daily root: one hash over the root before and the hashes of all events recorded since, in the order of record.

Each event's hash covers its case's whole history before it, so the root covers all heads; and because it takes only
the day's events, its cost does not grow with the years.
"""

import hashlib
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate, now

from linli.cases.models import CaseEvent, Root
from linli.common.domain.outbox import leave_word
from linli.counties.current import current_county

CHUNK = 5_000


def publish_roots(*, until: date | None = None) -> list[Root]:
    """Publish a root for every day that is over and has none; return them. Each is mailed to the outside auditor.

    Two that publish at once: the second meets the unique day, is undone whole, and finds nothing to do when tried again.
    No lock: the role of the app may not change this table, and PostgreSQL asks for that right to lock a row.
    """
    last = until or localdate()
    made = []
    with transaction.atomic():
        newest = Root.objects.order_by("-day").first()
        day = newest.day + timedelta(days=1) if newest else _first_day()
        while day is not None and day < last:
            newest = _publish(day, newest)
            made.append(newest)
            day += timedelta(days=1)
    return made


def _first_day() -> date | None:
    first = CaseEvent.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    return localdate(first) if first else None


def end_of(day: date) -> datetime:
    """Midnight after a day, as the county counts it."""
    return datetime.combine(day + timedelta(days=1), time(), get_current_timezone())


def _publish(day: date, before: Root | None) -> Root:
    upto = end_of(day)
    previous, after = (bytes(before.hash), before.last_event) if before else (b"", 0)
    value, count, last = root_hash(previous, after=after, upto=upto)
    root = Root.objects.create(
        day=day, upto=upto, events=count, last_event=last, previous=previous, hash=value, published_at=now()
    )
    leave_word("cases.mail_root", root=str(root.id))
    return root


def root_hash(previous: bytes, *, after: int, upto: datetime, last: int | None = None) -> tuple[bytes, int, int]:
    """Hash the events after a number and recorded before a moment; return hash, how many, and the last number.

    A transaction still open at midnight is younger than the job, which runs ten minutes later.
    """
    events = CaseEvent.objects.filter(id__gt=after).order_by("id")
    events = events.filter(id__lte=last) if last is not None else events.filter(recorded_at__lt=upto)
    digest, count, newest = hashlib.sha256(previous), 0, after
    for number, value in events.values_list("id", "hash").iterator(chunk_size=CHUNK):
        digest.update(bytes(value))
        count, newest = count + 1, number
    return digest.digest(), count, newest


def mail_root(number: str) -> bool:
    """Mail a root to the outside auditor, so that history provably was not rewritten; False where none is named."""
    if not settings.LINLI_AUDITOR_EMAIL:
        return False
    root = Root.objects.get(id=number)
    county = current_county()
    EmailMessage(
        subject=f"Linli {county.code} {root.day.isoformat()} {bytes(root.hash).hex()}",
        body=(
            f"{county.name} {county.code}\n{root.day.isoformat()}: {root.events} events, last {root.last_event}\n"
            f"previous {bytes(root.previous).hex()}\nroot     {bytes(root.hash).hex()}\n"
        ),
        to=[settings.LINLI_AUDITOR_EMAIL],
        headers={"Message-ID": f"<root-{root.id}@linli>"},
    ).send()
    return True
