"""Every deed says no where it must, and then nothing has changed."""

import tomllib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case, join_unit, transfer_case
from linli.cases.domain.closure import close_case, propose_closure, send_back, withdraw_case
from linli.cases.domain.deed import Sent
from linli.cases.domain.extension import ask_extension, extend_limit, refuse_extension
from linli.cases.domain.ground import DATA, publish_procedure
from linli.cases.domain.merging import merge_case
from linli.cases.domain.opening import MOST_WORDS, Report, open_case
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case, urge_case
from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.enums import Outcome, Source
from linli.cases.models import Case, CaseEvent, CaseLimit, CaseText
from linli.cases.queries.listing import number_text
from linli.common.calendar import Limit
from linli.common.models import OutboxEntry
from linli.ratings.enums import Grade
from linli.ratings.errors import AlreadyRated
from tests.factories import VILLAGE, make_case, make_photo

pytestmark = pytest.mark.django_db
DAYS = Limit.parse("3 working_days")


@pytest.fixture
def collected(people):
    return make_case(people.resident)


@pytest.fixture
def dispatched(people, collected):
    return accept_case(collected, by=people.manager)


@pytest.fixture
def fed_back(people, dispatched):
    return propose_closure(dispatched, by=people.officer, note="已换灯。", sent=Sent(basket=make_photo()))


@pytest.fixture
def closed(people, fed_back):
    return close_case(fed_back, by=people.manager, outcome=Outcome.RESOLVED)


def state_of(case):
    row = Case.objects.get(pk=case.pk)
    return row.state, row.seq, CaseEvent.objects.count(), CaseText.objects.count(), OutboxEntry.objects.count()


def refused(error, case, deed):
    before = state_of(case)

    with pytest.raises(error) as caught:
        deed()

    assert caught.type is error
    assert state_of(case) == before
    assert str(caught.value)
    assert "%(" not in str(caught.value)


def test_manager_of_another_village_may_not_accept(people, collected):
    refused(errors.NotYours, collected, lambda: accept_case(collected, by=people.other_manager))


def test_resident_may_not_accept_their_own_matter(people, collected):
    refused(errors.NotYours, collected, lambda: accept_case(collected, by=people.resident))


def test_auditor_may_not_act(people, collected):
    refused(errors.NotYours, collected, lambda: accept_case(collected, by=people.auditor))


def test_officer_of_another_unit_may_not_report(people, dispatched):
    refused(errors.NotYours, dispatched, lambda: report_progress(dispatched, by=people.gardener, note="x"))


def test_accepting_twice_says_that_it_moved_on(people, dispatched):
    refused(errors.NotPossibleNow, dispatched, lambda: accept_case(dispatched, by=people.manager))


def test_matter_whose_routing_is_refused_is_not_left_half_taken_on(people, monkeypatch):
    monkeypatch.setattr(
        "linli.cases.soundness._routing_problems", lambda _spec: []
    )  # as published before that was looked at
    content = tomllib.loads((DATA / "procedures/grid_matter.toml").read_text(encoding="utf-8"))
    assign = next(step for step in content["transitions"] if step["verb"] == "assign")
    assign["who"].remove("system")
    publish_procedure(content)
    case = make_case(people.resident)

    refused(errors.NotYours, case, lambda: accept_case(case, by=people.manager))


def test_refusing_needs_a_reason(people, collected):
    refused(errors.NoteNeeded, collected, lambda: refuse_case(collected, by=people.manager, note="  "))


def test_closure_needs_a_photo(people, dispatched):
    refused(errors.PhotoNeeded, dispatched, lambda: propose_closure(dispatched, by=people.officer, note="好了"))


def test_an_empty_basket_is_no_photo(people, dispatched):
    sent = Sent(basket=uuid4())

    refused(errors.PhotoNeeded, dispatched, lambda: propose_closure(dispatched, by=people.officer, note="x", sent=sent))


def test_handler_may_not_close_their_own_work(people, fed_back):
    refused(errors.NotYours, fed_back, lambda: close_case(fed_back, by=people.officer, outcome=Outcome.RESOLVED))


@pytest.mark.parametrize("outcome", [None, Outcome.MERGED, Outcome.WITHDRAWN])
def test_closing_needs_an_outcome_of_closing(people, fed_back, outcome):
    refused(errors.OutcomeNeeded, fed_back, lambda: close_case(fed_back, by=people.manager, outcome=outcome))


def test_sending_back_needs_what_is_missing(people, fed_back):
    refused(errors.NoteNeeded, fed_back, lambda: send_back(fed_back, by=people.manager, note=""))


def test_second_of_two_who_close_is_told(people, closed):
    refused(errors.NotPossibleNow, closed, lambda: close_case(closed, by=people.dispatcher, outcome=Outcome.RESOLVED))


def test_form_made_before_somebody_else_acted_is_stale(people, dispatched):
    sent = Sent(seq=1)

    refused(errors.StaleCase, dispatched, lambda: report_progress(dispatched, by=people.officer, note="x", sent=sent))


