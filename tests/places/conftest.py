from contextlib import contextmanager

import pytest

from linli.common.errors import Refusal
from linli.people.enums import Role
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_place, make_resident, make_staff


@pytest.fixture
def place(db):
    return make_place("one", name="宏侨中心", initials="hqzx")


@pytest.fixture
def readers(db):
    return {
        "manager": make_staff(Role.MANAGER, area=VILLAGE),
        "town_administrator": make_staff(Role.ADMINISTRATOR, area=TOWN),
        "other_manager": make_staff(Role.MANAGER, area=OTHER_VILLAGE),
        "clerk": make_staff(Role.CLERK, area=VILLAGE),
        "resident": make_resident(),
    }


@pytest.fixture
def manager(readers):
    return readers["manager"]


@contextmanager
def refused(code):
    """Whatever is done within is refused, for exactly this reason."""
    with pytest.raises(Refusal) as found:
        yield found
    assert found.value.code == code
