import pytest
from django.conf import settings

from linli.people.models import Account, Post, Unit
from linli.people.reader import system


@pytest.fixture(autouse=True, scope="session")
def _static_folder():
    """WhiteNoise warns where the folder of built files is missing, and a warning is an error."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def by():
    return system("test")


@pytest.fixture
def staff(db, client):
    """Sign somebody with a post in, and give the client whose language is English."""

    def sign_in(role):
        unit = Unit.objects.create(code="centre", name="中心", kind="city_office", area="350181")
        account = Account.objects.create_staff("somebody", None, display_name="Somebody")
        Post.objects.create(account=account, unit=unit, role=role, area="350181", from_on="2026-01-01")
        client.force_login(account, backend="linli.people.backend.AccountBackend")
        client.cookies["linli_language"] = "en"
        return client

    return sign_in
