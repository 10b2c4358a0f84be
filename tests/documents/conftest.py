from uuid import UUID

import pytest
from django.test import Client

from linli.documents import holders
from linli.people.models import Account, Post, Unit
from linli.people.reader import ANONYMOUS

DOOR = "linli.people.backend.AccountBackend"
BASKET = UUID("01920000-0000-8000-8000-000000000001")


class Browser(Client):
    """Reads every answer to its end, as a browser does; a streamed one gives its bytes as `body`."""

    def request(self, **request):
        answer = super().request(**request)
        answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Each test has a store of its own."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path / "f")}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return tmp_path / "f"


@pytest.fixture
def stored(folder):
    """What stands in the store now."""
    return lambda: sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def shelf(monkeypatch):
    """A holder of another floor: its readers, to be changed by the test."""
    allowed = set()
    monkeypatch.setitem(
        holders._holders, "shelf", lambda number, reader, request: reader.actor_id in allowed or reader is ANONYMOUS
    )
    return allowed


@pytest.fixture
def resident(db):
    return Account.objects.create(phone="+8613800138000")


@pytest.fixture
def neighbour(db):
    return Account.objects.create(phone="+8613800138001")


@pytest.fixture
def staff(db):
    def make(role="clerk"):
        unit = Unit.objects.get_or_create(code="centre", name="中心", kind="city_office", area="350181")[0]
        account = Account.objects.create_staff(f"one-{role}", None, display_name="One")
        Post.objects.create(account=account, unit=unit, role=role, area="350181", from_on="2026-01-01")
        return account

    return make


@pytest.fixture
def visit():
    """A browser that reads English; somebody may be signed in."""

    def enter(account=None, **options):
        client = Browser(**options)
        client.cookies["linli_language"] = "en"
        if account:
            client.force_login(account, backend=DOOR)
        return client

    return enter
