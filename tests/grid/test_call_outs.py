from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from linli.common.calendar import Limit
from linli.common.errors import Refusal
from linli.grid.domain.call_out import call_units, climb, close_call_out, rate_response, report_in
from linli.grid.models import CalledUnit, CallOut
from linli.notices.models import Notice
from linli.ratings.enums import Grade
from tests.background import work_off
from tests.factories import GRID, OTHER_TOWN, TOWN, make_case
from tests.grid.conftest import sit

CALLS = "/desk/grids/call-outs/"
LIMIT = Limit.parse("4 business_hours")
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def call(people, *units, at=TUESDAY, **more):
    units = units or (people.lamps.id, people.gardens.id)
    return call_units(TOWN, units, words="小区后门塌了一角", limit=LIMIT, by=people.town_dispatcher, at=at, **more)


def part_of(made, unit):
    return CalledUnit.objects.get(call_out=made, unit=unit)


def test_the_called_units_are_told_and_have_a_time(people):
    made = call(people)
    work_off()

    told = Notice.objects.filter(topic="grid.called", channel="in_app")
    assert {notice.recipient_id for notice in told} == {people.officer.actor_id, people.gardener.actor_id}
    assert TUESDAY < made.due_at < TUESDAY + timedelta(hours=8)


@pytest.mark.parametrize(
    ("by", "town", "units", "words", "code"),
    [
        ("officer", TOWN, "lamps", "塌了", "not_your_grid"),
        ("manager", TOWN, "lamps", "塌了", "not_your_grid"),
        ("town_dispatcher", OTHER_TOWN, "lamps", "塌了", "not_your_grid"),
        ("town_dispatcher", GRID, "lamps", "塌了", "no_such_grid"),
        ("town_dispatcher", TOWN, "", "塌了", "units_needed"),
        ("town_dispatcher", TOWN, "own", "塌了", "units_needed"),
        ("town_dispatcher", TOWN, "lamps", " ", "words_missing"),
    ],
)
def test_what_is_no_call(people, by, town, units, words, code):
    ids = {"lamps": [people.lamps.id], "own": [people.town_dispatcher.posts[0].unit_id], "": []}[units]

    with pytest.raises(Refusal) as refused:
        call_units(town, ids, words=words, limit=LIMIT, by=getattr(people, by))

    assert (refused.value.code, CallOut.objects.count()) == (code, 0)


def test_in_time_or_not_is_written_down(people):
    made = call(people)

    on_time = report_in(part_of(made, people.lamps), words="两人已到", by=people.officer, at=made.due_at)
    late = report_in(
        part_of(made, people.gardens), words="刚到", by=people.gardener, at=made.due_at + timedelta(minutes=1)
    )

    assert (on_time.is_on_time, late.is_on_time) == (True, False)
    work_off()
    told = Notice.objects.filter(topic="grid.reported_in", channel="in_app")
    assert {notice.recipient_id for notice in told} == {people.town_dispatcher.actor_id}


def test_only_the_unit_itself_reports_in_and_once(people):
    part = part_of(call(people), people.lamps)

    for reader in (people.gardener, people.town_dispatcher, people.leader):
        with pytest.raises(Refusal) as refused:
            report_in(part, words="到了", by=reader)
        assert refused.value.code == "not_your_grid"
    with pytest.raises(Refusal) as refused:
        report_in(part, words=" ", by=people.officer)
    assert refused.value.code == "words_missing"
    report_in(part, words="到了", by=people.officer)
    with pytest.raises(Refusal) as refused:
        report_in(part, words="又到了", by=people.officer)
    assert refused.value.code == "already_reported"


def test_the_subdistrict_rates_the_response_once_there_is_one(people):
    part = part_of(call(people), people.lamps)
    with pytest.raises(Refusal) as refused:
        rate_response(part, grade=Grade.FAIR, by=people.town_dispatcher)
    assert refused.value.code == "not_reported_yet"
    report_in(part, words="到了", by=people.officer)
    with pytest.raises(Refusal) as refused:
        rate_response(part, grade=Grade.VERY_SATISFIED, by=people.officer)
    assert refused.value.code == "not_your_grid"

    rate_response(part, grade=Grade.SATISFIED, words="来得快", by=people.town_dispatcher)

    part.refresh_from_db()
    assert (part.grade, part.grade_words) == (4, "来得快")
    with pytest.raises(Refusal):
        rate_response(part, grade=Grade.FAIR, by=people.town_dispatcher)


