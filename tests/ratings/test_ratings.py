"""A visit is rated once and anonymously; a low grade is owed an answer, by somebody else, within its days."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate, now

from linli.common.models import AuditEntry, OutboxEntry
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.people.reader import ANONYMOUS
from linli.ratings.domain.escalation import escalate_overdue
from linli.ratings.domain.follow_up import answer_rating, check_rating, right_rating
from linli.ratings.domain.forgetting import erase_rating, forget_raters
from linli.ratings.domain.release import release_words, take_words_back
from linli.ratings.enums import Door, Grade, Rated
from linli.ratings.models import FollowUp, Rating
from linli.ratings.queries.follow_ups import follow_ups
from linli.ratings.queries.listing import Wanted, list_ratings
from linli.ratings.queries.results import open_results, period, results_of
from linli.tickets.domain.calling import call_next, finish
from linli.tickets.domain.rating import rate_visit
from linli.tickets.models import Ticket
from tests.factories import COUNTY, TOWN, make_staff
from tests.tickets.conftest import NINE, make_ticket, moment, refused, sit

TEN = moment("10:00")


def serve(place, session, clerk, **facts):
    ticket = make_ticket(place, **facts)
    call = call_next(session, by=clerk, after=None, at=NINE)
    finish(session, call.pk, by=clerk, at=moment("09:10"))
    return Ticket.objects.get(pk=ticket.pk)


@pytest.fixture
def served(place, session, clerk, people):
    return serve(place, session, clerk, account=people["resident"].actor_id)


def test_a_served_visit_is_rated_once_by_code_in_time_and_not_by_whoever_served(place, session, clerk, served, people):
    waiting = make_ticket(place)
    with refused("not_served"):
        rate_visit(waiting, grade=5, by=ANONYMOUS, door=Door.CODE, at=TEN)
    with refused("grade_needed"):
        rate_visit(served, grade=6, by=ANONYMOUS, door=Door.CODE, at=TEN)
    with refused("own_work"):
        rate_visit(served, grade=5, by=clerk, door=Door.CODE, at=TEN)
    with refused("rating_over"):
        rate_visit(served, grade=5, by=ANONYMOUS, door=Door.CODE, at=TEN + timedelta(days=31))

    made = rate_visit(
        served, grade=5, by=ANONYMOUS, door=Door.CODE, note="很好，13800138000", at=TEN + timedelta(days=30)
    )

    assert (made.kind, made.number, made.area, made.rater_id) == ("visit", "A001", place.area, None)
    assert (made.served_by, "13800138000" in made.note) == ([str(clerk.actor_id)], False)
    with refused("already_rated"):
        rate_visit(served, grade=1, by=people["resident"], door=Door.MACHINE, at=TEN)
    twice = {field.attname: getattr(made, field.attname) for field in Rating._meta.fields if field.name != "id"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(**twice)
    assert not FollowUp.objects.exists()
    assert Notice.objects.filter(topic="tickets.served").count() == 1  # asked once, by message


def test_a_low_grade_is_checked_put_right_and_answered_by_somebody_else(served, clerk, people):
    rate_visit(served, grade=2, by=people["resident"], door=Door.CODE, note="等太久", at=TEN)
    owed = FollowUp.objects.get()
    also_clerk = make_staff(Role.MANAGER, area=owed.area)
    Rating.objects.update(served_by=[str(clerk.actor_id), str(also_clerk.actor_id)])

    assert localdate(owed.due_at) == localdate(TEN) + timedelta(days=7)  # five working days
    assert OutboxEntry.objects.filter(topic="notices.fan_out", payload__topic="ratings.low").count() == 1
    for who, code in (("clerk", "not_your_follow_up"), ("other_manager", "not_your_follow_up")):
        with refused(code):
            check_rating(owed, is_confirmed=True, by=people[who])
    with refused("is_about_you"):
        check_rating(owed, is_confirmed=True, by=also_clerk)
    assert (follow_ups(also_clerk), len(follow_ups(people["manager"]))) == ([], 1)
    manager = people["manager"]
    for early in (lambda: right_rating(owed, note="加开窗口", by=manager), lambda: answer_rating(owed, by=manager)):
        with refused("check_first"):
            early()
    check_rating(owed, is_confirmed=True, by=manager)
    with refused("check_first"):
        answer_rating(owed, by=manager)
    with refused("words_needed"):
        right_rating(owed, note=" ", by=manager)
    right_rating(owed, note="已加开一个窗口", by=manager)
    answer_rating(owed, by=manager)
    with refused("follow_up_over"):
        answer_rating(owed, by=manager)

    told = Notice.objects.get(topic="ratings.answered")
    assert (told.recipient_id, told.subject_kind, told.parameters["note"]) == (
        people["resident"].actor_id, "ticket", "已加开一个窗口",
    )  # fmt: skip
    assert list(AuditEntry.objects.filter(action__startswith="rating.").order_by("at").values_list("action", flat=True)) == [
        "rating.checked", "rating.righted", "rating.answered",
    ]  # fmt: skip


def test_what_nobody_answers_goes_to_the_town_once_and_shows_as_overdue(served, people):
    rate_visit(served, grade=1, by=ANONYMOUS, door=Door.CODE, at=TEN)
    due = FollowUp.objects.get().due_at

    assert escalate_overdue(at=due) == 0
    assert [escalate_overdue(at=due + timedelta(seconds=1)) for _ in range(2)] == [1, 0]
    assert OutboxEntry.objects.filter(payload__topic="ratings.overdue").count() == 1
    assert FollowUp.objects.get().escalated_at is not None
    town = make_staff(Role.DISPATCHER, area=TOWN)
    FollowUp.objects.update(due_at=NINE - timedelta(days=4000))
    assert [line.is_late for line in follow_ups(town, view="late")] == [True]


def test_rater_and_words_are_forgotten_and_erased_the_grade_stays(served, people):
    made = rate_visit(served, grade=2, by=people["resident"], door=Door.CODE, note="等太久", at=TEN)
    Rating.objects.update(rated_at=NINE - timedelta(days=4000))

    assert forget_raters(after_days=365) == 0  # it is still owed an answer
    FollowUp.objects.update(checked_at=TEN, answered_at=TEN, note="已整改")
    assert [forget_raters(after_days=365) for _ in range(2)] == [1, 0]
    made.refresh_from_db()
    assert (made.grade, made.note, made.rater_id, made.served_by, made.follow_up.note) == (2, "", None, [], "")
    Rating.objects.update(note="又写", shown_words="又写", shown_at=TEN, shown_by="x")
    erase_rating(Rated.VISIT, served.id)
    made.refresh_from_db()
    assert (made.note, made.shown_words, made.shown_at) == ("", "", None)


def test_words_are_public_only_once_somebody_else_released_them(served, clerk, people, place):
    made = rate_visit(served, grade=4, by=ANONYMOUS, door=Door.CODE, note="窗口陈某很耐心", at=TEN)
    assert b"\xe9\x99\x88\xe6\x9f\x90" not in Client().get(f"/centres/{place.code}/").content
    with refused("not_your_follow_up"):
        release_words(made, words="很耐心", by=clerk)
    with refused("nothing_to_release"):
        release_words(made, words=" ", by=people["manager"])
    release_words(made, words="窗口的人很耐心", by=people["manager"])
    page = Client().get(f"/centres/{place.code}/").content.decode()
    assert ("窗口的人很耐心" in page, "陈某" in page) == (True, False)

    take_words_back(made, by=people["manager"])

    assert results_of(place.id).words == ()


def lay(place, number, grade=5, **facts):
    first, _last = period()
    at = moment("09:00") - (localdate(NINE) - first) + timedelta(hours=number % 5)
    return Rating.objects.create(
        kind="visit", subject_id=place.id.__class__(int=number + 1), number=f"A{number:03}", place=place, town=place.area[:9],
        area=place.area[:12], ended_at=at, rated_at=at, grade=grade, door="code", **facts,
    )  # fmt: skip


def test_public_results_hold_small_counts_back_on_page_and_in_open_data(place):
    for number in range(20):
        lay(place, number, grade=5 if number < 12 else 4 if number < 18 else 1, note="不公开的话")

    page = Client().get(f"/centres/{place.code}/", headers={"Accept-Language": "zh"}).content.decode()
    data = Client().get(f"/centres/{place.code}/data.json").json()
    csv = Client().get("/centres/open-data/centres.csv")

    assert ("20 件中至少 16 件" in page, "不公开的话" in page, "不足 5 件" in page) == (True, False, True)
    first, last = period()
    assert (data["ratings_from"], data["ratings_to"]) == (first.isoformat(), last.isoformat())
    assert [data[f"ratings_{name}"] for name in ("whole", "very_satisfied", "satisfied", "very_dissatisfied")] == [
        20,
        12,
        "",
        "<5",
    ]
    assert (data["ratings_fairly_satisfied_or_better"], data["ratings_fairly_satisfied_or_better_bound"]) == (
        16,
        "at_least",
    )
    assert "不公开的话" not in b"".join(csv.streaming_content).decode()
    assert open_results([]) == {}


def test_a_figure_is_the_list_it_opens_and_nobody_of_another_area_sees_it(place, people, clerk):
    for number, (grade, item) in enumerate(((5, "elder"), (2, "elder"), (4, ""), (1, "relief"))):
        lay(place, number, grade, item_code=item, title=item, served_by=[str(clerk.actor_id)] if number == 0 else [])
    Rating.objects.update(rated_at=now())
    days = {"first": str(localdate()), "last": str(localdate())}
    client = sit(people["manager"])

    for by in ("item", "place", "town"):
        context = client.get(f"/desk/ratings/?{urlencode(days | {'by': by})}").context
        for row in (context["whole"], *context["lines"]):
            assert len(client.get(row["url"]).context["page"].rows) == row["line"].count
            for _words, count, url in row["grades"]:
                assert len(client.get(url).context["page"].rows) == count
        assert context["whole"]["line"].count == 4
        assert (context["whole"]["line"].good, context["whole"]["line"].percent) == (2, 50)
    other = sit(people["other_manager"]).get(f"/desk/ratings/?{urlencode(days)}").context
    assert other["whole"]["line"].count == 0
    assert [sit(people[who]).get("/desk/ratings/list/").status_code for who in ("clerk", "resident")] == [403, 403]
    own = make_staff(Role.MANAGER, area=place.area)
    Rating.objects.filter(number="A000").update(served_by=[str(own.actor_id)])
    assert len(list_ratings(own, Wanted()).rows) == 3  # not those of one's own work


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_however_long(place, people, count, django_assert_num_queries):
    for number in range(count):
        FollowUp.objects.create(rating=lay(place, number, 1), town=place.area[:9], area=place.area[:12], due_at=NINE)
    client, county = sit(people["manager"]), make_staff(Role.SUPERVISOR, area=COUNTY)
    for url in ("/desk/ratings/", "/desk/ratings/list/", "/desk/ratings/low/"):
        client.get(url)

    with django_assert_num_queries(2):
        list_ratings(county, Wanted(grade=0))
    with django_assert_num_queries(1):  # visits have no page for staff: nothing more is asked to name them
        follow_ups(county)
    assert len(client.get("/desk/ratings/low/").context["rows"]) == count


def test_pages_of_the_list_go_on_by_key(place, people):
    for number in range(5):
        lay(place, number, grade=3)
    first = list_ratings(people["manager"], Wanted(), size=3)
    second = list_ratings(people["manager"], Wanted(), older=first.older, size=3)

    assert (len(first.rows), len(second.rows), second.older) == (3, 2, "")
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    assert len(list_ratings(people["manager"], Wanted(), older="x~y").rows) == 5


def test_low_ratings_are_worked_off_on_their_page(served, people):
    rate_visit(served, grade=1, by=ANONYMOUS, door=Door.CODE, note="材料说错", at=TEN)
    url, client = f"/desk/ratings/low/{FollowUp.objects.get().id}/", sit(people["manager"])
    assert sit(people["other_manager"]).post(f"{url}check/", {"held": "yes"}).status_code == 404
    assert client.post(f"{url}nothing/").status_code == 404
    unchosen = client.post(f"{url}check/", {"held": ""})
    assert (unchosen.status_code, FollowUp.objects.get().checked_at) == (422, None)
    assert "请先选择回访情况。" in unchosen.content.decode()
    client.post(f"{url}check/", {"held": "no"})
    wrong = client.post(f"{url}righting/", {"note": " "})
    assert (wrong.status_code, client.post(f"{url}answer/").status_code) == (422, 302)
    assert len(client.get("/desk/ratings/low/?view=over").context["rows"]) == 1
    words = f"/desk/ratings/list/{Rating.objects.get().id}/"
    assert client.post(f"{words}release/?grade=1", {"words": ""}).status_code == 422
    assert client.post(f"{words}release/?grade=1", {"words": "材料说错了"}).url == "/desk/ratings/list/?grade=1"
    assert client.post(f"{words}return/", {}).status_code == 302


def test_whoever_has_the_number_rates_by_its_address_and_reads_what_became_of_it(served, people):
    url, anybody = f"/tickets/{served.secret}/rating/", Client()
    Ticket.objects.update(ended_at=now())
    assert url in anybody.get(f"/tickets/{served.secret}/").content.decode()
    wrong = anybody.post(url, {"note": "留着"})
    assert (wrong.status_code, "留着" in wrong.content.decode()) == (422, True)
    sent = sit(people["resident"]).post(url, {"grade": "2", "note": "等太久", "is_anonymous": "on"})
    again = anybody.post(url, {"grade": "5"})
    page = anybody.get(url).content.decode()
    assert (sent.status_code, again.status_code, Rating.objects.get().rater_id) == (302, 409, None)
    assert Rating.objects.get().grade == Grade.DISSATISFIED
    owed = FollowUp.objects.get()
    assert "等太久" not in page
    check_rating(owed, is_confirmed=True, by=people["manager"])
    right_rating(owed, note="已加开窗口", by=people["manager"])
    answer_rating(owed, by=people["manager"])
    assert "已加开窗口" in anybody.get(f"/tickets/{served.secret}/").content.decode()


def test_the_machine_in_the_hall_takes_one_touch_and_no_other_machine_does(served, place, people):
    url, machine, phone = f"/kiosk/{place.code}/rating/", sit(people["manager"]), Client()
    Ticket.objects.update(on=localdate(), ended_at=now())
    machine.post(f"/desk/tickets/{place.code}/kiosk/")
    assert phone.post(url, {"number": "A001", "grade": "5"}).status_code == 403
    assert b"A001" not in phone.get(url).content
    assert b"A001" in machine.get(url).content
    assert machine.post(url, {"number": "A999", "grade": "5"}).status_code == 404
    assert machine.post(url, {"number": "A001"}).status_code == 422
    assert machine.post(url, {"number": "A001", "grade": "4"}).url == f"{url}?thanks=1"
    assert machine.post(url, {"number": "A001", "grade": "4"}).status_code == 404  # rated, so no longer offered
    assert (Rating.objects.get().door, Rating.objects.get().grade) == ("machine", 4)