def test_same_form_sent_twice_does_it_once(people, dispatched):
    sent = Sent(key="form-1")
    report_progress(dispatched, by=people.officer, note="出发", sent=sent)

    refused(
        errors.AlreadyDone, dispatched, lambda: report_progress(dispatched, by=people.officer, note="出发", sent=sent)
    )


@pytest.mark.parametrize("words", ["出发，带梯子", ""])
def test_same_form_with_other_words_is_not_taken_for_the_first(people, dispatched, words):
    sent = Sent(key="form-1")
    report_progress(dispatched, by=people.officer, note="出发", sent=sent)

    refused(
        errors.SentOtherwise, dispatched, lambda: report_progress(dispatched, by=people.officer, note=words, sent=sent)
    )


def test_same_form_without_words_and_then_with_some_is_not_the_same(people, collected):
    urge_case(collected, by=people.resident, sent=Sent(key="form-2"))

    refused(errors.AlreadyDone, collected, lambda: urge_case(collected, by=people.resident, sent=Sent(key="form-2")))
    refused(
        errors.SentOtherwise, collected,
        lambda: urge_case(collected, by=people.resident, note="急", sent=Sent(key="form-2")),
    )  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [{"words": "灯不亮，很暗"}, {"place": "东门"}, {"kind": "M06042"}, {"area": "350181002001"}],
)
def test_key_of_a_report_with_another_report_is_refused_and_says_where_the_first_is(people, changed):
    first = {"kind": "M01037", "words": "电话 13812345678，灯不亮", "area": VILLAGE, "place": "西门", "key": "k"}
    opened = open_case(Report(**first), by=people.resident)

    with pytest.raises(errors.OpenedOtherwise) as caught:
        open_case(Report(**first | changed), by=people.resident)

    assert number_text(opened.case.number, opened.case.opened_at) in str(caught.value)
    assert open_case(Report(**first), by=people.resident).case.pk == opened.case.pk
    assert Case.objects.count() == 1


def test_stranger_may_not_rate(people, closed):
    refused(errors.NotYours, closed, lambda: rate_case(closed, by=people.stranger, grade=Grade.FAIR))


def test_rating_is_given_once(people, closed):
    rate_case(closed, by=people.resident, grade=Grade.FAIR)

    refused(AlreadyRated, closed, lambda: rate_case(closed, by=people.resident, grade=Grade.SATISFIED))


def test_unclosed_matter_is_not_rated(people, dispatched):
    refused(errors.NotPossibleNow, dispatched, lambda: rate_case(dispatched, by=people.resident, grade=Grade.FAIR))


def test_reopening_needs_a_reason(people, closed):
    refused(errors.NoteNeeded, closed, lambda: reopen_case(closed, by=people.resident, note=""))


def test_withdrawing_a_closed_matter_is_too_late(people, closed):
    refused(errors.NotPossibleNow, closed, lambda: withdraw_case(closed, by=people.resident))


@pytest.mark.parametrize("unit", [None, uuid4()])
def test_assignment_needs_a_known_unit(people, collected, unit):
    refused(errors.UnitNeeded, collected, lambda: assign_case(collected, by=people.dispatcher, unit=unit))


def test_transfer_to_the_same_unit_is_refused(people, dispatched):
    refused(
        errors.SameUnit, dispatched,
        lambda: transfer_case(dispatched, by=people.officer, unit=people.lamps.id, note="x"),
    )  # fmt: skip


def test_lead_unit_cannot_join_as_helper(people, dispatched):
    refused(errors.SameUnit, dispatched, lambda: join_unit(dispatched, by=people.officer, unit=people.lamps.id))


def test_helping_unit_joins_once(people, dispatched):
    join_unit(dispatched, by=people.officer, unit=people.gardens.id)

    refused(errors.SameUnit, dispatched, lambda: join_unit(dispatched, by=people.officer, unit=people.gardens.id))


def test_clock_is_paused_once(people, dispatched):
    pause_clock(dispatched, by=people.dispatcher, note="等鉴定")

    refused(errors.ClockRests, dispatched, lambda: pause_clock(dispatched, by=people.dispatcher, note="再等"))


def test_running_clock_is_not_resumed(people, dispatched):
    refused(errors.ClockRuns, dispatched, lambda: resume_clock(dispatched, by=people.dispatcher))


def test_handler_may_not_pause_the_clock(people, dispatched):
    refused(errors.NotYours, dispatched, lambda: pause_clock(dispatched, by=people.officer, note="忙"))


def test_extension_needs_a_request(people, dispatched):
    refused(errors.NothingAsked, dispatched, lambda: extend_limit(dispatched, by=people.supervisor, note="好"))


def test_extension_is_asked_for_once(people, dispatched):
    ask_extension(dispatched, by=people.officer, limit=DAYS, note="缺料")

    refused(
        errors.AlreadyAsked, dispatched, lambda: ask_extension(dispatched, by=people.officer, limit=DAYS, note="还缺")
    )


