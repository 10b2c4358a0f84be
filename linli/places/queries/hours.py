"""The hours of places, ready to be asked: read once, and read anew when one of them has changed."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.utils.timezone import localdate

from linli.common.domain.configuration import kept
from linli.common.working_calendar import working_calendar
from linli.places.models import HoursException, OpeningSpan
from linli.places.opening import Change, Opening, Spans, week_of

HOURS = "hours"
PAST_SHOWN = timedelta(days=62)
Written = tuple[tuple[Spans, ...], tuple[Change, ...]]


def _book() -> dict[UUID, Written | None]:
    """What has been read of hours since the last change, place by place."""
    return {}


def openings(places: Collection[UUID]) -> dict[UUID, Opening]:
    """Return the opening of each place; one of which no hours are known is missing. Two statements at most."""
    book = kept(HOURS, _book)
    if unread := [place for place in places if place not in book]:
        book.update(_read(unread))
    days = working_calendar().days
    found = ((place, book[place]) for place in places)
    return {place: Opening(*written, days) for place, written in found if written is not None}


def opening_of(place: UUID) -> Opening | None:
    return openings([place]).get(place)


def _read(places: Collection[UUID]) -> dict[UUID, Written | None]:
    weeks: dict[UUID, list[tuple[int, int, int]]] = {}
    spans = OpeningSpan.objects.filter(hours__place__in=places, hours__until__isnull=True)
    for place, day, opens, closes in spans.values_list("hours__place_id", "day", "opens", "closes"):
        weeks.setdefault(place, []).append((day, opens, closes))
    changes: dict[UUID, list[Change]] = {}
    made = HoursException.objects.filter(
        place__in=places, withdrawn_at__isnull=True, last_on__gte=localdate() - PAST_SHOWN
    ).order_by("made_at", "id")
    for row in made:
        spans_of = tuple(zip(row.minutes[::2], row.minutes[1::2], strict=True))
        changes.setdefault(row.place_id, []).append(Change(row.first_on, row.last_on, spans_of, row.reason))
    return {
        place: (week_of(weeks.get(place, ())), tuple(changes.get(place, ()))) if place in weeks or place in changes else None
        for place in places
    }  # fmt: skip
