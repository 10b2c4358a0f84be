"""A day of a place that is over for good is written down, so that a month is added up and not recounted."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import get_current_timezone, localdate, now

from linli.tickets.enums import OPEN
from linli.tickets.models import DayFigure, Ticket, WindowDay, WindowSession
from linli.tickets.queries.figures import recounted

MICROSECOND = timedelta(microseconds=1)


def keep_days(*, at: datetime | None = None) -> int:
    """Write down each day on which nothing can change any more and that is not yet; return how many. Harmless when run twice.

    Over for good is a day when no number of it or of an earlier one is open, nor any window that was opened until its end:
    what is done at a window after midnight belongs to both days.
    """
    at = at or now()
    kept = DayFigure.objects.filter(place=OuterRef("place"), on=OuterRef("on"))
    fresh = Ticket.objects.filter(~Exists(kept), on__lt=localdate(at))
    days = fresh.order_by("place", "on").values_list("place_id", "on").distinct()
    return sum(_keep(place, on, at) for place, on in days.iterator())


def _keep(place: UUID, on: date, at: datetime) -> bool:
    ends = datetime.combine(on + timedelta(days=1), time(), get_current_timezone())
    if Ticket.objects.filter(place=place, on__lte=on, state__in=OPEN).exists():
        return False
    if WindowSession.objects.filter(place=place, closed_at__isnull=True, opened_at__lt=ends).exists():
        return False
    sheet = recounted(place, [on], at=at)
    lines = [
        DayFigure(
            place_id=place, on=on, item_code=item, taken=line.taken, done=line.done, missed=line.missed, left=line.left,
            waited=line.waited // MICROSECOND, longest=line.longest // MICROSECOND, served=line.served // MICROSECOND,
        )
        for (_day, item), line in sheet.lines.items()
    ]  # fmt: skip
    windows = [
        WindowDay(
            place_id=place, on=on, number=number, services=line.services, serving=line.serving_time // MICROSECOND,
            open=line.open_time // MICROSECOND, paused=line.paused_time // MICROSECOND,
        )
        for (_day, number), line in sheet.windows.items()
    ]  # fmt: skip
    with transaction.atomic():
        DayFigure.objects.bulk_create(lines, ignore_conflicts=True)
        WindowDay.objects.bulk_create(windows, ignore_conflicts=True)
    return True
