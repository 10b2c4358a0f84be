"""The limits of a case: they start, are met, rest, go on, are lengthened. All dates come from the calendar."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from linli.cases.enums import Verb
from linli.cases.models import Case, CaseLimit, Kind
from linli.cases.workflow import ProcedureSpec
from linli.common.calendar import Due, Limit, LimitUnit, Pause, WorkingCalendar
from linli.common.working_calendar import working_calendar


def start_limits(
    case: Case,
    spec: ProcedureSpec,
    verb: Verb,
    *,
    kind: Kind,
    office: str,
    at: datetime,
    due_at: datetime | None = None,
) -> list[CaseLimit]:
    """Return the limits that begin with a deed, not yet saved. `due_at`: a deadline set from outside for the whole."""
    return [
        _start(case, rule.key, limit_of(case, kind, rule.key, rule.limit), rule.clock, rule.is_whole, office, at,
               due_at if rule.is_whole else None)
        for rule in spec.rules_starting(verb)
    ]  # fmt: skip


def limit_of(case: Case, kind: Kind, key: str, default: Limit) -> Limit:
    """What the case brought with it of a limit (its item), else its kind, else its procedure."""
    own = case.limits_given.get(key) or kind.limits.get(key)
    return Limit.parse(own) if own else default


def _start(
    case: Case, key: str, limit: Limit, clock: str, is_whole: bool, office: str, at: datetime, due_at: datetime | None
) -> CaseLimit:
    made = CaseLimit(
        case_id=case.id, key=key, clock=clock, amount=limit.amount, unit=limit.unit.value, office=office,
        is_whole=is_whole, starts_at=at, given_due_at=due_at,
    )  # fmt: skip
    compute(made)
    return made


def leaning_on(since: date) -> QuerySet[CaseLimit]:
    """The running limits that days from a day on can move: those that end after it, and those not certain."""
    end = make_aware(datetime.combine(since, time.min))
    return CaseLimit.objects.filter(Q(is_certain=False) | Q(due_at__gte=end), met_at__isnull=True)


def compute(limit: CaseLimit, by: WorkingCalendar | None = None) -> None:
    """Compute when a limit ends from its beginning (or the moment given) and every rest and extension since."""
    calendar, amount = by or working_calendar(), Limit(limit.amount, LimitUnit(limit.unit))
    steps = map(_step, limit.steps)
    if limit.given_due_at is None:
        due = calendar.replay(limit.starts_at, amount, steps, office=limit.office)
        limit.due_at, limit.is_certain = due.at, due.certain
        return
    moment: datetime | Due = limit.given_due_at
    for step in steps:
        moment = (
            calendar.extend(moment, step, office=limit.office)
            if isinstance(step, Limit)
            else calendar.resume(moment, paused_at=step.paused_at, resumed_at=step.resumed_at, unit=amount.unit,
                                 office=limit.office)
        )  # fmt: skip
    limit.due_at = moment.at if isinstance(moment, Due) else moment
    limit.is_certain = moment.certain if isinstance(moment, Due) else True


def _step(step: list[str]) -> Pause | Limit:
    if len(step) == 1:
        return Limit.parse(step[0])
    return Pause(datetime.fromisoformat(step[0]), datetime.fromisoformat(step[1]))


def meet(limits: Iterable[CaseLimit], spec: ProcedureSpec, verb: Verb, *, at: datetime) -> None:
    """Mark the limits that a deed meets."""
    met = {rule.key for rule in spec.limits if verb in rule.met_by}
    for limit in limits:
        if limit.key in met and limit.met_at is None:
            limit.met_at = at


def unmeet(limits: Iterable[CaseLimit], spec: ProcedureSpec, verb: Verb) -> None:
    """What a deed had met runs on, because the deed did not hold: its day stays as it was set."""
    met = {rule.key for rule in spec.limits if verb in rule.met_by and rule.is_whole}
    for limit in limits:
        if limit.key in met:
            limit.met_at = None


def rest(limits: Iterable[CaseLimit], *, at: datetime) -> None:
    for limit in limits:
        if limit.met_at is None and limit.paused_at is None:
            limit.paused_at = at


def go_on(limits: Iterable[CaseLimit], *, at: datetime) -> None:
    for limit in limits:
        if limit.paused_at is not None:
            limit.steps = [*limit.steps, [limit.paused_at.isoformat(), max(at, limit.paused_at).isoformat()]]
            limit.paused_at = None
            compute(limit)


def lengthen(limit: CaseLimit, by: Limit) -> None:
    limit.steps = [*limit.steps, [str(by)]]
    compute(limit)


def begin_again(limits: Iterable[CaseLimit], *, at: datetime) -> None:
    """A reopened case has its whole limit anew, from the moment of reopening."""
    for limit in limits:
        if limit.is_whole:
            restart(limit, at=at)


def restart(limit: CaseLimit, *, at: datetime) -> None:
    limit.starts_at, limit.met_at, limit.paused_at, limit.given_due_at, limit.steps = at, None, None, None, []
    compute(limit)


def show_on(case: Case, limits: Iterable[CaseLimit]) -> None:
    """Put onto the case what lists need: the end of the whole, the next end, whether the calendar knows the year."""
    known = list(limits)
    whole = next((limit for limit in known if limit.is_whole), None)
    running = [limit for limit in known if limit.met_at is None and limit.paused_at is None]
    case.due_at = whole.due_at if whole else None
    case.next_due_at = min((limit.due_at for limit in running), default=None)
    case.due_certain = all(limit.is_certain for limit in known if limit.met_at is None)
    resting = [limit.paused_at for limit in known if limit.paused_at and limit.met_at is None]
    case.paused_at = min(resting, default=None)
