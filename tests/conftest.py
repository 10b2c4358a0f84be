import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from linli.areas.queries.map import area_map
from linli.cases.queries.procedure import kind_map, published
from linli.common.domain import configuration
from linli.common.domain.configuration import forget_everything
from linli.counties.current import county_by_code, forget_counties
from linli.screen.reading import forget_readings
from tests.database import copy_database, drop_database, drop_leftovers, make_database

settings.WHITENOISE_USE_FINDERS = False  # each client would list every file; what is served is asked of a real server
NAME = f"test_linli_{os.getpid()}"  # several runs at once do not meet


def pytest_collection_finish() -> None:
    """What is loaded now stays until the end; the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One database a test process, migrated and with the ground laid (divisions, kinds, procedures)."""
    with django_db_blocker.unblock():
        drop_leftovers()
        make_database(NAME)
        _read_the_ground()
        yield
        drop_database(NAME)


_ground: dict[object, object] = {}


def _read_the_ground() -> None:
    """Keep what every test would read anew and few change; a change has its own number, so it is read as always."""
    forget_everything()
    county_by_code(settings.LINLI_COUNTY)
    area_map(), published(), kind_map()
    _ground.update(configuration._kept)
    connection.close()


@pytest.fixture(autouse=True)
def _in_the_county(django_db_setup: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test that reads the database stands in Fuqing, with nothing kept from the test before.

    One that may not read it finds the ground all the same, whichever test came first.

    Configuration is looked at once and not every second, so that a slow machine counts the same statements.
    """
    monkeypatch.setattr("linli.common.domain.configuration.LOOK_EVERY_SECONDS", 3600.0)
    forget_everything()
    configuration._kept.update(_ground)  # type: ignore[arg-type]
    forget_readings()
    translation.activate(settings.LANGUAGE_CODE)  # a test that chose another language leaves it to the thread
    if "committed" in request.fixturenames:
        assert request.node.get_closest_marker("django_db") is None, "committed and django_db exclude each other"
    elif "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of the test's own, copied whole: for tests of commits, locks, threads and killed processes."""
    with django_db_blocker.unblock():
        before = copy_database(NAME, f"{NAME}_own")
        forget_counties()
        connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
        yield
        connection.close()
        drop_database(f"{NAME}_own")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = before
        forget_counties()
        _read_the_ground()
