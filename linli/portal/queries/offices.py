"""Where to go and whom to call: the community's own office and its town's. Addresses and names only, no boundaries."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localdate, localtime

from linli.areas.queries.map import AreaFacts, area_map, towns, villages_of
from linli.common.working_calendar import working_calendar
from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, office_of

NIGHT = "24:00"


@dataclass(frozen=True)
class Office:
    """An office with what is known of it; what is not known is said to be so, never invented."""

    area: AreaFacts
    unit: UnitFacts | None

    @property
    def name(self) -> str:
        return self.unit.words if self.unit else self.area.name

    @property
    def telephone(self) -> str:
        return self.unit.telephone if self.unit else ""

    @property
    def hours(self) -> str:
        """The opening hours of today; "" on a day off."""
        return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in self._spans)

    @property
    def is_open(self) -> bool:
        here = localtime()
        minutes = here.hour * 60 + here.minute
        return any(opens <= minutes < closes for opens, closes in self._spans)

    @property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        calendar, today = working_calendar(), localdate()
        hours = calendar.hours
        office = hours.offices.get(self.unit.office_hours, hours.default) if self.unit else hours.default
        return office.spans_on(today, working=calendar.days.is_working_day(today))


def office_at(code: str) -> Office | None:
    """Return the office of a town or village; None where there is no such place."""
    area = area_map().get(code)
    if area is None or not area.is_active or len(code) not in (9, 12):
        return None
    kind = UnitKind.TOWN_OFFICE if len(code) == 9 else UnitKind.VILLAGE_OFFICE
    return Office(area, office_of(code, kind))


def offices_below(town: str) -> list[Office]:
    """The offices of a town's villages and communities, in the order of their codes."""
    return [Office(area, office_of(area.code, UnitKind.VILLAGE_OFFICE)) for area in villages_of(town)]


def all_towns() -> tuple[AreaFacts, ...]:
    return towns()


def _clock(minutes: int) -> str:
    return NIGHT if minutes == 24 * 60 else str(timedelta(minutes=minutes))[:-3].rjust(5, "0")
