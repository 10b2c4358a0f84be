import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from linli.common.models import AuditEntry
from linli.people.enums import Role
from linli.people.reader import system
from linli.places import counter
from linli.places.counter import CounterDeed
from linli.places.domain.hours import except_days
from linli.places.models import Window
from linli.places.opening import spans_of
from linli.tickets.models import Call, Ticket, WindowSession
from linli.tickets.queries.display import presence_code
from tests.factories import make_case, make_resident
from tests.tickets.conftest import make_booking, make_hall, make_ticket, sit
from tests.tickets.test_taking import set_to


@pytest.fixture
def hall(db):
    """A hall that is open whenever the tests run."""
    return make_hall(hours="0:00-24:00")


@pytest.fixture
def desk(hall, people):
    return sit(people["clerk"])


def open_one(client, hall, number=1):
    window = Window.objects.get(place=hall, number=number)
    assert client.post("/desk/window/opening/", {"window": window.id, "place": "hall"}).url == "/desk/window/"


def do(client, deed, **said):
    call = Call.objects.filter(ended_at__isnull=True, session__clerk=client.session["_auth_user_id"]).first()
    return client.post(f"/desk/window/{deed}/", {"call": call.id if call else ""} | said)


def text(answer):
    return answer.content.decode()


def test_a_number_is_taken_and_followed_without_an_account_and_without_script(hall, catalogue):
    client = Client()
    page = client.get("/centres/hall/ticket/")
    form = {"item": "insure", "priority": "infant", "key": page.context["key"]}

    taken = client.post("/centres/hall/ticket/", form)
    again = client.post("/centres/hall/ticket/", form)

    ticket = Ticket.objects.get()
    assert (taken.url, again.url) == (f"/tickets/{ticket.secret}/",) * 2
    assert (ticket.printed, ticket.priority, len(ticket.holder), ticket.account_id) == ("B001", "infant", 32, None)
    assert client.get("/centres/hall/ticket/").url == taken.url  # one's own number instead of a second
    assert client.post("/centres/hall/ticket/", {"item": "elder"}).url == taken.url
    followed = Client().get(taken.url)  # whoever has the address
    assert ("B001" in text(followed), "前面还有 0 人" in text(followed)) == (True, True)
    assert followed["Cache-Control"] == "private, no-store"
    part = client.get(f"{taken.url}now/")
    assert (part.status_code, part["ETag"], part["X-Now"].isdigit()) == (200, followed.context["mark"], True)
    assert client.get(f"{taken.url}now/", headers={"If-None-Match": part["ETag"]}).status_code == 304
    assert client.post(f"{taken.url}return/").status_code == 302
    assert client.post("/centres/hall/ticket/", {"item": "elder"}).url != taken.url


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [({"item": "tax"}, 422, "这里不办这一项"), ({"priority": "mayor"}, 422, "mayor"), ({"item": "x" * 99}, 422, "40")],
)
def test_a_form_that_is_wrong_is_shown_again(form, status, words, hall, catalogue):
    answer = Client().post("/centres/hall/ticket/", form)

    assert (answer.status_code, words in text(answer), Ticket.objects.count()) == (status, True, 0)


def test_where_it_is_shut_nobody_takes_a_number(people):
    make_hall("shut", hours="")

    for page in ("/centres/shut/ticket/", "/kiosk/shut/"):
        assert "中心现在未开放" in text(Client().get(page))
        assert Client().post(page, {}).status_code == 409
    assert "/centres/shut/windows/" in text(Client().get("/centres/shut/ticket/"))
    assert Client().get("/centres/none/ticket/").status_code == Client().get("/display/none/").status_code == 404


