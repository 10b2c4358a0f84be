"""Providers, kept in memory: whom I pay where I live."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from linli.areas.queries.map import area_name, county_code
from linli.bills.domain.provider import TOPIC
from linli.bills.enums import BillKind
from linli.bills.links import open_host
from linli.bills.models import Provider
from linli.common.domain.configuration import kept
from linli.common.listing import listed
from linli.common.setting import value_of

MONTHS = "bills.look_again_months"
DAYS_OF_MONTH = 30.44


@dataclass(frozen=True)
class ProviderFacts:
    """A provider as the pages show it."""

    id: UUID
    kind: BillKind
    name: str
    areas: tuple[str, ...]
    telephone: str
    hours: str
    link: str
    app_name: str
    counter: str
    verified_on: date | None
    verified_by: str
    is_active: bool
    is_invented: bool

    @property
    def host(self) -> str:
        """Where its link leads, in full; "" where it may not be offered."""
        return open_host(self.link)

    @property
    def is_unlooked(self) -> bool:
        """Whether nobody has looked for longer than the county has set, or ever."""
        return self.verified_on is None or (localdate() - self.verified_on).days > value_of(MONTHS) * DAYS_OF_MONTH

    @property
    def where(self) -> str:
        return listed(area_name(area) for area in self.areas)

    def serves(self, village: str) -> bool:
        return any(village.startswith(area) for area in self.areas)


def providers() -> dict[UUID, ProviderFacts]:
    """All of them, also those out of use; no statement once they are kept."""
    return kept(TOPIC, _read)


def _read() -> dict[UUID, ProviderFacts]:
    rows = Provider.objects.order_by("kind", "name")
    return {
        row.id: ProviderFacts(
            row.id, BillKind(row.kind), row.name, tuple(row.areas), row.telephone, row.hours, row.link, row.app_name,
            row.counter, row.verified_on, row.verified_by, row.is_active, row.is_invented,
        )
        for row in rows
    }  # fmt: skip


def providers_of(village: str) -> list[tuple[BillKind, list[ProviderFacts]]]:
    """Whom somebody pays who lives there, kind by kind; the nearest first where several serve a place."""
    found = [one for one in providers().values() if one.is_active and one.serves(village)]
    found.sort(key=lambda one: (-max(len(area) for area in one.areas if village.startswith(area)), one.name))
    groups = [(kind, [one for one in found if one.kind == kind]) for kind in BillKind]
    return [(kind, rows) for kind, rows in groups if rows]


def everywhere() -> str:
    return county_code()
