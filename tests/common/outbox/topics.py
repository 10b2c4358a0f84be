"""Jobs that exist in tests only: one that notes where it ran, one that fails, one by the clock."""

from django.db import connection

from linli.common.jobs import every, job, nightly
from linli.counties.current import current_county

ran: list[tuple[str, str, dict[str, object]]] = []


@job("test.note", queue="test")
def note(**payload: object) -> None:
    ran.append((current_county().code, str(connection.schema_name), payload))  # type: ignore[attr-defined]


@job("test.fail", retry=(7, 70))
def fail() -> None:
    raise ZeroDivisionError


@nightly("test.nightly", hour=2, minute=30)
def by_night() -> None:
    ran.append((current_county().code, "night", {}))


@every(5, topic="test.often")
def often() -> None:
    ran.append((current_county().code, "often", {}))
