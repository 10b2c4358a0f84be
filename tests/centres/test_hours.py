"""Hours of a centre are changed after somebody has booked: they are told and offered another, and the manager reads how many."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime
from pytest_django.asserts import assertContains

from linli.bookings.models import Booking
from linli.bookings.queries.slots import slots_from
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.places.domain.room import open_room
from linli.places.enums import RoomKind
from tests.bookings.conftest import make_resource
from tests.factories import VILLAGE, make_place, make_resident, make_staff
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
SHEET = "/desk/centres/hall/"


@pytest.fixture
def booked():
    """A room of a centre, booked at its first free time in three days or more."""
    from linli.bookings.domain.booking import book_slot
    from linli.people.reader import system

    place = make_place("hall")
    room = make_resource(place, room=open_room(place, "棋牌室", kind=RoomKind.CHESS, by=system("test"), seats=4))
    days = slots_from(room, localdate() + timedelta(days=3), 10)
    return book_slot(room, next(slot for day in days for slot in day.slots).starts_at, by=make_resident())


def told(booking):
    return Notice.objects.filter(recipient=booking.account_id).order_by("id").last()


def test_a_day_is_closed_after_it_was_booked(booked):
    client = sit(make_staff(Role.MANAGER, area=VILLAGE))
    day = localdate(booked.starts_at).isoformat()

    page = client.post(
        f"{SHEET}exception/", {"first_on": day, "last_on": day, "spans": "", "reason": "停电检修"}, follow=True
    )

    assertContains(page, "有 1 个预约落在这段时间")
    booked.refresh_from_db()
    assert (booked.state, booked.note, told(booked).topic) == ("cancelled", "停电检修", "bookings.closed")
    assertContains(sit_as(booked).get(f"/me/bookings/{booked.id}/"), "停电检修")


def test_another_week_loses_what_it_leaves_out_and_taking_it_back_loses_nothing_more(booked):
    client = sit(make_staff(Role.MANAGER, area=VILLAGE))
    at = localtime(booked.starts_at)
    same = {f"day_{number}": "8:00-12:00, 14:30-17:30" for number in range(9)}

    client.post(f"{SHEET}hours/", same)
    assert Booking.objects.get().state == "booked"
    client.post(f"{SHEET}hours/", same | {f"day_{at.weekday()}": ""})

    booked.refresh_from_db()
    assert (booked.state, told(booked).parameters["reason"]) == ("cancelled", "开放时间有变")


def sit_as(booking):
    from linli.people.reader import reader_of

    return sit(reader_of(booking.account))
