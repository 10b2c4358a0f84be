"""The last time at the windows: wanted by two at once, waited for, moved to and lost, as residents meet it at the page."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.test.testcases import LiveServerThread
from django.utils.timezone import localdate, now

from linli.bookings.domain.booking import book_slot, cancel_booking, confirm_hold
from linli.bookings.domain.window_letting import let_window
from linli.bookings.domain.windows import hold_window
from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, WaitingEntry
from linli.bookings.queries.slots import slots_from
from linli.centres.domain.spot import close_with_bookings
from linli.people.reader import system
from linli.places import counter
from linli.places.domain.room import open_window
from tests.factories import make_place, make_resident
from tests.settings.conftest import sit

CENTRE = system("test")


@pytest.fixture(autouse=True)
def _no_catalogue(monkeypatch):
    """Whoever keeps no catalogue is asked for nothing but a time."""
    monkeypatch.setattr(counter, "_items", [])


def make_windows(place, count=2):
    return [
        let_window(open_window(place, number, "综合", by=CENTRE), by=CENTRE, slot_minutes=60, lead_minutes=0)
        for number in range(1, count + 1)
    ]


@pytest.fixture
def windows(place):
    return make_windows(place)


def times_of(window):
    days = slots_from(window, localdate() + timedelta(days=1), 2)
    return [slot.starts_at for day in days for slot in day.slots]


def book(windows, starts_at, who):
    return confirm_hold(hold_window(windows, starts_at, by=who), by=who)


def test_a_full_time_is_waited_for_accepted_and_left(windows, people):
    first, second, *_rest = times_of(windows[0])
    taken = [book(windows, first, make_resident()) for _window in windows]
    for _window in windows:
        book(windows, second, make_resident())
    client, page = sit(people["resident"]), "/centres/hall/windows/"
    choosing = client.get(page, {"day": localdate(first)})
    assert choosing.content.decode().count(f'<option value="{first.isoformat()}"') == 1
    refused = client.post(f"{page}hold/", {"slot": first.isoformat(), "day": localdate(first)})
    text = refused.content.decode()
    assert (refused.status_code, "刚被别人约走" in text, f"{page}waiting/" in text, f'href="{page}?' in text) == (
        409,
        True,
        True,
        True,
    )

    for slot in (first, second):
        assert client.post(f"{page}waiting/", {"slot": slot.isoformat()}).status_code == 302
    assert client.post(f"{page}waiting/", {"slot": first.isoformat()}).status_code == 409
    assert client.post(f"{page}waiting/", {"slot": "later"}).status_code == 422
    assert Client().post(f"{page}waiting/", {"slot": first.isoformat()}).url.startswith("/sign-in/")

    entry = WaitingEntry.objects.get(starts_at=second)
    leaving = f"/me/bookings/waiting/{entry.id}/leaving/"
    assert leaving in client.get("/me/bookings/").content.decode()
    assert sit(people["stranger"]).post(leaving).status_code == 404
    assert client.post(leaving).status_code == 302
    assert [entry.starts_at for entry, _what in client.get("/me/bookings/").context["waiting"]] == [first]

    cancel_booking(taken[0], by=people["manager"], reason="停电")

    kept = Booking.objects.get(account_id=people["resident"].actor_id)
    shown = client.get(f"/me/bookings/{kept.id}/").content.decode()
    assert ("<hold-clock" in shown, "您候补的" in shown) == (True, True)
    assert client.post(f"/me/bookings/{kept.id}/confirmation/", {"people": "1"}).status_code == 302
    kept.refresh_from_db()
    assert kept.state == BookingState.BOOKED


def test_an_appointment_is_moved_at_one_page_and_kept_where_it_cannot_be(windows, people):
    first, second, third = times_of(windows[0])[:3]
    mine = book(windows, first, people["resident"])
    for _window in windows:
        book(windows, second, make_resident())
    client = sit(people["resident"])
    link = f"/centres/hall/windows/?move={mine.id}"
    assert link in client.get(f"/me/bookings/{mine.id}/").content.decode()
    choosing = client.get(link).content.decode()
    move = f"/me/bookings/{mine.id}/move/"
    assert move in choosing
    assert move not in sit(people["stranger"]).get(link).content.decode()

    lost = client.post(move, {"slot": second.isoformat()})
    assert (lost.status_code, "仍为您保留" in lost.content.decode(), move in lost.content.decode()) == (409, True, True)
    assert client.post(move, {"slot": ""}).status_code == 422
    assert sit(people["stranger"]).post(move, {"slot": third.isoformat()}).status_code == 404
    mine.refresh_from_db()
    assert (mine.starts_at, mine.state) == (first, BookingState.BOOKED)

    assert client.post(move, {"slot": third.isoformat()}).status_code == 302
    mine.refresh_from_db()
    assert mine.starts_at == third


def test_a_hold_that_ran_out_is_taken_again_with_all_that_was_typed(windows, people):
    first, second = times_of(windows[0])[:2]
    client = sit(people["resident"])
    held = client.post("/centres/hall/windows/hold/", {"slot": first.isoformat(), "key": "a"}).url
    Booking.objects.update(expires_at=now() - timedelta(seconds=1))
    typed = {"people": "1", "whom": "other", "guest_name": "林奶奶", "agreed": "on"}

    late = client.post(f"{held}confirmation/", typed)
    for _window in windows:
        book(windows, first, make_resident())
    lost = client.post(f"{held}again/", typed | {"slot": first.isoformat(), "key": "b"})
    unnamed = client.post(f"{held}again/", typed | {"guest_name": "", "slot": second.isoformat(), "key": "b"})
    again = client.post(f"{held}again/", typed | {"slot": second.isoformat(), "key": "b"})
    twice = client.post(f"{held}again/", typed | {"slot": second.isoformat(), "key": "b"})

    for answer in (late, lost):
        text = answer.content.decode()
        assert (answer.status_code, 'value="林奶奶"' in text, second.isoformat() in text) == (409, True, True)
    assert (unnamed.status_code, again.status_code, again.url) == (422, 302, twice.url)
    booking = Booking.objects.get(account_id=people["resident"].actor_id, state=BookingState.BOOKED)
    assert (booking.starts_at, booking.guest_name) == (second, "林奶奶")


def test_giving_a_kept_window_back_leads_to_the_times_again(windows, people):
    client = sit(people["resident"])
    held = client.post("/centres/hall/windows/hold/", {"slot": times_of(windows[0])[0].isoformat()}).url

    answer = client.post(f"{held}cancellation/", follow=True)

    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/centres/hall/windows/")


def test_a_window_is_closed_after_it_was_booked_and_each_is_offered_another(windows, place, people):
    first = times_of(windows[0])[0]
    residents = [people["resident"], people["stranger"]]
    mine = [book_slot(windows[0], first + timedelta(hours=hour), by=who) for hour, who in enumerate(residents)]

    close_with_bookings(windows[0].window, by=people["manager"], reason="漏水")

    for booking, who in zip(mine, residents, strict=True):
        client, address = sit(who), f"/me/bookings/{booking.id}/"
        page = client.get(address)
        offer = page.context["offers"][0]
        assert (offer.resource, offer.starts_at, "漏水" in page.content.decode()) == (
            windows[1],
            booking.starts_at,
            True,
        )
        taken = client.post(
            f"{address}acceptance/", {"resource": offer.resource.id, "slot": offer.starts_at.isoformat()}
        )
        assert taken.status_code == 302
    assert Booking.objects.filter(resource=windows[1], state=BookingState.BOOKED).count() == 2


class Session:
    """A browser without script, over a real connection."""

    def __init__(self, server, reader):
        self.server, self.cookies = server, {name: morsel.value for name, morsel in sit(reader).cookies.items()}

    def ask(self, method, path, fields=None):
        line = HTTPConnection("localhost", self.server.port, timeout=30)
        head = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Host": "350181.localhost",
        }
        if fields is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, urlencode(fields) if fields is not None else None, head)
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                self.cookies.update([value.split(";")[0].split("=", 1)])
        text = answer.read().decode()
        line.close()
        return answer.status, answer.getheader("Location", ""), text

    def form(self, path):
        """Open a page; return what its form sends unseen."""
        _status, _to, text = self.ask("GET", path)
        return dict(re.findall(r'name="(csrfmiddlewaretoken|key|item|case)" value="([^"]*)"', text))


@pytest.fixture
def server(committed):
    thread = LiveServerThread("localhost", lambda handler: handler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield thread
    thread.terminate()


def test_two_residents_on_the_last_time_over_the_wire(server):
    """Two sessions, one live server, the same moment: one has it, the other reads what else is free and may wait."""
    place = make_place("hall", hours="0:00-24:00")
    windows, page = make_windows(place, 1), "/centres/hall/windows/"
    last, other = times_of(windows[0])[:2]
    two = [Session(server, make_resident()) for _number in range(2)]
    forms = [one.form(page) for one in two]
    barrier = Barrier(2)

    def press(number):
        barrier.wait()
        return two[number].ask(
            "POST", f"{page}hold/", forms[number] | {"slot": last.isoformat(), "day": localdate(last)}
        )

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, range(2)))

    winner, loser = sorted(range(2), key=lambda number: answers[number][0])
    assert [answers[winner][0], answers[loser][0]] == [302, 409]
    text = answers[loser][2]
    assert "刚被别人约走" in text
    assert f'value="{other.isoformat()}"' in text
    token = forms[loser]["csrfmiddlewaretoken"]
    wait = two[loser].ask("POST", f"{page}waiting/", {"csrfmiddlewaretoken": token, "slot": last.isoformat()})
    assert wait[0] == 302
    assert Booking.objects.count() == 1

    back = f"{answers[winner][1]}cancellation/"
    assert two[winner].ask("POST", back, {"csrfmiddlewaretoken": forms[winner]["csrfmiddlewaretoken"]})[0] == 302

    kept = Booking.objects.get(state=BookingState.HELD)
    status, _to, text = two[loser].ask("GET", f"/me/bookings/{kept.id}/")
    assert (status, "您候补的" in text) == (200, True)
