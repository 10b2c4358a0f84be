"""Units, kept in memory: names and offices without a statement."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import get_language

from linli.common.domain.configuration import kept
from linli.people.enums import UnitKind
from linli.people.models import Unit

TOPIC = "units"


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known of a unit without looking into the database."""

    id: UUID
    code: str
    name: str
    kind: UnitKind
    area: str
    office_hours: str
    telephone: str
    name_en: str
    parent_id: UUID | None
    is_invented: bool
    closed_on: date | None

    @property
    def words(self) -> str:
        """The name in the reader's language, where there is one."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def is_open(self, on: date) -> bool:
        return self.closed_on is None or on < self.closed_on


@dataclass(frozen=True)
class _Open:
    """The units open on one day, by number, code and office."""

    day: date
    by_id: dict[UUID, UnitFacts]
    by_code: dict[str, UnitFacts]
    by_office: dict[tuple[str, UnitKind], UnitFacts]


class _Units:
    """All units, and those open on the day last asked for."""

    def __init__(self, every: dict[UUID, UnitFacts]) -> None:
        self.every = every
        self.by_name = {unit.name: unit for unit in every.values()}
        self.last: _Open | None = None

    def on(self, day: date) -> _Open:
        found = self.last
        if found is None or found.day != day:
            found = self.last = self._open(day)
        return found

    def _open(self, day: date) -> _Open:
        by_id = {number: unit for number, unit in self.every.items() if unit.is_open(day)}
        by_office: dict[tuple[str, UnitKind], UnitFacts] = {}
        for unit in by_id.values():
            by_office.setdefault((unit.area, unit.kind), unit)
        return _Open(day, by_id, {unit.code: unit for unit in by_id.values()}, by_office)


def _read_units() -> _Units:
    return _Units({unit.id: _facts(unit) for unit in Unit.objects.order_by("code")})


def _facts(unit: Unit) -> UnitFacts:
    return UnitFacts(
        id=unit.id, code=unit.code, name=unit.name, kind=UnitKind(unit.kind), area=unit.area,
        office_hours=unit.office_hours, telephone=unit.telephone, name_en=unit.name_en, parent_id=unit.parent_id,
        is_invented=unit.is_invented, closed_on=unit.closed_on,
    )  # fmt: skip


def _open_today() -> _Open:
    return kept(TOPIC, _read_units).on(localdate())


def unit_map() -> dict[UUID, UnitFacts]:
    """Return the units open today by number, in the order of their codes."""
    return _open_today().by_id


def every_unit() -> dict[UUID, UnitFacts]:
    """Return all units by number, closed ones too: history names them."""
    return kept(TOPIC, _read_units).every


def unit_by_code(code: str) -> UnitFacts | None:
    """Return the open unit of a code."""
    return _open_today().by_code.get(code)


def office_of(area: str, kind: UnitKind | str) -> UnitFacts | None:
    """Return the open office of exactly this area and kind; of several, the one with the first code."""
    return _open_today().by_office.get((area, UnitKind(kind)))


def unit_name(number: UUID | None) -> str:
    """Return the name of a unit, open or closed, in the reader's language; the empty text where there is none."""
    unit = every_unit().get(number) if number else None
    return unit.words if unit else ""


def words_of(name: str) -> str:
    """Return what a unit that was written down by its name is called in the reader's language; another name as it is."""
    unit = kept(TOPIC, _read_units).by_name.get(name)
    return unit.words if unit else name


def office_hours_of(number: UUID | None) -> str:
    """The name of a unit's hours in the office-hours file; the default hours where there is no unit."""
    unit = every_unit().get(number) if number else None
    return unit.office_hours if unit else "default"
