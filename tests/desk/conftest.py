import re

import pytest
from django.test import Client

from linli.cases.domain.deed import Sent
from linli.people.models import Account
from tests.cases.conftest import people  # noqa: F401  (the same people meet at the desk)
from tests.factories import make_photo

BACKEND = "linli.people.backend.AccountBackend"
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


@pytest.fixture
def desk(db):
    """Sit down at the desk as somebody: `desk(people.manager)` gives a client signed in as them."""

    def sit(reader, language: str = "zh-hans") -> Client:
        client = Client()
        client.force_login(Account.objects.get(id=reader.actor_id), backend=BACKEND)
        client.cookies["linli_language"] = language
        return client

    return sit


def printed(case) -> str:
    from linli.cases.queries.listing import number_text

    return number_text(case.number, case.opened_at)


def url(case, noun: str = "") -> str:
    return f"/desk/cases/{printed(case)}/" + (f"{noun}/" if noun else "")


def hidden(page: str, name: str) -> str:
    """The value of a hidden field as the page holds it."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden field {name}"
    return found[1]


def do(client: Client, case, noun: str, *, headers=None, **words):
    """Fill in the form of a deed as it stands on its page and send it."""
    page = client.get(url(case, noun)).content.decode()
    kept = {name: hidden(page, name) for name in ("seq", "key")}
    return client.post(url(case, noun), {**kept, **words}, headers=headers or {})


def with_photo() -> Sent:
    return Sent(basket=make_photo())
