from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.bookings.domain.resource import let_room
from linli.bookings.queries.slots import slots_from
from linli.people.enums import Role
from linli.people.reader import system
from linli.places.domain.room import open_room
from linli.places.enums import RoomKind
from tests.factories import OTHER_VILLAGE, VILLAGE, make_place, make_resident, make_staff
from tests.settings.conftest import _static_folder, sit  # noqa: F401


@pytest.fixture
def place(db):
    return make_place("hall", name="宏侨社区中心", initials="hqsqzx", hours="0:00-24:00")


@pytest.fixture
def room(place):
    made = open_room(place, "棋牌室", kind=RoomKind.CHESS, by=system("test"), seats=4)
    return let_room(made, by=system("test"), cancel_minutes=0, most_slots=2)


@pytest.fixture
def slot(room):
    """The first free slot of the day after tomorrow: more than a day ahead, whatever the hour of the test."""
    days = slots_from(room, localdate() + timedelta(days=2), 3)
    return next(slot.starts_at for day in days for slot in day.slots)


@pytest.fixture
def people(db):
    return {
        "manager": make_staff(Role.MANAGER, area=VILLAGE),
        "clerk": make_staff(Role.CLERK, area=VILLAGE),
        "other_manager": make_staff(Role.MANAGER, area=OTHER_VILLAGE),
        "resident": make_resident(),
        "stranger": make_resident(),
    }