def test_the_display_says_that_the_hall_is_closed_and_when_it_opens(hall):
    today, all_day = localdate(), spans_of("0:00-24:00")
    except_days(hall, today, today, (), reason="停电", by=system("test"))
    except_days(hall, today + timedelta(days=1), today + timedelta(days=1), all_day, reason="补班", by=system("test"))

    for page in ("/display/hall/", "/display/hall/now/"):
        assert "现在未开放" in text(Client().get(page))
        assert "00:00" in text(Client().get(page))

    except_days(hall, today, today, all_day, reason="来电", by=system("test"))
    assert "现在未开放" not in text(Client().get("/display/hall/"))


def test_a_phone_proves_that_it_is_there(hall):
    set_to("tickets.on_site", 1)
    code = presence_code(hall, at=now())

    assert code in text(Client().get("/display/hall/"))
    assert Client().post("/centres/hall/ticket/", {"code": "0000" if code != "0000" else "0001"}).status_code == 422
    assert Client().post("/centres/hall/ticket/", {"code": presence_code(hall, at=now(), before=1)}).status_code == 302
    assert Client().post("/centres/hall/ticket/", {"code": presence_code(hall, at=now(), before=9)}).status_code == 422


def test_the_kiosk_gives_numbers_one_after_the_other_and_goes_back_by_itself(hall, catalogue, desk):
    kiosk = Client()
    page = kiosk.get("/kiosk/hall/")
    taken = kiosk.post("/kiosk/hall/", {"item": "elder", "key": page.context["key"]})
    again = kiosk.post("/kiosk/hall/", {"item": "elder", "key": page.context["key"]})

    slip = kiosk.get(taken.url)
    assert (taken.url, "A001" in text(slip), "<svg" in text(slip)) == (again.url, True, True)
    assert 'content="25; url=/kiosk/hall/"' in text(slip)
    assert kiosk.post("/kiosk/hall/", {"item": "elder"}).url != taken.url  # the next person
    for _ in range(40):
        last = kiosk.post("/kiosk/hall/", {})
    assert last.status_code == 429
    made = desk.post("/desk/tickets/hall/kiosk/")
    assert (made.url, desk.post("/kiosk/hall/", {}).status_code) == (
        "/kiosk/hall/",
        302,
    )  # no limit, and nobody signed in
    assert desk.get("/desk/window/").status_code == 302
    assert AuditEntry.objects.filter(action="kiosk.made").count() == 1


def test_who_has_booked_comes_by_phone_kiosk_or_clerk(hall, desk):
    begins = now() + timedelta(minutes=5)

    def booked(phone):
        reader = make_resident(phone)
        booking = make_booking(hall, reader)
        booking.starts_at, booking.ends_at = begins, begins + timedelta(minutes=30)
        booking.during = (booking.starts_at, booking.ends_at)
        booking.save()
        return reader, booking

    (mine, first), (_, second), (_, third) = (
        booked("+8613800001234"),
        booked("+8613800005678"),
        booked("+8613800009999"),
    )
    if localdate(begins) != localdate():
        pytest.skip("five minutes to midnight")
    phone = sit(mine)

    assert str(first.id) in text(phone.get("/centres/hall/ticket/"))
    came = phone.post("/centres/hall/ticket/arrival/", {"booking": first.id})
    digits = dict(zip(("d1", "d2", "d3", "d4"), "5678", strict=True))
    at_kiosk = Client().post("/kiosk/hall/arrival/", digits)
    by_clerk = desk.post("/desk/tickets/hall/arrival/", {"booking": third.id})

    assert (came.status_code, at_kiosk.status_code, by_clerk.status_code) == (302, 302, 302)
    assert sorted(Ticket.objects.values_list("letter", "number")) == [("Y", 1), ("Y", 2), ("Y", 3)]
    assert Client().post("/kiosk/hall/arrival/", {**digits, "d4": "0"}).status_code == 422
    assert Client().post("/kiosk/hall/arrival/", {"d1": "x"}).status_code == 422
    assert (
        phone.post("/centres/hall/ticket/arrival/", {"booking": second.id}).url == "/centres/hall/ticket/"
    )  # not mine
    assert Client().post("/centres/hall/ticket/arrival/", {"booking": first.id}).url.startswith("/sign-in/")


