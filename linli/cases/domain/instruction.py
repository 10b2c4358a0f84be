"""A leader's instruction (批示) on a matter or on a figure: a supervised matter of its own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate, now

from linli.areas.queries.map import county_code
from linli.cases.domain.link import link_cases
from linli.cases.domain.opening import Opened, Report, open_case
from linli.cases.enums import Sense, Source
from linli.cases.errors import DayPassed, NotYours, UnitConcerned, UnitNeeded
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.cases.rules import is_concerned, may_instruct
from linli.people.enums import UnitKind
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader

KIND = "I001"
FARTHEST = timedelta(days=365)
EVENING = time(17, 30)  # of the day set


@dataclass(frozen=True)
class FigureSeen:
    """A figure as the leader saw it: where, what it is called, its number, the list that it opens. Kept as it was then."""

    area: str
    title: dict[str, str]  # by language
    value: int
    address: str  # the words of the list's filter
    read_at: datetime


def instruct(
    on: Case | FigureSeen, *, by: Reader, words: str, unit: UUID | None, due_on: date, key: str,
    at: datetime | None = None, is_invented: bool = False,
) -> Opened:  # fmt: skip
    """Give an instruction to a unit, to report by a day. The same key gives the same instruction.

    Raises NotYours, UnitNeeded, UnitConcerned, DayPassed; and what opening a matter raises.
    """
    moment = at or now()
    case = on if isinstance(on, Case) else None
    place = on.area[:12]
    if not may_instruct(by, place) or (case is not None and (is_concerned(by, case) or case.compartment)):
        raise NotYours
    area = _area_for(place, _known(unit, case))
    if not may_instruct(by, area):
        raise UnitNeeded
    if not localdate(moment) <= due_on <= localdate(moment) + FARTHEST:
        raise DayPassed
    report = Report(
        kind=KIND, words=words, area=area, source=Source.INSTRUCTION, unit=unit, key=key,
        about_unit=case.about_unit_id if case else None, is_confidential=case.is_confidential if case else False,
        due_at=datetime.combine(due_on, EVENING, get_current_timezone()), is_public=False, is_invented=is_invented,
        extra_facts=_facts(on),
    )  # fmt: skip
    with transaction.atomic():
        opened = open_case(report, by=by, at=moment)
        if opened.is_new and case is not None:
            link_cases(opened.case, about=case, sense=Sense.INSTRUCTION, by=by, at=moment)
    return opened


def _known(unit: UUID | None, case: Case | None) -> UUID:
    if unit is None or unit not in unit_map():
        raise UnitNeeded
    if case is not None and unit == case.about_unit_id:
        raise UnitConcerned
    return unit


def _area_for(place: str, unit: UUID) -> str:
    """Where it lies: at its place, or with the office that it is given to, whose people see what lies in their area.

    Never deeper than a village: whose instruction it is concerns no grid.
    """
    facts = unit_map()[unit]
    is_office = facts.kind in (UnitKind.TOWN_OFFICE, UnitKind.VILLAGE_OFFICE)
    if is_office and not place.startswith(facts.area):
        return facts.area
    return place or county_code()


def _facts(on: Case | FigureSeen) -> dict[str, Any]:
    if isinstance(on, Case):
        return {"about": number_text(on.number, on.opened_at), "about_title": on.title}
    return {
        "figure": {
            "title": on.title,
            "value": on.value,
            "address": on.address,
            "area": on.area,
            "read_at": on.read_at.isoformat(),
        }
    }
