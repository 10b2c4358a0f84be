"""What runs by the clock runs in the app's role, which may only add to append-only tables; the tests themselves are the owner."""

import pytest
from django.db import connection

from linli.common.jobs import listener, topics
from linli.config.database import APP_ROLE, OWNER_ROLE
from linli.counties.current import current_county
from tests.factories import make_case, make_offices


@pytest.fixture
def as_app(committed):
    make_offices()
    make_case()
    _enter_as(APP_ROLE)
    yield
    _enter_as(OWNER_ROLE)


def _enter_as(role):
    county = current_county()
    connection.close()
    connection.settings_dict["USER"] = role
    connection.set_tenant(county)


def test_what_runs_by_the_clock_runs_in_the_role_of_the_app(as_app):
    by_clock = [topic for topic in topics() if listener(topic).cron]
    faults = {}
    for topic in by_clock:
        try:
            listener(topic).run()
        except Exception as error:
            faults[topic] = str(error)

    assert len(by_clock) >= 5
    assert faults == {}
