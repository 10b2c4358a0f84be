from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from linli.bookings.domain.booking import book_slot
from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, WaitingEntry
from tests.settings.conftest import sit


@pytest.fixture
def client(people):
    return sit(people["resident"])


@pytest.fixture
def page(room):
    return f"/centres/hall/rooms/{room.id}/"


def test_a_room_is_booked_without_script(client, page, slot, people):
    choosing = client.get(page)
    assert choosing.status_code == 200
    form = {"slot": slot.isoformat(), "slots": "2", "key": choosing.context["key"]}

    held = client.post(f"{page}hold/", form)
    again = client.post(f"{page}hold/", form)  # a double click

    assert (held.status_code, held.url) == (302, again.url)
    assert "为您留到" in client.get(held.url).content.decode()
    wrong = client.post(f"{held.url}confirmation/", {"people": "9", "purpose": "下棋"})
    assert (wrong.status_code, "下棋" in wrong.content.decode()) == (422, True)
    assert client.post(f"{held.url}confirmation/", {"people": "3", "purpose": "下棋"}).status_code == 302
    booking = Booking.objects.get()
    assert (booking.state, booking.people, booking.ends_at - booking.starts_at) == (
        BookingState.BOOKED,
        3,
        timedelta(hours=2),
    )
    assert [row.id for row, _what in client.get("/me/bookings/").context["rows"]] == [booking.id]
    assert client.post(f"{held.url}cancellation/").status_code == 302
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED


def test_a_hold_that_ran_out_says_so_and_offers_to_choose_again(client, page, slot):
    held = client.post(f"{page}hold/", {"slot": slot.isoformat()})
    Booking.objects.update(expires_at=now() - timedelta(seconds=1))

    answer = client.post(f"{held.url}confirmation/", {"people": "1"})

    assert (answer.status_code, page in answer.content.decode()) == (409, True)
    assert "已自动释放" in client.get(held.url).content.decode()


def test_a_taken_time_is_refused_and_can_be_waited_for(client, page, slot, room, people):
    book_slot(room, slot, by=people["stranger"])

    refused = client.post(f"{page}hold/", {"slot": slot.isoformat()})
    waiting = client.post(f"{page}waiting/", {"slot": slot.isoformat()})

    assert (refused.status_code, "刚被别人约走" in refused.content.decode()) == (409, True)
    assert (waiting.status_code, WaitingEntry.objects.count()) == (302, 1)
    assert client.post(f"{page}waiting/", {"slot": slot.isoformat()}).status_code == 409
    assert client.get("/me/bookings/").context["waiting"][0][0].starts_at == slot


@pytest.mark.parametrize("word", ["", "tomorrow", "2026-13-01T00:00", "2026-11-30T09:00", "0001-01-01T00:00:00+08:00"])
def test_a_time_that_is_none_is_refused(word, client, page):
    assert client.post(f"{page}hold/", {"slot": word}).status_code == 422


def test_nobody_books_without_signing_in_and_nobody_sees_what_is_not_theirs(page, slot, room, people):
    booking = book_slot(room, slot, by=people["resident"], purpose="不外传")
    address = f"/me/bookings/{booking.id}/"

    assert Client().post(f"{page}hold/", {"slot": slot.isoformat()}).url.startswith("/sign-in/")
    for who in ("stranger", "manager"):
        assert sit(people[who]).get(address).status_code == 404
        assert sit(people[who]).post(f"{address}cancellation/").status_code == 404
    assert sit(people["resident"]).post(f"{address}elsewhere/").status_code == 404


def test_a_booking_is_moved(client, page, slot, room, people):
    booking = book_slot(room, slot, by=people["resident"])
    there = client.get(f"{page}?move={booking.id}")
    assert there.context["moving"] == booking

    later = slot + timedelta(hours=1)
    assert client.post(f"/me/bookings/{booking.id}/move/", {"slot": later.isoformat()}).status_code == 302

    booking.refresh_from_db()
    assert booking.starts_at == later


def test_a_calendar_is_read_at_its_secret_address_until_another_is_made(client, slot, room, people):
    book_slot(room, slot, by=people["resident"], purpose="不外传")
    client.post("/me/bookings/calendar/")
    secret = client.get("/me/bookings/").context["secret"]
    address = f"/calendars/account/{people['resident'].actor_id}/{secret}.ics"

    answer = Client().get(address)

    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (text.count("BEGIN:VEVENT"), "SUMMARY:棋牌室" in text, "不外传" in text) == (1, True, False)
    client.post("/me/bookings/calendar/")
    assert Client().get(address).status_code == 404
    assert Client().get(address.replace("/account/", "/place/")).status_code == 404


def test_the_week_of_a_room_asks_a_bounded_number_of_times(page, people, django_assert_max_num_queries):
    client = sit(people["resident"])
    client.get(page)

    with django_assert_max_num_queries(10):
        assert client.get(page).status_code == 200
