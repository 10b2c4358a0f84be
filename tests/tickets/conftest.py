from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from linli.bookings.models import Booking, Resource
from linli.common.errors import Refusal
from linli.people.enums import Role
from linli.people.reader import system
from linli.places import counter
from linli.places.counter import CounterItem
from linli.places.models import Window
from linli.tickets.domain.taking import take_ticket
from linli.tickets.domain.window import open_window
from linli.tickets.enums import Way
from tests.factories import OTHER_VILLAGE, VILLAGE, make_place, make_resident, make_staff
from tests.settings.conftest import _static_folder, sit  # noqa: F401

# A Monday in a year whose holidays are known.
MONDAY = datetime(2026, 11, 30, tzinfo=get_current_timezone())
CATALOGUE = [
    CounterItem("elder", "老年人优待证", "民政", "/items/elder/"),
    CounterItem("relief", "临时救助", "民政", "/items/relief/"),
    CounterItem("insure", "医保参保登记", "医保社保", "/items/insure/"),
]


def moment(clock: str, *, days: int = 0, seconds: int = 0) -> datetime:
    day = MONDAY.date() + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(clock), get_current_timezone()) + timedelta(seconds=seconds)


NINE = moment("09:00")


@contextmanager
def refused(code):
    """Whatever is done within is refused, for exactly this reason."""
    with pytest.raises(Refusal) as found:
        yield found
    assert found.value.code == code


@pytest.fixture
def catalogue(monkeypatch):
    """Two groups of matters: A and B."""
    monkeypatch.setattr(counter, "_items", [lambda _code: CATALOGUE])


def make_hall(code="hall", hours="8:00-12:00, 14:30-17:30", windows=3):
    place = make_place(code, name="宏侨社区中心", initials="hqsqzx", hours=hours)
    for number in range(1, windows + 1):
        Window.objects.create(place=place, number=number, name=f"{number}号窗口")
    return place


@pytest.fixture
def place(db):
    return make_hall()


@pytest.fixture
def people(db):
    return {
        "clerk": make_staff(Role.CLERK, area=VILLAGE),
        "second": make_staff(Role.CLERK, area=VILLAGE),
        "manager": make_staff(Role.MANAGER, area=VILLAGE),
        "administrator": make_staff(Role.ADMINISTRATOR, area=VILLAGE),
        "other_manager": make_staff(Role.MANAGER, area=OTHER_VILLAGE),
        "resident": make_resident(),
        "stranger": make_resident(),
    }


@pytest.fixture
def clerk(people):
    return people["clerk"]


def make_ticket(place, at=NINE, **facts):
    return take_ticket(place, by=system("test"), way=Way.KIOSK, at=at, **facts)


def make_session(place, by, number=1, at=None, **facts):
    return open_window(Window.objects.get(place=place, number=number), by=by, at=at or moment("08:00"), **facts)


@pytest.fixture
def session(place, clerk):
    return make_session(place, clerk)


def make_booking(place, resident, clock="09:00", *, kind="window", days=0, state="booked"):
    """An appointment at a window, as the engine keeps it."""
    resource, _ = Resource.objects.get_or_create(place=place, kind=kind, name=f"{kind}预约", defaults={"units": 5})
    starts_at = moment(clock, days=days)
    ends_at = starts_at + timedelta(minutes=30)
    seat = Booking.objects.filter(resource=resource).count() + 1
    return Booking.objects.create(
        resource=resource, seat=seat, account_id=resident.actor_id, starts_at=starts_at, ends_at=ends_at,
        during=(starts_at, ends_at), state=state, made_at=starts_at - timedelta(days=3), changed_at=starts_at,
    )  # fmt: skip
