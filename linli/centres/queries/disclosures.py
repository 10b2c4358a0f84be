"""The four disclosures of a centre: what stands, since when, by whom, whether it is stale, and what stood there before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from linli.centres.enums import DisclosureKind, Duty
from linli.centres.models import Disclosure, DisclosureDuty, PlannedActivity
from linli.centres.settings import renewed_within
from linli.people.labels import label_words
from linli.places.models import OpeningHours, Place

PLAN_AHEAD = timedelta(days=92)


@dataclass(frozen=True)
class DisclosureLine:
    """One disclosure as it stands: what is published, or that nothing is."""

    kind: str
    title: str
    current: Disclosure | None
    versions: int
    is_stale: bool
    renewed_on: date | None = None
    renewed_by: str = ""

    @property
    def in_charge(self) -> str:
        """Unit and post in charge of it."""
        return label_words(self.renewed_by or (self.current.by if self.current else ""))

    @property
    def is_standing(self) -> bool:
        return self.current is not None and self.current.withdrawn_at is None


def disclosures_of(place: UUID) -> list[DisclosureLine]:
    """Return the three that are written, in their order. Two statements."""
    rows = {row.kind: row for row in Disclosure.objects.filter(place=place, is_current=True)}
    duties = duties_of(place)
    return [_line(kind, rows.get(kind), duties.get(kind)) for kind in DisclosureKind]


def duties_of(place: UUID) -> dict[str, DisclosureDuty]:
    """Return what is known of the renewal of the four. One statement."""
    return {row.kind: row for row in DisclosureDuty.objects.filter(place=place)}


def _line(kind: DisclosureKind, row: Disclosure | None, duty: DisclosureDuty | None) -> DisclosureLine:
    renewed = duty.renewed_on if duty else (localdate(row.at) if row else None)
    is_gone = row is None or row.withdrawn_at is not None
    # A plan of dated lines alone is published too.
    is_stale = is_late(Duty(kind), renewed) or (is_gone and kind != DisclosureKind.ACTIVITIES)
    by = duty.renewed_by if duty and duty.renewed_by else (row.by if row else "")
    return DisclosureLine(str(kind), str(kind.label), row, row.number if row else 0, is_stale, renewed, by)


def is_late(kind: Duty, renewed_on: date | None) -> bool:
    """Whether something should have been renewed by now."""
    return renewed_on is None or renewed_on < localdate() - timedelta(days=renewed_within(kind))


def hours_line(hours: OpeningHours | None, duty: DisclosureDuty | None) -> DisclosureLine:
    """Return the first of the four, the opening hours."""
    since = localdate(hours.since) if hours else None
    renewed = max(filter(None, (duty.renewed_on if duty else None, since)), default=None)
    by = duty.renewed_by if duty and duty.renewed_by else (hours.by if hours else "")
    return DisclosureLine("hours", str(Duty.HOURS.label), None, 0, is_late(Duty.HOURS, renewed), renewed, by)


def stale_counts(places: Collection[UUID]) -> dict[UUID, int]:
    """Return how many of the four are missing, withdrawn or older than their rule, for each place. One statement."""
    fresh = dict.fromkeys(places, 0)
    rows = DisclosureDuty.objects.filter(place__in=places, renewed_on__isnull=False)
    for place, kind, renewed in rows.values_list("place_id", "kind", "renewed_on"):
        fresh[place] += not is_late(Duty(kind), renewed)
    return {place: len(Duty) - count for place, count in fresh.items()}


def four_of(place: Place) -> list[DisclosureLine]:
    """Return all four, the opening hours first. Three statements."""
    hours = OpeningHours.objects.filter(place=place, until__isnull=True).first()
    duties = duties_of(place.id)
    return [hours_line(hours, duties.get(Duty.HOURS)), *disclosures_of(place.id)]


def plan_of(place: UUID, *, at: datetime) -> list[PlannedActivity]:
    """Return what is planned and not over, in order of time; what was withdrawn too. One statement."""
    rows = PlannedActivity.objects.filter(place=place, ends_at__gt=at, starts_at__lt=at + PLAN_AHEAD)
    return list(rows.order_by("starts_at", "id")[:60])