def test_a_clerk_calls_serves_and_finds_the_window_as_it_was(hall, desk, people, monkeypatch, catalogue):
    monkeypatch.setattr(counter, "_deeds", [CounterDeed("代为反映", "portal:typed-report", frozenset({Role.CLERK}))])
    case = make_case(people["resident"])
    ticket = make_ticket(hall, at=now(), account=people["resident"].actor_id, item_code="elder")
    assert "1号窗口" in text(desk.get("/desk/window/?place=hall"))
    open_one(desk, hall)

    do(desk, "next")

    page = text(desk.get("/desk/window/"))
    for words in ("A001", "林**", "老年人优待证", case.title, f"?ticket={ticket.id}", 'aria-keyshortcuts="N"'):
        assert words in page
    assert "林小满" not in page
    crashed = sit(people["clerk"])  # the browser has crashed; another is opened
    assert "A001" in text(crashed.get("/desk/window/"))
    stale = Call.objects.get().id
    do(crashed, "finish")
    assert desk.post("/desk/window/recall/", {"call": stale}).status_code == 409  # the tab that was left open
    assert "窗口前没有人" in text(desk.get("/desk/window/"))
    assert do(desk, "next").status_code == 302  # nobody waits
    assert do(desk, "pause", reason="break").status_code == 302
    assert "暂离片刻" in text(Client().get("/display/hall/"))
    assert do(desk, "next").status_code == 409
    for deed in ("reopening", "closing"):
        assert do(desk, deed).status_code == 302
    assert WindowSession.objects.get().closed_at is not None


def test_every_deed_has_its_key_and_a_wrong_form_its_sentence(hall, desk, catalogue):
    open_one(desk, hall)
    for _ in range(4):
        make_ticket(hall, at=now())
    do(desk, "next")

    for deed, said, status in (
        ("missed", {}, 409), ("recall", {}, 302), ("missed", {}, 302), ("next", {}, 302), ("transfer", {}, 422),
        ("transfer", {"item": "tax"}, 422), ("transfer", {"window": "no"}, 422), ("transfer", {"item": "insure"}, 302),
        ("next", {}, 302), ("back", {}, 302), ("next", {}, 302), ("parking", {}, 302), ("pause", {"reason": "sleep"}, 422),
        ("recall", {}, 409), ("elsewhere", {}, 404),
    ):  # fmt: skip
        assert (deed, do(desk, deed, **said).status_code) == (deed, status)
    parked = Ticket.objects.get(state="parked")
    assert desk.post("/desk/window/resumption/", {"ticket": parked.id}).status_code == 302
    assert desk.post("/desk/window/opening/", {"window": "no"}).status_code == 422


@pytest.mark.parametrize("who", ["resident", "stranger", "other_manager", "administrator"])
def test_who_does_not_serve_here(who, hall, people):
    client, ticket = sit(people[who]), make_ticket(hall, at=now())
    window = Window.objects.get(place=hall, number=1)
    is_administrator = who == "administrator"

    assert client.post("/desk/window/opening/", {"window": window.id}).status_code == (
        404 if who == "other_manager" else 403
    )
    for page in ("", "figures/", "list/", "figures.xlsx"):
        expected = {"other_manager": 404, "administrator": 200}.get(who, 403)
        answer = client.get(f"/desk/tickets/hall/{page}")
        if answer.streaming:
            assert b"".join(answer.streaming_content)[:2] == b"PK"
        assert answer.status_code == expected
    taken = client.post("/desk/tickets/hall/new/", {"item": ""})
    assert taken.status_code == (404 if who == "other_manager" else 403)
    assert (ticket.printed in text(client.get("/desk/tickets/hall/"))) == is_administrator
    assert Ticket.objects.count() == 1


