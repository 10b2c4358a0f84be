"""The answer is rated once by whoever petitions; the body reads neither grade nor words; somebody else follows a low one up."""

from datetime import timedelta

import pytest
from django.utils.timezone import now as moment

from linli.cases.errors import NotPossibleNow, NotYours
from linli.cases.models import Case, CaseEvent
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.petitions.domain.erasure import erase_old
from linli.petitions.domain.handling import answer_petition
from linli.petitions.domain.rating import rate_answer
from linli.petitions.domain.review import ask_review
from linli.petitions.models import Note
from linli.petitions.queries.listing import printed
from linli.ratings.domain.escalation import escalate_overdue
from linli.ratings.domain.follow_up import answer_rating, check_rating
from linli.ratings.enums import Grade
from linli.ratings.errors import AlreadyRated, GradeNeeded, IsAboutYou, NotYourFollowUp, RatingOver
from linli.ratings.models import FollowUp, Rating
from linli.ratings.queries.figures import rating_figures
from linli.ratings.queries.follow_ups import follow_ups, late_of, visible_to
from linli.ratings.queries.listing import Wanted, list_ratings
from tests.factories import TOWN, make_staff
from tests.petitions.conftest import answer, now
from tests.petitions.test_pages import browser
from tests.petitions.test_pressing import told

SAID = "答复没有说清楚面积"


def test_rated_once_and_the_history_does_not_say_how(people, answered):
    with pytest.raises(GradeNeeded):
        rate_answer(answered, 6, by=people.resident)
    rate_answer(answered, Grade.VERY_DISSATISFIED, by=people.resident, note=SAID)
    with pytest.raises(AlreadyRated):
        rate_answer(answered, Grade.SATISFIED, by=people.resident)

    row, event = Rating.objects.get(), CaseEvent.objects.get(case=answered.case_id, verb="rate")
    assert (row.place_id, row.served_unit, row.note, row.rater_id) == (
        None, people.units["land"].id, "", people.resident.actor_id,
    )  # fmt: skip
    assert event.facts == {"what": "rated"}
    assert Case.objects.get(pk=answered.case_id).rating is None
    assert Note.objects.get(part="rated").words == SAID
    assert now(answered).rated_at is not None


@pytest.mark.parametrize("who", ["stranger", "manager", "land", "clerk", "supervisor", "auditor"])
def test_nobody_else_rates(people, answered, who):
    with pytest.raises(NotYours):
        rate_answer(answered, Grade.SATISFIED, by=getattr(people, who))
    assert not Rating.objects.exists()


def test_not_before_the_answer_nor_after_its_days_nor_of_a_review(people, handling):
    with pytest.raises(NotPossibleNow):
        rate_answer(handling, Grade.SATISFIED, by=people.resident)
    answer_petition(handling, answer(), by=people.land)
    with pytest.raises(RatingOver):
        rate_answer(handling, Grade.SATISFIED, by=people.resident, at=moment() + timedelta(days=40))
    review = ask_review(handling, "不服", by=people.resident)
    with pytest.raises(NotPossibleNow):
        rate_answer(review, Grade.SATISFIED, by=people.resident)


def test_low_grade_is_followed_up_by_somebody_else_than_the_body_that_answered(people, answered):
    land_manager = make_staff(Role.MANAGER, unit=people.units["land"])
    land_supervisor = make_staff(Role.SUPERVISOR, unit=people.units["land"])
    other = make_staff(Role.MANAGER, area="350181002")
    rate_answer(answered, Grade.DISSATISFIED, by=people.resident, note=SAID)
    low = FollowUp.objects.get()

    for reader in (people.manager, people.supervisor):
        assert [row.number for row in follow_ups(reader)] == [printed(now(answered))]
        assert SAID not in str(follow_ups(reader))  # the words stand sealed with the petition
    for reader in (land_manager, land_supervisor, other, people.land, people.clerk):
        assert not visible_to(reader).exists()
    with pytest.raises(IsAboutYou):
        check_rating(low, is_confirmed=False, by=land_supervisor)
    with pytest.raises(NotYourFollowUp):
        check_rating(low, is_confirmed=False, by=other)
    FollowUp.objects.update(due_at=moment() - timedelta(days=1))
    assert (late_of(people.manager.actor_id).count(), late_of(land_supervisor.actor_id).count()) == (1, 0)
    assert escalate_overdue() == 1
    assert told("ratings.overdue") == [{None}]  # by the area, and the supervisors only
    check_rating(low, is_confirmed=False, by=people.manager)
    answer_rating(low, by=people.manager)
    assert Notice.objects.filter(topic="ratings.answered", recipient_id=people.resident.actor_id).count() == 1
    assert told("petition.rated_low") == [{str(people.units["village"].id), None}]


def test_grade_stands_in_no_other_list_and_on_no_page_of_the_body(people, answered):
    number = printed(now(answered))
    rate_answer(answered, Grade.DISSATISFIED, by=people.resident, note=SAID)
    town = make_staff(Role.LEADER, area=TOWN)

    for reader in (people.supervisor, people.manager, town, people.auditor):
        assert list_ratings(reader, Wanted()).rows == []
        whole, _lines = rating_figures(reader, "item", moment().date(), moment().date())
        assert whole.count == 0
    shown = {who: browser(getattr(people, who)).get(f"/desk/petitions/{number}/").content.decode()
             for who in ("land", "manager")}  # fmt: skip
    assert (SAID in shown["land"], SAID in shown["manager"]) == (False, True)


def test_grade_on_the_page_of_whoever_petitions(people, answered):
    path, client = f"/petitions/{printed(now(answered))}/", browser(people.resident)
    assert client.post(f"{path}rating/", {"note": SAID}).status_code == 422
    assert SAID in client.post(f"{path}rating/", {"note": SAID}).content.decode()
    sent = [client.post(f"{path}rating/", {"grade": "2", "note": SAID}).status_code for _ in range(2)]

    assert (sent, Rating.objects.count()) == ([302, 409], 1)
    assert browser(people.stranger).post(f"{path}rating/", {"grade": "5"}).status_code == 404
    erase_old(after_days=1, at=moment() + timedelta(days=3))
    assert Rating.objects.get().rater_id is None
