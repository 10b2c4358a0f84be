"""A draft tried on past matters: what no longer could be done, and how limits would have ended, against a recount by hand."""

import tomllib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.timezone import localdate

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure, send_back
from linli.cases.domain.deed import Sent
from linli.cases.domain.extension import ask_extension, extend_limit
from linli.cases.domain.ground import DATA
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.domain.procedure_draft import begin_draft, change_draft
from linli.cases.domain.procedure_edit import put_facts
from linli.cases.domain.procedure_publication import publish_draft
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.enums import Outcome
from linli.cases.models import Case, CaseEvent, RoutingRule
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.trial import LACKING, NO_WAY, NOT_ALLOWED, try_procedure
from linli.cases.workflow import parse_procedure
from linli.common.calendar import Limit
from linli.common.domain.configuration import changed
from linli.people.enums import Role
from tests.factories import GRID, make_case, make_photo, make_rule, make_staff, make_unit

BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday without a holiday near


def content() -> dict:
    return tomllib.loads((DATA / "procedures/grid_matter.toml").read_text(encoding="utf-8"))


def step(raw: dict, verb: str) -> dict:
    return next(row for row in raw["transitions"] if row["verb"] == verb)


def days(number: float) -> datetime:
    return BEGINS + timedelta(days=number)


def closed(people, after: float, *, accepted: float = 0.05, kind: str = "") -> Case:
    case = make_case(people.resident, at=BEGINS, kind=kind or plain_kind(people), area=GRID)
    accept_case(case, by=people.manager, at=days(accepted))
    case.refresh_from_db()
    handler = people.officer if case.lead_unit_id == people.lamps.id else people.grid_member
    propose_closure(case, by=handler, note="已修。", sent=Sent(basket=make_photo()), at=days(after - 0.01))
    return close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=days(after))


def plain_kind(people) -> str:
    """A kind without limits of its own; the lamps' office takes it."""
    kind = next(kind for kind in kind_map().values() if kind.procedure_code == "grid_matter" and not kind.limits)
    if not RoutingRule.objects.filter(kind_prefix=kind.code).exists():
        make_rule(kind.code, people.lamps)
    return kind.code


def tried(people, raw: dict, **options):
    return try_procedure("grid_matter", parse_procedure(raw), people.administrator, **options)


@pytest.fixture
def winding(people):
    """A matter with every turn: more asked for, a pause, an extension, sent back, reopened."""
    case = make_case(people.resident, at=BEGINS, kind=plain_kind(people))
    accept_case(case, by=people.manager, at=days(0.1))
    return_for_materials(case, by=people.officer, note="哪一盏？", at=days(0.2))
    supplement_case(case, by=people.resident, note="桥东那盏。", at=days(2))
    pause_clock(case, by=people.dispatcher, note="鉴定", at=days(2.1))
    resume_clock(case, by=people.dispatcher, at=days(3))
    ask_extension(case, by=people.officer, limit=Limit.parse("2 working_days"), note="缺件", at=days(3.1))
    extend_limit(case, by=people.dispatcher, note="同意", at=days(3.2))
    report_progress(case, by=people.officer, note="在修", at=days(4))
    propose_closure(case, by=people.officer, note="好了", sent=Sent(basket=make_photo()), at=days(7))
    send_back(case, by=people.manager, note="还闪", at=days(7.1))
    propose_closure(case, by=people.officer, note="好了", sent=Sent(basket=make_photo()), at=days(8))
    close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=days(8.1))
    reopen_case(case, by=people.resident, note="又坏了", at=days(9))
    propose_closure(case, by=people.officer, note="好了", sent=Sent(basket=make_photo()), at=days(10))
    return close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=days(10.1))


def test_by_its_own_rules_everything_could_be_done_and_ended_as_it_did(people, winding):
    quick, slow = closed(people, 3), closed(people, 12, accepted=1.5)

    trial = tried(people, content())

    deeds = CaseEvent.objects.exclude(verb__in=["open", "remind", "escalate", "recompute", "erase"]).count()
    assert (trial.cases, trial.smooth, trial.obstacles, trial.deeds, trial.unjudged) == (3, 3, [], deeds, 0)
    assert [quick.is_on_time, slow.is_on_time, winding.is_on_time] == [True, False, True]
    for one in trial.limits:
        assert (one.on_time, one.counted) == (one.on_time_before, one.counted_before)
        assert not one.worse
        assert not one.better
    counted = [(one.key, one.on_time, one.counted) for one in trial.limits]
    assert counted == [("accept", 2, 3), ("handle", 2, 3), ("objection", 0, 0)]


def test_it_judges_alike_in_every_language(people):
    other = make_unit("lamps-of-the-port", name="港区路灯所")
    type(other).objects.filter(id=other.id).update(name_en="Port Street Lamps")
    changed("units")
    officer = make_staff(Role.OFFICER, unit=other)
    kind = next(kind.code for kind in kind_map().values() if kind.procedure_code == "grid_matter" and not kind.limits)
    make_rule(kind, other)
    case = make_case(people.resident, at=BEGINS, kind=kind, area=GRID)
    accept_case(case, by=people.manager, at=days(0.1))
    propose_closure(case, by=officer, note="已修。", sent=Sent(basket=make_photo()), at=days(2))
    close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=days(3))
    raw = content()
    step(raw, "propose_closure")["who"] = ["grid_member"]  # no longer whoever is in charge

    with translation.override("zh-hans"):
        here = tried(people, raw)
    with translation.override("en"):
        there = tried(people, raw)

    for trial in (here, there):
        assert [(one.reason, one.verb, one.what) for one in trial.obstacles] == [
            (NOT_ALLOWED, "propose_closure", "officer")
        ]
        assert trial.unjudged == 0


