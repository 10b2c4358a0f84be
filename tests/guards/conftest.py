from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction

from linli.counties.current import county_by_code
from tests.guards.world import World


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One world a module: to make it costs more than most tests ask of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def world(_made: World, caplog: pytest.LogCaptureFixture) -> Iterator[World]:
    """The world as it was made; what a test does to it is taken back."""
    caplog.set_level("CRITICAL", logger="django.request")  # most of the answers asked for are refusals
    with transaction.atomic():
        yield _made
        transaction.set_rollback(True)
