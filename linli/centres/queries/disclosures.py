"""The disclosures of a centre, and which of them are stale."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now

from linli.centres.enums import RENEWED_DAYS, DisclosureKind
from linli.centres.models import Disclosure
from linli.people.enums import Role


@dataclass(frozen=True)
class DisclosureLine:
    """One disclosure as it stands: what is published, or that nothing is."""

    kind: str
    title: str
    current: Disclosure | None
    versions: int
    is_stale: bool

    @property
    def in_charge(self) -> str:
        unit, dot, role = self.current.by.rpartition(" · ") if self.current else ("", "", "")
        return f"{unit}{dot}{Role(role).label}" if role in Role.values else (self.current.by if self.current else "")


def disclosures_of(place: UUID) -> list[DisclosureLine]:
    """Return the three that are written, in their order. One statement."""
    rows = {row.kind: row for row in Disclosure.objects.filter(place=place, is_current=True)}
    return [_line(kind, rows.get(kind)) for kind in DisclosureKind]


def _line(kind: DisclosureKind, row: Disclosure | None) -> DisclosureLine:
    is_stale = row is None or row.withdrawn_at is not None or row.at < now() - timedelta(days=RENEWED_DAYS[kind])
    return DisclosureLine(str(kind), str(kind.label), row, row.number if row else 0, is_stale)


def stale_counts(places: Collection[UUID]) -> dict[UUID, int]:
    """Return how many of the three are missing, withdrawn or older than their rule, for each place. One statement."""
    here, fresh = now(), dict.fromkeys(places, 0)
    rows = Disclosure.objects.filter(place__in=places, is_current=True, withdrawn_at__isnull=True)
    for place, kind, at in rows.values_list("place_id", "kind", "at"):
        fresh[place] += at >= here - timedelta(days=RENEWED_DAYS[DisclosureKind(kind)])
    return {place: len(DisclosureKind) - count for place, count in fresh.items()}
