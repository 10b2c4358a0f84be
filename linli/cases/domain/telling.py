"""Who is told of an event, and what: decided by the procedure, carried out by the worker."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from linli.cases.enums import Decision, Part, Stage, Verb
from linli.cases.models import Case, CaseEvent, CaseFollower, CaseParty, CaseUnit
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.common.cache import count_up
from linli.counties.current import current_county
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, account, holders, mailbox, phone
from linli.people.enums import Role
from linli.people.queries.unit import unit_name

RESIDENTS = frozenset({"reporter", "followers"})
ONCE_FOR = timedelta(days=30)
MOST_FOLLOWERS = 500


def tell_of_event(case_id: UUID, seq: int, tells: Iterable[str]) -> None:
    """Tell residents and staff of an event, each in their own words. Run twice, it tells once."""
    event = CaseEvent.objects.select_related("case").get(case=case_id, seq=seq)
    with transaction.atomic():
        if count_up(f"told:{case_id}:{seq}", window=ONCE_FOR) > 1:
            return
        wanted = set(tells)
        if event.case.compartment:
            wanted &= (
                RESIDENTS  # a closed compartment tells its own staff; holders of an area may not even know its number
            )
        for group, topic in ((wanted & RESIDENTS, "case.for_residents"), (wanted - RESIDENTS, "case.for_staff")):
            people = [one for word in sorted(group) for one in PEOPLE[word](event.case)]
            if people:
                tell(_topic(topic, event), to=people, subject_kind="case", subject_id=event.case_id,
                     parameters=_parameters(event))  # fmt: skip


def tell_dispatchers(topic: str, case: Case, unit: UUID) -> None:
    """Tell the dispatchers of the place what a unit has done; in the transaction of it."""
    _tell_staff(topic, case, _dispatchers(case), unit=unit)


def tell_unit(topic: str, case: Case, unit: UUID, *, decision: str = "") -> None:
    """Tell a unit that does not lead the case, or no more; in the transaction of what happened."""
    _tell_staff(topic, case, [holders(unit=unit)], unit=unit, decision=decision)


DECIDED = {
    "": {"zh-hans": "", "en": ""},
    Decision.MOVED: {"zh-hans": "异议成立，改派其他单位", "en": "the objection holds; it goes to another unit"},
    Decision.STAYS: {"zh-hans": "异议不成立，仍由本单位办理", "en": "it stays with your unit"},
}


def _tell_staff(topic: str, case: Case, to: list[To], *, unit: UUID, decision: str = "") -> None:
    if not case.compartment:
        tell(
            topic, to=to, subject_kind="case", subject_id=case.id,
            parameters={
                "number": number_text(case.number, case.opened_at), "title": case.title, "unit": unit_name(unit),
                "decision": DECIDED[decision],
            },
        )  # fmt: skip


def _topic(topic: str, event: CaseEvent) -> str:
    return f"{topic}.urgent" if event.verb in (Verb.ESCALATE, Verb.REOPEN) and topic == "case.for_staff" else topic


# A clock that rests or goes on changes no state: what is told is the clock, and where the reason stands.
CLOCKS: dict[str, dict[str, object]] = {
    Verb.PAUSE_CLOCK: {
        "state_title": {"zh-hans": "时限中止", "en": "the clock rests"},
        "state": {"zh-hans": "现在中止计算办理时限。", "en": "No time is counted now."},
        "next": {
            "zh-hans": "等待什么、预计到哪天，写在办件页面；恢复后接着计算剩余时限。",
            "en": "What is waited for stands on its page; then the clock goes on with what was left.",
        },
    },
    Verb.RESUME_CLOCK: {
        "state_title": {"zh-hans": "时限恢复计算", "en": "the clock goes on"},
        "state": {"zh-hans": "等待结束，办理时限接着计算。", "en": "The wait is over; the clock goes on with what was left."},
    },
    # A step of the office's own that changes no state either.
    Verb.ESCALATE: {"deed": {"zh-hans": "已逾期，升级督办", "en": "overdue, escalated"}},
    Verb.REMIND: {"deed": {"zh-hans": "快到期", "en": "due soon"}},
}  # fmt: skip


def _parameters(event: CaseEvent) -> dict[str, object]:
    case, spec = event.case, spec_of(event.case.procedure_id)
    state = spec.states.get(event.to_state, spec.state(case.state))
    title = next((step.title for step in spec.choices(event.from_state) if step.verb == event.verb), state.title)
    return {
        "number": number_text(case.number, case.opened_at),
        "title": case.title,
        "deed": {"zh-hans": title.zh, "en": title.en},
        "state": {"zh-hans": state.resident.zh, "en": state.resident.en},
        "next": {"zh-hans": state.following.zh, "en": state.following.en},
        "state_title": {"zh-hans": state.title.zh, "en": state.title.en},
        "due_at": case.due_at.isoformat() if case.due_at and case.stage != Stage.DONE else "",
    } | CLOCKS.get(event.verb, {})  # fmt: skip


def _reporter(case: Case) -> list[To]:
    return [account(case.reporter_id)] if case.reporter_id else _written_to(case)


def _written_to(case: Case) -> list[To]:
    """Who reported without an account, by the mail address or the phone that was left."""
    party = CaseParty.objects.filter(case=case, part=Part.REPORTER, erased_at__isnull=True).first()
    if party is None:
        return []
    if party.email:
        return [mailbox(party.email, language=party.language)]
    return [phone(party.phone, language=party.language)] if party.phone else []


def _opener(case: Case) -> list[To]:
    """Whoever opened it by hand: of an instruction, the leader who gave it."""
    actor = CaseEvent.objects.filter(case=case, seq=1).values_list("actor_id", flat=True).first()
    return [account(actor)] if actor else []


def _followers(case: Case) -> list[To]:
    rows = CaseFollower.objects.filter(case=case).values_list("account_id", flat=True)[:MOST_FOLLOWERS]
    return [account(row) for row in rows] + [
        one for merged in _merged_without_account(case) for one in _written_to(merged)
    ]


def _merged_without_account(case: Case) -> list[Case]:
    """The matters that live on in this one, through several mergings too, whose reporters follow by number alone."""
    found: list[Case] = []
    near = [case.pk]
    while near and len(found) < MOST_FOLLOWERS:
        merged = list(Case.objects.filter(merged_into__in=near).order_by("number")[:MOST_FOLLOWERS])
        found += [one for one in merged if one.reporter_id is None]
        near = [one.pk for one in merged]
    return found


def _lead(case: Case) -> list[To]:
    return [holders(unit=case.lead_unit_id)] if case.lead_unit_id else _dispatchers(case)


def _assist(case: Case) -> list[To]:
    units: Iterable[UUID] = CaseUnit.objects.filter(case=case).values_list("unit_id", flat=True)
    return [holders(unit=unit) for unit in units]


def _grid(case: Case) -> list[To]:
    return [holders(area=case.grid, roles=[Role.GRID_MEMBER, Role.GRID_HEAD])] if case.grid else []


def _of_area(role: Role) -> Callable[[Case], list[To]]:
    return lambda case: [holders(area=case.area or current_county().code, roles=[role])]


_dispatchers = _of_area(Role.DISPATCHER)
PEOPLE: dict[str, Callable[[Case], list[To]]] = {
    "reporter": _reporter,
    "followers": _followers,
    "lead": _lead,
    "assist": _assist,
    "grid": _grid,
    "supervisor": _of_area(Role.SUPERVISOR),
    "leader": _of_area(Role.LEADER),
    "to_route": _dispatchers,
    "opener": _opener,
}
