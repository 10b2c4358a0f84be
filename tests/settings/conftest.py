import pytest
from django.test import Client

from linli.people.enums import Role
from linli.people.models import Account
from linli.people.reader import Reader
from tests.cases.conftest import people  # noqa: F401  (the same people look after the system)
from tests.factories import TOWN, make_staff

BACKEND = "linli.people.backend.AccountBackend"


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


def sit(reader: Reader, language: str = "zh-hans") -> Client:
    """Sit down as somebody."""
    client = Client()
    client.force_login(Account.objects.get(id=reader.actor_id), backend=BACKEND)
    client.cookies["linli_language"] = language
    return client


@pytest.fixture
def admin(people) -> Client:  # noqa: F811
    return sit(people.administrator)


@pytest.fixture
def town_administrator(people) -> Reader:  # noqa: F811
    return make_staff(Role.ADMINISTRATOR, area=TOWN)
