"""A grid member refuses a matter with a reason; whoever answers for the grid is told at once, and it is counted nowhere."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import override

from linli.areas.queries.map import area_path
from linli.cases.domain.deed import lock
from linli.cases.domain.task import note_task
from linli.cases.enums import Turn
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.cases.rules import is_over
from linli.cases.workflow import Words
from linli.common.domain.audit import note_deed
from linli.grid.enums import RefusalGround
from linli.grid.errors import AlreadyRefused, NotRefused, NotYourTask, ReasonNeeded, TaskOver
from linli.grid.models import TaskRefusal
from linli.grid.queries.task_refusals import open_refusals
from linli.grid.rules import may_refuse, may_take_on
from linli.notices.domain.tell import tell
from linli.notices.recipients import account
from linli.people.enums import Role
from linli.people.queries.post import Holder, holders
from linli.people.reader import Reader

MOST = 600


def refuse_task(
    case: Case, *, by: Reader, reason: str, ground: RefusalGround = RefusalGround.OTHER, at: datetime | None = None
) -> TaskRefusal:
    """A grid member does not take on a matter of the grid, and says why. Nothing is counted by person.

    Raises NotYourTask, TaskOver, ReasonNeeded, AlreadyRefused.
    """
    moment = at or now()
    with transaction.atomic():
        locked = lock(case)
        if not may_refuse(by, locked) or by.actor_id is None:
            raise NotYourTask
        if is_over(locked):
            raise TaskOver
        if not reason.strip():
            raise ReasonNeeded
        if TaskRefusal.objects.filter(case=locked, member=by.actor_id).exists():
            raise AlreadyRefused
        event = note_task(locked, Turn.REFUSED, by=by, at=moment, words=reason.strip()[:MOST], ground=_words(ground))
        made = TaskRefusal.objects.create(
            case=locked, grid=locked.grid, member_id=by.actor_id, ground=ground, seq=event.seq, at=moment
        )
        _note("grid.task_refused", locked, by)
        number = number_text(locked.number, locked.opened_at)
        tell("grid.task_refused", to=[account(one.account_id) for one in _told(locked, by)], subject_kind="task_refusal",
             subject_id=made.id, parameters={"grid": " ".join(area_path(locked.grid)), "number": number})  # fmt: skip
    return made


def take_task_back(case: Case, *, by: Reader, at: datetime | None = None) -> None:
    """The member does it after all, as long as nobody else has it. Raises NotRefused, TaskOver."""
    with transaction.atomic():
        locked = lock(case)
        own = open_refusals().filter(case=locked, member=by.actor_id).first() if by.actor_id else None
        if is_over(locked):
            raise TaskOver
        if own is None:
            raise NotRefused
        own.delete()
        note_task(locked, Turn.TAKEN_BACK, by=by, at=at or now())
        _note("grid.task_taken_back", locked, by)


def take_task_on(case: Case, *, by: Reader, at: datetime | None = None) -> None:
    """Somebody else of the grid or its village does what was refused. Unit, state and limits stay as they are.

    Raises NotYourTask, TaskOver, NotRefused.
    """
    moment = at or now()
    with transaction.atomic():
        locked = lock(case)
        waiting = open_refusals().filter(case=locked)
        if not may_take_on(by, locked) or waiting.filter(member=by.actor_id).exists():
            raise NotYourTask
        if is_over(locked):
            raise TaskOver
        if not TaskRefusal.objects.filter(id__in=list(waiting.values_list("id", flat=True))).update(settled_at=moment):
            raise NotRefused
        note_task(locked, Turn.TAKEN_ON, by=by, at=moment)
        _note("grid.task_taken_on", locked, by)


def old_refusals(after_days: int) -> QuerySet[TaskRefusal]:
    """Refusals of matters that have been over for so many days."""
    return TaskRefusal.objects.filter(case__closed_at__lt=now() - timedelta(days=after_days))


def forget_old_refusals(*, after_days: int) -> int:
    """Settle what somebody has or what is over, and delete who refused what once it is of no use; return how many went."""
    waiting = TaskRefusal.objects.filter(settled_at__isnull=True)
    waiting.exclude(id__in=open_refusals().values("id")).update(settled_at=now())
    return old_refusals(after_days).delete()[0]


def _told(case: Case, by: Reader) -> list[Holder]:
    """Grid head and centre manager, else the dispatcher; nobody of the unit that the matter is about."""
    for roles in ((Role.GRID_HEAD, Role.MANAGER), (Role.DISPATCHER,)):
        found = [one for role in roles for one in holders(role, area=case.grid, is_around=True)]
        others = [one for one in found if one.account_id != by.actor_id and one.unit_id != case.about_unit_id]
        if others:
            return others
    return []


def _words(ground: RefusalGround) -> Words:
    said = {}
    for language in ("zh-hans", "en"):
        with override(language):
            said[language] = str(ground.label)
    return Words(said["zh-hans"], said["en"])


def _note(action: str, case: Case, by: Reader) -> None:
    note_deed(action, by=by, subject_kind="case", subject_id=case.id, area=case.grid)
