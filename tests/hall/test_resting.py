"""Time that is not counted: both clocks rest with the reason and a day, in writing, and go on with what was left."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django.asserts import assertContains, assertNotContains

from linli.cases.domain.pausing import pause_clock
from linli.cases.errors import NotPossibleNow, NotYours
from linli.cases.models import CaseLimit
from linli.common.calendar import LimitUnit
from linli.common.working_calendar import working_calendar
from linli.documents.domain.paper import read_sheet
from linli.documents.models import Paper
from linli.hall.application_enums import RestCause, Verdict
from linli.hall.domain import application_way as way
from linli.hall.domain.errand import forbid_help, go_on_alone, set_helper
from linli.hall.domain.lapsing import deem_accepted
from linli.hall.domain.resting import go_on, rest_clock
from linli.notices.models import Notice
from tests.background import work_off
from tests.hall.application_world import make_hall
from tests.hall.conftest import refused
from tests.hall.test_application_pages import DESK, application_number
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
ALL = ("id", "book", "photo")
DAY = timedelta(days=1)


@pytest.fixture
def hall():
    return make_hall(is_licensing=True, is_deemed_accepted=True, notice_amount=5, notice_unit="working_days")


@pytest.fixture
def accepted(hall):
    application = hall.send(*ALL).application
    return way.accept_application(application, by=hall.clerk)


def limits(application):
    """Key → whether it rests, and when it ends."""
    rows = CaseLimit.objects.filter(case_id=application.case_id, met_at__isnull=True)
    return {row.key: (row.paused_at is not None, row.due_at) for row in rows}


def resumed(due, paused_at, resumed_at):
    """When a limit ends that rested, by the calendar; later than it was."""
    found = working_calendar().resume(due, paused_at=paused_at, resumed_at=resumed_at, unit=LimitUnit.WORKING_DAYS).at
    assert found > due
    return found


def experts(application, by, **said):
    return rest_clock(application, **({"cause": RestCause.EXPERTS, "until": localdate() + 10 * DAY, "by": by} | said))


def test_both_clocks_rest_for_experts_with_a_paper_and_go_on_with_what_was_left(hall, accepted):
    before, at = limits(accepted), now()

    rested = experts(accepted, hall.manager, note="市建筑协会评审", at=at)

    assert {key: rests for key, (rests, _due) in limits(accepted).items()} == {"forward": True, "decide": True}
    assert (rested.case.paused_at, rested.rest_cause) == (at, "experts")
    sheet = read_sheet(Paper.objects.get(kind="rest", holder_id=accepted.case_id).sheet)
    words = "".join(getattr(block, "words", "") for block in sheet.body)
    assert (sheet.title, "专家评审" in words, "市建筑协会" in words, "第四十五条" in words) == (
        "时限中止告知书",
        True,
        True,
        True,
    )
    number = application_number(accepted)
    for page in (sit(hall.resident).get(f"/me/applications/{number}/"), sit(hall.clerk).get(f"{DESK}{number}/")):
        assertContains(page, "专家评审")
        assertContains(page, "起中止计时")
    assert sit(hall.clerk).get(DESK).context["page"].rows[0].is_resting
    with refused("clock_rests"):
        experts(accepted, hall.manager)
    work_off()
    told = Notice.objects.filter(recipient_id=hall.resident.actor_id).order_by("id").last()
    assert told.parameters["state_title"]["zh-hans"] == "时限中止"

    go_on(accepted, by=hall.manager, at=at + 14 * DAY)

    after = limits(accepted)
    for key in ("forward", "decide"):
        assert after[key] == (False, resumed(before[key][1], at, at + 14 * DAY))
    assert (accepted.rest_cause, accepted.rest_until) == ("", None)
    assertNotContains(sit(hall.resident).get(f"/me/applications/{number}/"), "起中止计时")
    with refused("clock_runs"):
        go_on(accepted, by=hall.manager)


def test_who_may_let_the_clocks_rest_when_and_for_how_long(hall, accepted):
    for until in (None, localdate(), localdate() + 181 * DAY):
        with refused("rest_day"):
            experts(accepted, hall.manager, until=until)
    for reader in (hall.resident, hall.stranger, hall.other_clerk, hall.officer):
        with pytest.raises(NotYours):
            experts(accepted, reader)
    with refused("rest_needed"):  # by any other door: what for and until when is asked first
        pause_clock(accepted.case, by=hall.manager, note="等")
    with pytest.raises(NotYours):  # before it is taken on only the system does
        experts(hall.send("id").application, hall.manager)
    told = way.give_notice(hall.send("id").application, by=hall.clerk)
    with pytest.raises(NotPossibleNow):
        experts(told, hall.manager)
    page = sit(hall.resident).get(f"/me/applications/{application_number(told)}/")
    assertContains(page, "等待补正")  # that it rests, since when and why is said there too


def test_what_is_decided_while_it_rests_was_in_time(hall, accepted):
    at = now()
    experts(accepted, hall.manager, until=localdate() + 60 * DAY, at=at)

    done = way.decide_application(
        accepted, verdict=Verdict.GRANTED, decided_on=localdate(at + 50 * DAY), by=hall.clerk, at=at + 50 * DAY
    )

    limit = CaseLimit.objects.get(case_id=done.case_id, key="decide")
    assert (limit.met_at <= limit.due_at, limit.paused_at) == (True, None)
    accepted.refresh_from_db()
    assert (accepted.rest_cause, accepted.case.paused_at) == ("", None)


def test_no_time_is_counted_while_it_stands_still_by_the_applicants_wish(hall):
    application, at = hall.send(*ALL).application, now()
    set_helper(application, by=hall.clerk)
    before = limits(application)["notice"][1]

    forbid_help(application, by=hall.resident, at=at)

    assert limits(application)["notice"][0]
    assert deem_accepted(at=before + 30 * DAY) == 0
    assertContains(sit(hall.resident).get(f"/me/applications/{application_number(application)}/"), "等申请人决定")
    go_on_alone(application, by=hall.resident, at=at + 7 * DAY)
    assert limits(application)["notice"] == (False, resumed(before, at, at + 7 * DAY))


def test_a_hearing_goes_on_whatever_the_applicant_says_of_the_helper(hall, accepted):
    set_helper(accepted, by=hall.clerk)
    experts(accepted, hall.manager, cause=RestCause.HEARING)

    forbid_help(accepted, by=hall.resident)
    with refused("help_forbidden"):
        go_on(accepted, by=hall.manager)
    go_on_alone(accepted, by=hall.resident)

    accepted.refresh_from_db()
    assert (accepted.rest_cause, accepted.case.paused_at is not None) == ("hearing", True)


def test_the_desk_lets_the_clocks_rest_and_go_on(hall, accepted):
    url = f"{DESK}{application_number(accepted)}/"
    client, said = sit(hall.manager), {"cause": "hearing", "until": "2020-01-01", "note": "第三会议室"}

    wrong = client.post(f"{url}rest/", said)
    assertContains(wrong, "第三会议室", status_code=422)
    assert sit(hall.other_clerk).post(f"{url}rest/", said).status_code == 404
    said["until"] = (localdate() + 5 * DAY).isoformat()
    assert client.post(f"{url}rest/", said).status_code == 302
    assert client.post(f"{url}rest/", said).status_code == 409  # pressed twice: one paper
    assert Paper.objects.filter(kind="rest").count() == 1
    assertContains(client.get(url), "恢复计时")
    assert client.post(f"{url}going-on-again/").status_code == 302
    assert client.post(f"{url}going-on-again/").status_code == 409