def test_silence_climbs_to_the_supervisor_and_a_working_day_later_to_the_leader(people):
    made = call(people)
    report_in(part_of(made, people.gardens), words="到了", by=people.gardener, at=TUESDAY)
    moments = [made.due_at, made.due_at + timedelta(minutes=1), made.due_at + timedelta(minutes=2),
               made.due_at + timedelta(days=2), made.due_at + timedelta(days=9)]  # fmt: skip

    assert [climb(at=moment) for moment in moments] == [0, 1, 0, 1, 0]

    work_off()
    told = Notice.objects.filter(topic="grid.unanswered", channel="in_app").order_by("id")
    assert {notice.recipient_id for notice in told} == {people.supervisor.actor_id, people.leader.actor_id}
    assert part_of(made, people.lamps).escalated == 2


def test_what_is_closed_climbs_no_more_and_takes_no_report(people):
    made = call(people)
    with pytest.raises(Refusal):
        close_call_out(made, by=people.officer)
    close_call_out(made, by=people.town_dispatcher)

    assert climb(at=made.due_at + timedelta(days=9)) == 0
    with pytest.raises(Refusal) as refused:
        report_in(part_of(made, people.lamps), words="到了", by=people.officer)
    assert refused.value.code == "call_out_over"
    with pytest.raises(Refusal):
        close_call_out(made, by=people.town_dispatcher)


def test_it_is_all_done_from_the_page(people):
    town, officer = sit(people.town_dispatcher), sit(people.officer)
    case = make_case(area=GRID)
    said = {"area": TOWN, "words": "后门塌了一角", "units": [str(people.lamps.id)], "limit": "1 working_days",
            "number": f"FQ2026-{case.number:06d}"}  # fmt: skip

    assert town.post(f"{CALLS}new/", said | {"units": []}).status_code == 422
    assert town.post(f"{CALLS}new/", said | {"number": "FQ2026-999999"}).status_code == 422
    address = town.post(f"{CALLS}new/", said).url
    part = CalledUnit.objects.get()
    assert CallOut.objects.get().case_id == case.id
    assert "<h1>后门塌了一角</h1>" in town.get(address).content.decode()
    assert f'href="{CALLS}">先不办' in town.get(f"{CALLS}new/").content.decode()
    assert officer.post(f"{address}report/", {"part": part.id, "words": ""}).status_code == 422
    assert officer.post(f"{address}report/", {"part": part.id, "words": "到了"}).status_code == 302
    assert town.post(f"{address}rating/", {"part": part.id, "grade": "9"}).status_code == 422
    assert town.post(f"{address}rating/", {"part": part.id, "grade": "4", "words": ""}).status_code == 302
    assert officer.post(f"{address}closing/").status_code == 403
    assert town.post(f"{address}closing/").status_code == 302

    part.refresh_from_db()
    assert part.grade == 4
    assert [line.reported for line in town.get(f"{CALLS}?view=closed").context["lines"]] == [1]


def test_each_sees_the_calls_of_their_area_or_unit(people):
    made = call(people, people.lamps.id)

    for name, status in (("town_dispatcher", 200), ("officer", 200), ("leader", 200), ("supervisor", 200), ("auditor", 200),
                         ("gardener", 404), ("other_manager", 404), ("grid_member", 403)):  # fmt: skip
        assert sit(getattr(people, name)).get(f"{CALLS}{made.id}/").status_code == status
    assert sit(people.gardener).get(CALLS).context["lines"] == []
    assert sit(people.town_dispatcher).post(f"{CALLS}{made.id}/report/", {"part": "x"}).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_county_gives_it_the_name_it_uses(people, settings, language):
    call(people)
    assert "吹哨报到" not in sit(people.officer, language).get(CALLS).content.decode()

    settings.LINLI_CALL_OUT_NAME = "吹哨报到"

    page = sit(people.officer, language).get(CALLS).content.decode()
    assert page.count("吹哨报到") >= 2


@pytest.mark.parametrize("wrong", [{"grade": 4}, {"is_on_time": True}, {"grade": 9}])
def test_the_database_holds_the_rules_itself(people, wrong):
    part = part_of(call(people), people.lamps)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalledUnit.objects.filter(id=part.id).update(**wrong)


@pytest.mark.parametrize("more", [1, 3])
def test_statements_of_the_list(people, django_assert_num_queries, more):
    from linli.grid.queries.call_outs import call_lines

    for _ in range(more):
        call(people)
    call_lines(people.town_dispatcher)

    with django_assert_num_queries(2):
        call_lines(people.town_dispatcher)
