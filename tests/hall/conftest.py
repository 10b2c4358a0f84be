from contextlib import contextmanager

import pytest

from linli.common.errors import Refusal
from linli.people.enums import Role
from tests.factories import COUNTY, OTHER_VILLAGE, TOWN, VILLAGE, make_place, make_resident, make_staff
from tests.settings.conftest import _static_folder, sit  # noqa: F401

BOTH = ["party_service", "government_service"]


@pytest.fixture
def place(db):
    return make_place("hall", name="宏侨社区中心", initials="hqsqzx", functions=BOTH, hours="0:00-24:00")


@pytest.fixture
def keeper(db):
    """An administrator of the county."""
    return make_staff(Role.ADMINISTRATOR, area=COUNTY)


@pytest.fixture
def readers(keeper):
    return {
        "keeper": keeper,
        "town_administrator": make_staff(Role.ADMINISTRATOR, area=TOWN),
        "auditor": make_staff(Role.AUDITOR, area=COUNTY),
        "manager": make_staff(Role.MANAGER, area=VILLAGE),
        "other_manager": make_staff(Role.MANAGER, area=OTHER_VILLAGE),
        "clerk": make_staff(Role.CLERK, area=VILLAGE),
        "resident": make_resident(),
    }


@contextmanager
def refused(code):
    """Whatever is done within is refused, for exactly this reason."""
    with pytest.raises(Refusal) as found:
        yield found
    assert found.value.code == code
