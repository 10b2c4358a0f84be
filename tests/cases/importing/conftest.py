from collections.abc import Iterator

import pytest
from django.db import connection

from linli.config.database import ensure_county, migrate_county
from linli.config.ground import lay_ground
from linli.counties.current import county_by_code, forget_counties, inside
from linli.counties.models import County
from linli.people.enums import Role
from linli.people.reader import Held, Reader


@pytest.fixture
def baltimore(committed) -> Iterator[County]:
    """A second county beside Fuqing, in its own schema, in a database of the test's own."""
    connection.set_schema_to_public()  # a county is made outside of all counties
    ensure_county(
        "240510", say=str, name="Baltimore", name_en="Baltimore", number_prefix="BA", time_zone="America/New_York"
    )
    migrate_county("c240510")
    forget_counties()
    connection.set_tenant(county_by_code("350181"))
    with inside(county_by_code("240510")) as county:
        lay_ground(say=str)
        yield county


@pytest.fixture
def administrator() -> Reader:
    """Somebody who sees the whole county."""
    from linli.common.ids import uuid7

    post = Held(Role.ADMINISTRATOR, "240510", uuid7(), "City Hall", uuid7())
    return Reader(actor_id=uuid7(), name="administrator", posts=(post,))