def test_a_shorter_limit_is_counted_as_a_recount_by_hand(people):
    made = [closed(people, after) for after in (1, 3, 6, 14)]
    raw = content()
    raw["limits"][1]["limit"] = "2 working_days"

    handle = tried(people, raw).limits[1]

    def by_hand(working_days: int) -> list[bool]:
        """Monday morning: so many working days on, at the close of business at half past five (the default office)."""
        due = (BEGINS + timedelta(days=working_days + (2 if working_days > 4 else 0))).replace(hour=17, minute=30)
        return [case.closed_at <= due for case in made]

    before, after = by_hand(5), by_hand(2)
    assert [case.is_on_time for case in made] == before
    assert (handle.on_time_before, handle.on_time, handle.counted) == (sum(before), sum(after), 4)
    late = [case.id for case, was, would in zip(made, before, after, strict=True) if was and not would]
    assert list(handle.worse) == late[::-1]
    assert late
    assert not handle.better


def test_a_kind_with_a_limit_of_its_own_keeps_it(people):
    assert kind_map()["M01037"].limits == {"handle": "1 working_days"}
    closed(people, 3, kind="M01037")
    raw = content()
    raw["limits"][1]["limit"] = "9 working_days"

    handle = tried(people, raw).limits[1]

    assert (handle.on_time_before, handle.on_time, handle.counted, handle.better) == (0, 0, 1, {})


def test_what_could_no_longer_be_done_says_why_and_in_which_matters(people, winding):
    plain = closed(people, 3)
    raw = content()
    step(raw, "pause_clock")["from"] = ["filed"]  # it was paused after being dispatched
    step(raw, "close")["who"] = ["supervisor"]  # a manager closed it
    step(raw, "accept")["needs"] = ["photo"]

    trial = tried(people, raw)

    found = {(one.reason, one.verb, one.state, one.what): set(one.cases) for one in trial.obstacles}
    assert found == {
        (NO_WAY, "pause_clock", "dispatched", ""): {winding.id},
        (NOT_ALLOWED, "close", "fed_back", "manager"): {plain.id, winding.id},
        (LACKING, "accept", "collected", "photo"): {plain.id, winding.id},
    }
    assert trial.smooth == 0


def test_what_linli_does_by_itself_is_asked_for_nothing_and_judged_as_itself(people):
    unrouted = closed(people, 3, kind="M06010")  # no rule catches it: it was assigned to nobody, by Linli
    raw = content()
    step(raw, "assign")["needs"] = ["unit", "note"]
    assert tried(people, raw).obstacles == []
    step(raw, "assign")["who"] = ["dispatcher"]
    del raw["assigns_on"]  # with it, such a procedure is refused before it is tried

    found = tried(people, raw).obstacles

    assert [(one.reason, one.verb, one.what, list(one.cases)) for one in found] == [
        (NOT_ALLOWED, "assign", "system", [unrouted.id])
    ]


def test_a_state_that_is_gone_ends_the_judging_until_the_way_is_found_again(people):
    closed(people, 3)
    raw = content()
    raw["states"] = [row for row in raw["states"] if row["code"] != "merged"]
    raw["transitions"] = [row for row in raw["transitions"] if row["verb"] != "merge"]
    for limit in raw["limits"]:
        limit["met_by"] = [verb for verb in limit["met_by"] if verb != "merge"]

    assert tried(people, raw).obstacles == []


def test_matters_of_every_version_are_tried_together_the_newest_first(people):
    first, second, third = closed(people, 1), closed(people, 3), closed(people, 2)
    by = people.administrator
    draft = begin_draft("grid_matter", by=by)
    draft = change_draft("grid_matter", put_facts({"public": False}), by=by, seen=draft.edition)
    version = publish_draft("grid_matter", on=localdate(), by=by, seen=draft.edition)
    Case.objects.filter(id__in=[second.id, third.id]).update(procedure=version)  # as if they had begun with it

    trial = tried(people, content())
    newest = tried(people, content(), most=2)

    assert (trial.cases, trial.smooth, trial.since, trial.until) == (3, 3, first.closed_at, second.closed_at)
    assert (newest.cases, newest.since) == (2, third.closed_at)


def test_the_newest_are_tried_as_far_as_the_reader_sees_them_in_few_statements(people, django_assert_num_queries):
    for after in (1, 2, 3):
        closed(people, after)
    newest = Case.objects.order_by("-closed_at").first()
    spec = parse_procedure(content())
    try_procedure("grid_matter", spec, people.administrator)  # what stays in memory is read

    with django_assert_num_queries(4):
        trial = try_procedure("grid_matter", spec, people.administrator, most=1)

    assert (trial.cases, trial.until) == (1, newest.closed_at)
    assert try_procedure("grid_matter", spec, people.other_manager).cases == 0
    Case.objects.update(compartment="mediation")
    assert tried(people, content()).cases == 0