def test_nobody_grants_their_own_extension(people, dispatched):
    from linli.people.models import Post
    from linli.people.reader import reader_of

    Post.objects.create(
        account=people.officer.account, unit=people.lamps, role="supervisor", area="350181", from_on="2026-01-01"
    )
    both = reader_of(people.officer.account)
    ask_extension(dispatched, by=both, limit=DAYS, note="缺料")

    refused(errors.OwnRequest, dispatched, lambda: extend_limit(dispatched, by=both, note="同意"))


def test_refused_extension_leaves_the_limit(people, dispatched):
    ask_extension(dispatched, by=people.officer, limit=DAYS, note="缺料")
    before = CaseLimit.objects.get(case=dispatched, is_whole=True).due_at

    refuse_extension(dispatched, by=people.supervisor, note="料已到")

    assert CaseLimit.objects.get(case=dispatched, is_whole=True).due_at == before
    refused(errors.NothingAsked, dispatched, lambda: extend_limit(dispatched, by=people.supervisor, note="好"))


def test_urging_twice_within_a_day_is_refused(people, collected):
    urge_case(collected, by=people.resident)

    refused(errors.UrgedLately, collected, lambda: urge_case(collected, by=people.resident))


def test_urging_again_after_a_day_is_heard(people, collected):
    urge_case(collected, by=people.resident, at=now() - timedelta(hours=25))

    urge_case(collected, by=people.resident)

    assert CaseEvent.objects.filter(verb="urge").count() == 2


def test_asking_for_more_needs_to_say_what(people, collected):
    refused(errors.NoteNeeded, collected, lambda: return_for_materials(collected, by=people.manager, note=""))


def test_stranger_may_not_supplement(people, collected):
    return_for_materials(collected, by=people.manager, note="哪一栋？")

    refused(errors.NotYours, collected, lambda: supplement_case(collected, by=people.stranger, note="三号楼"))


def test_matter_is_not_merged_into_itself(people, collected):
    refused(errors.SameCase, collected, lambda: merge_case(collected, into=collected, by=people.dispatcher))


def test_matters_of_two_kinds_are_not_merged(people, collected):
    other = make_case(people.stranger, kind="M06042")

    refused(errors.CannotMerge, collected, lambda: merge_case(collected, into=other, by=people.dispatcher))


def test_matters_of_a_household_are_not_merged(people):
    first, second = make_case(people.resident, kind="M06028"), make_case(people.stranger, kind="M06028")

    refused(errors.CannotMerge, second, lambda: merge_case(second, into=first, by=people.dispatcher))


@pytest.mark.parametrize(
    ("report", "error"),
    [
        (Report("M99999", words="x", area=VILLAGE), errors.KindUnknown),
        (Report("M01037", words=" ", area=VILLAGE), errors.WordsNeeded),
        (Report("M01037", words="长" * (MOST_WORDS + 1), area=VILLAGE), errors.WordsTooLong),
        (Report("M01037", words="x", place="路" * 257, area=VILLAGE), errors.WordsTooLong),
        (Report("M01037", words="x"), errors.PlaceNeeded),
        (Report("M01037", words="x", area="350181005999"), errors.PlaceNeeded),
        (Report("M01037", words="x", lon=119.9, lat=25.2), errors.PlaceOutside),  # in the sea
        (Report("M01037", words="x", lon=0, lat=0), errors.PlaceOutside),
    ],
)
def test_report_that_cannot_be_taken_is_refused_with_its_reason(people, report, error):
    with pytest.raises(error) as caught:
        open_case(report, by=people.resident)

    assert caught.type is error
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "words", ["𠮷野家门前的灯 㙟", "🕯️灯不亮🙏", "路" * MOST_WORDS, "<script>alert(1)</script>", "'; DROP TABLE"]
)
def test_every_character_is_kept(people, words):
    case = open_case(Report("M01037", words=words, area=VILLAGE), by=people.resident).case

    assert CaseText.objects.get(case=case, part="words").body == words


def test_report_without_a_place_stands_to_be_routed(people):
    report = Report("M06042", words="x", place="说不清", source=Source.PAPER)

    case = open_case(report, by=people.manager).case

    assert (case.lead_unit_id, case.routed_by, case.area) == (None, "", "")


def test_place_that_was_chosen_holds_against_a_point_elsewhere(people):
    from linli.areas.queries.coverage import shape_of

    here, there = (shape_of(code).representative_point() for code in (VILLAGE, "350181002001"))

    inside = open_case(Report("M01037", words="x", area=VILLAGE, lon=here.x, lat=here.y), by=people.resident).case
    elsewhere = open_case(Report("M01037", words="x", area=VILLAGE, lon=there.x, lat=there.y), by=people.resident).case

    assert (inside.village, len(inside.grid)) == (VILLAGE, 15)
    assert (elsewhere.area, elsewhere.located_by) == (VILLAGE, "list")


def test_complaint_about_linli_needs_no_place(people):
    assert open_case(Report("C003", words="打不开"), by=people.resident).case.area == ""