def test_nothing_of_a_person_is_on_display_slip_or_followed_page(hall, desk, people, catalogue):
    ticket = make_ticket(hall, at=now(), account=people["resident"].actor_id, item_code="relief", priority="disabled")
    open_one(desk, hall)
    do(desk, "next")

    pages = ["/display/hall/", "/display/hall/now/"]
    for page in [
        *pages,
        f"/tickets/{ticket.secret}/",
        f"/tickets/{ticket.secret}/now/",
        f"/kiosk/hall/{ticket.secret}/",
    ]:
        shown = text(Client().get(page))
        assert "A001" in shown
        assert not re.search("林|残疾|1390", shown)
        assert page not in pages or "临时救助" not in shown  # what for stands on no wall


def test_a_clerk_sees_no_matter_told_in_confidence(hall, desk, people):
    case = make_case(people["resident"])
    type(case).objects.filter(pk=case.pk).update(is_confidential=True)
    make_ticket(hall, at=now(), account=people["resident"].actor_id)
    open_one(desk, hall)
    do(desk, "next")

    assert case.title not in text(desk.get("/desk/window/"))


def test_the_display_says_what_has_changed_by_its_mark(hall, desk):
    make_ticket(hall, at=now())
    open_one(desk, hall)
    screen = Client()
    first = screen.get("/display/hall/now/")
    assert screen.get("/display/hall/now/", headers={"If-None-Match": first["ETag"]}).status_code == 304

    do(desk, "next")
    called = screen.get("/display/hall/now/", headers={"If-None-Match": first["ETag"]})
    do(desk, "recall")
    again = screen.get("/display/hall/now/", headers={"If-None-Match": called["ETag"]})

    assert (called.status_code, again.status_code) == (200, 200)
    marks = [
        re.search(r'data-mark="([^"]+)" data-number="A001" data-window="1"', text(one))[1] for one in (called, again)
    ]
    assert marks[0] != marks[1]  # called again, it sounds again


def test_a_clerk_takes_a_number_for_somebody(hall, desk, catalogue):
    answer = desk.post("/desk/tickets/hall/new/", {"item": "insure", "priority": "elderly", "key": "k"})

    assert (answer.status_code, Ticket.objects.get().way, Ticket.objects.get().printed) == (302, "clerk", "B001")
    assert desk.post("/desk/tickets/hall/new/", {"item": "tax"}).status_code == 422
    assert "没有窗口受理" not in text(desk.get("/desk/tickets/hall/"))


def test_the_village_clerk_is_led_to_the_one_centre_and_others_choose(hall, people):
    assert sit(people["clerk"]).get("/desk/tickets/").url == "/desk/tickets/hall/"
    make_hall("second")
    page = sit(people["clerk"]).get("/desk/tickets/?q=hqsq")
    assert page.content.count(b'data-keys="row"') == 2
    assert "/desk/window/?place" not in text(page)
    assert text(sit(people["clerk"]).get("/desk/window/")).count("?place=") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_often_for_one_as_for_three(count, hall, people, catalogue, django_assert_num_queries):
    client = sit(people["clerk"])
    open_one(client, hall)
    for _ in range(count + 1):
        make_ticket(hall, at=now(), account=make_resident().actor_id)
    make_case(people["resident"])
    do(client, "next")
    ticket = Ticket.objects.filter(state="waiting").latest("number")
    pages = {
        "/desk/window/": 13, "/desk/tickets/hall/": 15, "/desk/tickets/hall/figures/": 8, "/desk/tickets/hall/list/": 8,
        "/display/hall/now/": 4, f"/tickets/{ticket.secret}/now/": 6, "/kiosk/hall/": 6,
    }  # fmt: skip
    readers = dict.fromkeys(pages, client) | {page: Client() for page in pages if not page.startswith("/desk")}

    for page, asked in pages.items():
        readers[page].get(page)  # what is kept for a second is read
        with django_assert_num_queries(asked, info=page):
            assert readers[page].get(page).status_code == 200
