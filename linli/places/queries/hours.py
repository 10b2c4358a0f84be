"""The hours of places, ready to be asked. Two statements for any number of places."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.utils.timezone import localdate

from linli.common.working_calendar import working_calendar
from linli.places.models import HoursException, OpeningSpan
from linli.places.opening import Change, Opening, week_of

PAST_SHOWN = timedelta(days=62)


def openings(places: Collection[UUID]) -> dict[UUID, Opening]:
    """Return the opening of each place; one of which no hours are known is missing."""
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
    days = working_calendar().days
    return {
        place: Opening(week_of(weeks.get(place, ())), tuple(changes.get(place, ())), days)
        for place in {*weeks, *changes}
    }


def opening_of(place: UUID) -> Opening | None:
    return openings([place]).get(place)
