import pytest
from django.utils.timezone import localdate

from linli.grid.domain.voluntary_post import Volunteer, open_voluntary_post
from linli.grid.enums import VoluntaryKind
from linli.people.enums import Role
from linli.people.reader import system
from tests.cases.conftest import people  # noqa: F401
from tests.factories import GRID, TOWN, make_staff
from tests.settings.conftest import _static_folder, sit  # noqa: F401

SHEET = f"/desk/grids/{GRID}/"


@pytest.fixture
def town(people):  # noqa: F811
    return people.town_dispatcher


@pytest.fixture
def head(people):  # noqa: F811
    return make_staff(Role.GRID_HEAD, unit=people.village_office, area=GRID[:12])


@pytest.fixture
def town_administrator(people):  # noqa: F811
    return make_staff(Role.ADMINISTRATOR, area=TOWN)


def volunteer(kind=VoluntaryKind.RIDER, **words):
    return Volunteer(kind, **({"name": "欧阳送达", "phone": "+8613800004217", "consent_on": localdate()} | words))


def place(kind=VoluntaryKind.RIDER, grid=GRID, **words):
    return open_voluntary_post(grid, volunteer(kind, **words), by=system("test"))
