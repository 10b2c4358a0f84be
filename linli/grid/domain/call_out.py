"""A subdistrict calls units to a matter; they report in, in time or not; it rates the response; silence climbs."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.areas.queries.map import area_map, area_name
from linli.cases.models import Case
from linli.common.calendar import Limit
from linli.common.domain.audit import note_deed
from linli.common.working_calendar import working_calendar
from linli.grid.errors import (
    AlreadyReported,
    CallOutOver,
    NoSuchGrid,
    NotReportedYet,
    NotYourGrid,
    UnitsNeeded,
    WordsMissing,
)
from linli.grid.models import CalledUnit, CallOut
from linli.grid.rules import MAY_CALL, may_answer, may_call, posts_over
from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.ratings.enums import Grade

MOST = 600
CLIMBS_AFTER = Limit.parse("1 working_days")  # from the supervisor to the leader; our own rule
LADDER = (Role.SUPERVISOR, Role.LEADER)


def call_units(
    town: str, units: Collection[UUID], *, words: str, limit: Limit, by: Reader, case: Case | None = None,
    at: datetime | None = None, is_invented: bool = False,
) -> CallOut:  # fmt: skip
    """Call units to a matter; each has to report in within a limit. Raises NoSuchGrid, NotYourGrid, UnitsNeeded, WordsMissing."""
    if town not in area_map() or len(town) != 9:
        raise NoSuchGrid
    if not may_call(by, town):
        raise NotYourGrid
    post = posts_over(by, town, MAY_CALL)[0]
    called = sorted(set(units), key=str)
    if not called or any(unit not in unit_map() or unit == post.unit_id for unit in called):
        raise UnitsNeeded
    if not words.strip():
        raise WordsMissing
    begun = at or now()
    with transaction.atomic():
        made = CallOut.objects.create(
            area=town, words=scan(words.strip()[:MOST]).masked[:MOST], case=case, called_by_id=post.unit_id, at=begun,
            due_at=working_calendar().due(begun, limit).at, is_invented=is_invented,
        )  # fmt: skip
        CalledUnit.objects.bulk_create(CalledUnit(call_out=made, unit_id=unit) for unit in called)
        note_deed("grid.units_called", by=by, subject_kind="call_out", subject_id=made.id, area=town, units=len(called))
        tell("grid.called", to=[holders(unit=unit, roles=[Role.OFFICER, Role.DISPATCHER]) for unit in called],
             subject_kind="call_out", subject_id=made.id, parameters=_parameters(made))  # fmt: skip
    return made


def report_in(part: CalledUnit, *, words: str, by: Reader, at: datetime | None = None) -> CalledUnit:
    """A unit says that it is there and what it does. Raises NotYourGrid, CallOutOver, AlreadyReported, WordsMissing."""
    moment = at or now()
    with transaction.atomic():
        locked, made = _locked(part)
        if not may_answer(by, locked.unit_id):
            raise NotYourGrid
        if locked.reported_at:
            raise AlreadyReported
        if not words.strip():
            raise WordsMissing
        locked.report, locked.reported_at = scan(words.strip()[:MOST]).masked[:MOST], moment
        locked.is_on_time = moment <= made.due_at
        locked.save(update_fields=["report", "reported_at", "is_on_time"])
        note_deed("grid.reported_in", by=by, subject_kind="call_out", subject_id=made.id, area=made.area)
        tell("grid.reported_in", to=[holders(unit=made.called_by_id, roles=[Role.DISPATCHER])], subject_kind="call_out",
             subject_id=made.id, parameters=_parameters(made))  # fmt: skip
    return locked


def rate_response(part: CalledUnit, *, grade: Grade, words: str = "", by: Reader) -> CalledUnit:
    """The subdistrict says how it found a unit's response. Raises NotYourGrid, CallOutOver, NotReportedYet."""
    with transaction.atomic():
        locked, made = _locked(part)
        if not may_call(by, made.area):
            raise NotYourGrid
        if locked.reported_at is None or locked.grade is not None:
            raise NotReportedYet
        locked.grade, locked.grade_words = grade, words.strip()[:300]
        locked.save(update_fields=["grade", "grade_words"])
        note_deed("grid.response_rated", by=by, subject_kind="call_out", subject_id=made.id, area=made.area)
    return locked


def close_call_out(made: CallOut, *, by: Reader) -> CallOut:
    """The subdistrict says that it is over. Raises NotYourGrid, CallOutOver."""
    with transaction.atomic():
        locked = CallOut.objects.select_for_update().get(id=made.id)
        if not may_call(by, locked.area):
            raise NotYourGrid
        if locked.closed_at:
            raise CallOutOver
        locked.closed_at = now()
        locked.save(update_fields=["closed_at"])
        note_deed("grid.call_closed", by=by, subject_kind="call_out", subject_id=locked.id, area=locked.area)
    return locked


def climb(*, at: datetime | None = None) -> int:
    """Tell the supervisor of units that have not reported in in time, and a working day later the leader. Harmless when repeated."""
    moment, count = at or now(), 0
    silent = CalledUnit.objects.filter(
        reported_at__isnull=True,
        call_out__closed_at__isnull=True,
        call_out__due_at__lt=moment,
        escalated__lt=len(LADDER),
    )
    for number in silent.order_by("id").values_list("id", flat=True)[:1000]:
        count += _climb(number, moment)
    return count


def _climb(number: UUID, moment: datetime) -> bool:
    with transaction.atomic():
        part = CalledUnit.objects.select_for_update(of=("self",)).select_related("call_out").get(id=number)
        made, step = part.call_out, part.escalated
        later = working_calendar().due(made.due_at, CLIMBS_AFTER).at
        if part.reported_at or made.closed_at or step >= len(LADDER) or moment < (made.due_at, later)[step]:
            return False
        part.escalated = step + 1
        part.save(update_fields=["escalated"])
        tell("grid.unanswered", to=[holders(roles=[LADDER[step]], area=made.area)], subject_kind="call_out",
             subject_id=made.id, parameters=_parameters(made))  # fmt: skip
    return True


def _parameters(made: CallOut) -> dict[str, str]:
    return {"town": area_name(made.area), "due_at": made.due_at.isoformat()}


def _locked(part: CalledUnit) -> tuple[CalledUnit, CallOut]:
    locked = CalledUnit.objects.select_for_update(of=("self",)).select_related("call_out").get(id=part.id)
    if locked.call_out.closed_at:
        raise CallOutOver
    return locked, locked.call_out
