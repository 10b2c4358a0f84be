"""A hearing in a re-examination: asked for, announced, held or called off; its time does not count (信访工作条例 36)."""

from datetime import timedelta

import pytest
from django.utils.timezone import now as moment

from linli.cases.errors import NotPossibleNow, NotYours
from linli.cases.models import CaseLimit
from linli.common.domain.configuration import changed
from linli.documents.models import Paper
from linli.documents.official.sheet import read_sheet
from linli.people.enums import Role
from linli.people.models import Unit
from linli.petitions.domain.handling import answer_petition
from linli.petitions.domain.hearing import announce_hearing, ask_hearing, call_hearing_off, hold_hearing
from linli.petitions.domain.review import ask_review
from linli.petitions.errors import (
    HearingAsked,
    HearingNotYet,
    HearingPlaceNeeded,
    HearingTooSoon,
    NoHearingHere,
    WordsNeeded,
)
from linli.petitions.models import Hearing
from linli.petitions.queries.listing import desk_list, printed
from tests.factories import make_staff, make_unit
from tests.petitions.conftest import answer, now
from tests.petitions.test_pages import browser

ROOM, RECORD = "信访局三楼听证室", "双方到场，核对了测绘图"


@pytest.fixture
def again(people, answered):
    """A re-examination at the county's centre: a station answered, the bureau above it reviewed."""
    bureau = make_unit("bureau")
    Unit.objects.filter(pk=people.units["land"].pk).update(parent=bureau)
    changed("units")
    review = ask_review(answered, "不服", by=people.resident)
    people.reviewer = make_staff(Role.OFFICER, unit=bureau)
    answer_petition(review, answer(), by=people.reviewer)
    return ask_review(review, "还是不服", by=people.resident)


def test_asked_for_announced_and_held_and_its_time_does_not_count(people, again):
    with pytest.raises(WordsNeeded):
        ask_hearing(again, by=people.resident, words="")
    ask_hearing(again, by=people.resident, words="想当面说清")
    with pytest.raises(HearingAsked):
        ask_hearing(again, by=people.resident, words="想当面说清")
    with pytest.raises(NotYours):
        ask_hearing(again, by=people.stranger, words="想当面说清")
    due = CaseLimit.objects.get(case=again.case_id, key="finish").due_at
    at = moment()
    on = at + timedelta(days=9)
    for when, where, refusal in ((at + timedelta(days=3), ROOM, HearingTooSoon), (on, " ", HearingPlaceNeeded)):
        with pytest.raises(refusal):
            announce_hearing(again, when, where, by=people.centre)
    with pytest.raises(NotYours):
        announce_hearing(again, on, ROOM, by=people.manager)
    announce_hearing(again, on, ROOM, by=people.centre, at=at)
    with pytest.raises(NotPossibleNow):
        announce_hearing(again, on, ROOM, by=people.centre)
    with pytest.raises(NotPossibleNow):
        answer_petition(again, answer(), by=people.centre)
    with pytest.raises(HearingNotYet):
        hold_hearing(again, by=people.centre, record=RECORD)
    with pytest.raises(WordsNeeded):
        hold_hearing(again, by=people.centre, record="", at=on)

    hold_hearing(again, by=people.centre, record=RECORD, at=on)

    row, limit = Hearing.objects.get(), CaseLimit.objects.get(case=again.case_id, key="finish")
    assert (now(again).case.state, row.record, row.held_at) == ("asked", RECORD, on)
    assert (limit.steps, limit.due_at > due) == ([[at.isoformat(), on.isoformat()]], True)
    sheets = [read_sheet(one.sheet) for one in Paper.objects.filter(holder_id=again.id).order_by("issued_at", "id")]
    assert [one.title for one in sheets][-1] == "信访事项听证通知书"
    answer_petition(again, answer(), by=people.centre, at=on)
    assert now(again).took_days == 0  # the days of the hearing are left out


def test_called_off_and_only_in_a_reexamination(people, again, answered):
    on = moment() + timedelta(days=9)
    announce_hearing(again, on, ROOM, by=people.centre)
    with pytest.raises(WordsNeeded):
        call_hearing_off(again, by=people.centre, words="")
    call_hearing_off(again, by=people.centre, words="信访人改期")
    announce_hearing(again, on, ROOM, by=people.centre)
    assert (Hearing.objects.count(), now(again).case.state) == (2, "hearing")

    first = again.before
    with pytest.raises((NoHearingHere, NotPossibleNow)):
        announce_hearing(first, on, ROOM, by=people.reviewer)
    with pytest.raises(NotPossibleNow):
        ask_hearing(answered, by=people.resident, words="想当面说清")


def test_hearing_on_the_pages(people, again):
    number = printed(now(again))
    mine, desk = browser(people.resident), browser(people.centre)
    assert mine.post(f"/petitions/{number}/hearing/", {"words": ""}).status_code == 422
    assert mine.post(f"/petitions/{number}/hearing/", {"words": "想当面说清"}).status_code == 302
    path = f"/desk/petitions/{number}/"
    on = (moment() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    assert desk.post(f"{path}hearing/", {"takes_place_at": "soon", "where": ROOM}).status_code == 422
    assert desk.post(f"{path}hearing/", {"takes_place_at": on, "where": ROOM}).status_code == 302
    assert ROOM in mine.get(f"/petitions/{number}/").content.decode()
    page = desk.get(path).content.decode()
    assert [f"{path}{deed}/" in page for deed in ("hearing-off", "hearing-record")] == [True, False]  # it is to come
    (row,) = desk_list("running", people.centre)
    assert (row.due_at, row.is_resting) == (None, True)
    assert desk.post(f"{path}hearing-record/", {"words": RECORD}).status_code == 409
    assert desk.post(f"{path}hearing-off/", {"words": "改期"}).status_code == 302
