from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from linli.bookings.models import Resource
from linli.common.errors import Refusal
from linli.people.enums import Role
from tests.factories import OTHER_VILLAGE, VILLAGE, make_place, make_resident, make_staff

# A Monday in a year whose holidays are known; the day before it everything is decided.
MONDAY = datetime(2026, 11, 30, tzinfo=get_current_timezone())
NOW = MONDAY - timedelta(hours=12)


def moment(clock: str, *, days: int = 0) -> datetime:
    return datetime.combine(MONDAY.date() + timedelta(days=days), time.fromisoformat(clock), get_current_timezone())


def make_resource(place=None, **facts) -> Resource:
    place = place or make_place()
    return Resource.objects.create(
        place=place, **({"kind": "room", "name": f"棋牌室{Resource.objects.count()}", "most_people": 4} | facts)
    )


@pytest.fixture
def resource(db):
    """A room of a place open 8:00-12:00 and 14:30-17:30: seven slots of an hour a day."""
    return make_resource()


@pytest.fixture
def people(db):
    return {
        "manager": make_staff(Role.MANAGER, area=VILLAGE),
        "clerk": make_staff(Role.CLERK, area=VILLAGE),
        "other_manager": make_staff(Role.MANAGER, area=OTHER_VILLAGE),
        "stranger": make_resident(),
    }


@pytest.fixture
def resident(db):
    return make_resident()


@contextmanager
def refused(code):
    """Whatever is done within is refused, for exactly this reason."""
    with pytest.raises(Refusal) as found:
        yield found
    assert found.value.code == code
