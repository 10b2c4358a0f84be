"""An order comes in: by the interface, by a file, or typed by an operator. The same outside number is the same order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.enums import Source
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.common.calendar import Limit
from linli.common.working_calendar import working_calendar
from linli.hotline.domain.line import line_of
from linli.hotline.enums import KIND_OF, Asked, Way
from linli.hotline.errors import NotOperator, NumberNeeded
from linli.hotline.models import HotlineOrder, Line
from linli.hotline.rules import may_take
from linli.people.reader import Reader


@dataclass(frozen=True)
class Call:
    """What the hotline says of an order."""

    number: str
    asked: Asked
    words: str
    way: Way
    line: str = ""  # the code of the hotline; "": the prefecture's
    place: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None
    caller: Person | None = None
    is_secret: bool = False  # who calls is kept from those who handle it
    is_public: bool = False  # of public space: a lamp, a road; never a household or a person
    about_unit: UUID | None = None
    called_at: datetime | None = None
    due_at: datetime | None = None  # the hotline's deadline
    is_invented: bool = False


@dataclass(frozen=True)
class Taken:
    """An order that is here; `is_new` is false where it had come before."""

    order: HotlineOrder
    is_new: bool = True


def take_order(call: Call, *, by: Reader, at: datetime | None = None) -> Taken:
    """Take an order. Raises NotOperator, NumberNeeded, LineUnknown, and what opening a case raises.

    Two clocks run from here: the hotline's deadline, which nobody here can move, and our own limit. Ours ends with the
    earlier of the two.
    """
    if not may_take(by):
        raise NotOperator
    number = call.number.strip()
    if not number:
        raise NumberNeeded
    line, moment = line_of(call.line), at or now()
    if known := known_order(line, number):
        return Taken(known, is_new=False)
    try:
        with transaction.atomic():
            return Taken(_open(call, line, number, by, moment))
    except IntegrityError:
        # Delivered twice at the same moment: the other was faster, its order is the answer.
        if known := known_order(line, number):
            return Taken(known, is_new=False)
        raise


def known_order(line: Line, number: str) -> HotlineOrder | None:
    return HotlineOrder.objects.select_related("case", "line").filter(line=line, number=number).first()


def _open(call: Call, line: Line, number: str, by: Reader, at: datetime) -> HotlineOrder:
    kind = KIND_OF[call.asked]
    ours = our_limit(kind, at)
    report = Report(
        kind=kind, words=call.words, place=call.place, area=call.area, lon=call.lon, lat=call.lat,
        source=Source.HOTLINE, reporter=call.caller, is_confidential=call.is_secret, about_unit=call.about_unit,
        external_source=line.code, external_id=number, is_invented=call.is_invented,
        due_at=call.due_at if call.due_at and call.due_at < ours else None,
        # Many may see and share what is of public space; a complaint is about somebody and never is.
        is_public=call.is_public and call.asked != Asked.COMPLAINT and call.about_unit is None and not call.is_secret,
    )  # fmt: skip
    case = open_case(report, by=by, at=at).case
    return HotlineOrder.objects.create(
        case=case, line=line, number=number, way=call.way, asked=call.asked, called_at=call.called_at or at,
        came_at=at, outside_due_at=call.due_at,
    )  # fmt: skip


def our_limit(kind: str, at: datetime) -> datetime:
    """When our own limit of the whole order would end."""
    found = kind_map()[kind]
    rule = next(rule for rule in newest_procedure(found.procedure_code, at)[1].limits if rule.is_whole)
    limit = Limit.parse(found.limits[rule.key]) if rule.key in found.limits else rule.limit
    return working_calendar().due(at, limit).at
