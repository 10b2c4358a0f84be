"""What the worker does about limits: remind before the end, escalate after it, compute anew when the calendar comes."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now

from linli.cases.domain import clock
from linli.cases.domain.deed import lock
from linli.cases.domain.history import make_event
from linli.cases.enums import Stage, Verb
from linli.cases.models import Case, CaseEvent, CaseLimit
from linli.cases.queries.procedure import published, spec_of
from linli.cases.soundness import OBJECTION
from linli.cases.workflow import ProcedureSpec
from linli.common.domain.outbox import leave_word
from linli.common.working_calendar import working_calendar
from linli.people.reader import Reader, system

BATCH = 200
LEVELS = 2  # escalated to the unit and its supervisor, then to the leader
MOST_LEVELS = 9  # of a ladder of a procedure's own


def _write(case: Case, verb: Verb, *, by: Reader, at: datetime, tells: list[str], **facts: object) -> CaseEvent:
    event = make_event(case, verb, by=by, at=at, from_state=case.state, facts=dict(facts), text_hashes={})
    event.save(force_insert=True)
    case.save(force_update=True)
    leave_word("cases.tell", case=str(case.id), seq=event.seq, tells=tells)
    return event


def remind_due(*, at: datetime | None = None) -> int:
    """Remind the holders of matters most of whose time has run; once a limit. Return how many."""
    moment, count = at or now(), 0
    open_limits = CaseLimit.objects.filter(
        met_at__isnull=True, paused_at__isnull=True, due_at__gt=moment, case__stage=Stage.OPEN,
        case__next_due_at=F("due_at"),
    ).select_related("case")  # fmt: skip
    for limit in open_limits.iterator(chunk_size=BATCH):
        share = spec_of(limit.case.procedure_id).reminds_before
        if moment >= limit.starts_at + (limit.due_at - limit.starts_at) * share:
            count += _remind(limit, at=moment)
    return count


def _remind(limit: CaseLimit, *, at: datetime) -> int:
    key = f"remind:{limit.key}:{limit.due_at.isoformat()}"[:60]
    with transaction.atomic():
        case = lock(limit.case_id)
        if case.stage != Stage.OPEN or CaseEvent.objects.filter(case=case, key=key).exists():
            return 0
        event = make_event(
            case, Verb.REMIND, by=system("clock"), at=at, from_state=case.state,
            facts={"limit": limit.key, "due_at": limit.due_at.isoformat()}, text_hashes={}, key=key,
        )  # fmt: skip
        event.save(force_insert=True)
        case.save(force_update=True)
        leave_word(
            "cases.tell",
            case=str(case.id),
            seq=event.seq,
            tells=["to_route"] if limit.key == OBJECTION else ["lead", "grid"],
        )
    return 1


def escalate_overdue(*, at: datetime | None = None) -> int:
    """Escalate what is overdue: to the supervisor when the limit has passed, to the leader when it has passed twice."""
    moment, count = at or now(), 0
    climbs = [number for number, spec in published().by_id.items() if len(spec.ladder) > LEVELS]
    further = Q(escalated__lt=LEVELS) | Q(procedure__in=climbs, escalated__lt=MOST_LEVELS)
    late = Case.objects.exclude(stage=Stage.DONE).filter(further, next_due_at__lt=moment)
    for case_id in late.order_by("next_due_at").values_list("id", flat=True).iterator(chunk_size=BATCH):
        count += _escalate(case_id, at=moment)
    return count


def _escalate(case_id: object, *, at: datetime) -> int:
    with transaction.atomic():
        case = lock(case_id)  # type: ignore[arg-type]
        if not case.is_open or case.next_due_at is None or case.next_due_at >= at:
            return 0
        limit = next(
            (row for row in case.limits.order_by("due_at") if row.met_at is None and row.due_at == case.next_due_at),
            None,
        )
        spec = spec_of(case.procedure_id)
        level, tells = _rung(case, spec, limit, at=at) if spec.ladder else _level(case, limit, at=at)
        if case.escalated >= level:
            return 0
        case.escalated = level
        _write(
            case, Verb.ESCALATE, by=system("clock"), at=at, tells=tells,
            limit=limit.key if limit else "", level=level, due_at=case.next_due_at.isoformat(),
        )  # fmt: skip
    return 1


def _level(case: Case, limit: CaseLimit | None, *, at: datetime) -> tuple[int, list[str]]:
    assert case.next_due_at is not None
    length = (limit.due_at - limit.starts_at) if limit else None
    level = 2 if length and at > case.next_due_at + length else 1
    return level, ["lead", "supervisor" if level == 1 else "leader"]


def _rung(case: Case, spec: ProcedureSpec, limit: CaseLimit | None, *, at: datetime) -> tuple[int, list[str]]:
    """How far up the ladder of its procedure a matter has come by now; it climbs one rung at a time."""
    assert case.next_due_at is not None
    calendar, office = working_calendar(), limit.office if limit else ""
    reached = sum(
        rung.after is None or calendar.extend(case.next_due_at, rung.after, office=office).at <= at
        for rung in spec.ladder
    )
    level = min(reached, case.escalated + 1)
    return level, sorted(spec.ladder[level - 1].tells) if level else []


def recompute_uncertain(*, at: datetime | None = None, since: date | None = None) -> int:
    """Compute anew every running limit that depended on a year the calendar did not know; return how many moved.

    `since`: the county changed days from this one on, so limits that end after it are computed anew as well.
    """
    moment, count = at or now(), 0
    for case_id in _uncertain_cases(since):
        with transaction.atomic():
            case = lock(case_id)  # type: ignore[arg-type]
            limits = list(case.limits.all())
            before = {limit.key: (limit.due_at, limit.is_certain) for limit in limits}
            for limit in limits:
                if limit.met_at is None and (since or not limit.is_certain):
                    clock.compute(limit)
            changes = {limit.key: limit for limit in limits if before[limit.key] != (limit.due_at, limit.is_certain)}
            if not changes:
                continue
            CaseLimit.objects.bulk_update(changes.values(), ["due_at", "is_certain"])
            clock.show_on(case, limits)
            _write(
                case, Verb.RECOMPUTE, by=system("calendar"), at=moment, tells=["lead", "reporter"],
                limits={key: limit.due_at.isoformat() for key, limit in changes.items()},
            )  # fmt: skip
            count += 1
    return count


def _uncertain_cases(since: date | None) -> Iterator[object]:
    rows = clock.leaning_on(since) if since else CaseLimit.objects.filter(is_certain=False, met_at__isnull=True)
    yield from list(rows.order_by("case_id").values_list("case_id", flat=True).distinct())
