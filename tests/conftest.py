import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from linli.common.domain.configuration import forget_everything
from linli.counties.current import county_by_code, forget_counties
from tests.database import copy_database, drop_database, make_database

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One database a test process, migrated and with the ground laid (divisions, kinds, procedures)."""
    name = f"test_linli{WORKER}"
    with django_db_blocker.unblock():
        make_database(name)
        yield
        drop_database(name)


@pytest.fixture(autouse=True)
def _in_the_county(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test that reads the database stands in Fuqing, with nothing kept from the test before."""
    forget_everything()
    if "committed" in request.fixturenames:
        assert request.node.get_closest_marker("django_db") is None, "committed and django_db exclude each other"
    elif {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("db")
        connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    yield


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of the test's own, copied whole: for tests of commits, locks, threads and killed processes."""
    with django_db_blocker.unblock():
        before = copy_database(f"test_linli{WORKER}", f"test_linli{WORKER}_own")
        forget_counties()
        connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
        yield
        connection.close()
        drop_database(f"test_linli{WORKER}_own")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = before
        forget_counties()
        forget_everything()
