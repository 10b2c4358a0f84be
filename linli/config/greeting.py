"""What `linli up` prints when everything is there: the addresses and, in a demonstration, the ways in."""

from collections.abc import Callable, Iterator

import linli
from linli.config import settings
from linli.config.port import first_page, written

PAGES = {
    "Portal": "/",
    "Desk": "/desk/",
    "Field": "/field/",
    "Screen": "/screen/",
    "Settings": "/settings/",
    "Interface": "/api/v1/docs",
}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def greeting(host: str, port: int) -> Iterator[str]:
    """The lines to print; a page that is not there is not promised."""
    address = f"http://{written(host)}:{port}"
    yield f"\nLinli {linli.__version__} is up.\n"
    for name, path in PAGES.items():
        if first_page(host, port, path) not in (None, 404):
            yield f"  {name:<10} {address}{path}"
    from django.db import Error

    try:
        yield from _who_may_sign_in(address, host)
    except Error:  # the database may die at this moment as at any other; `up` brings it back and goes on
        yield "\n  The database went away just now, so who may sign in could not be read; it is being looked after."
    yield "\nStop everything with Ctrl-C."


def _who_may_sign_in(address: str, host: str) -> Iterator[str]:
    if settings.LINLI_DEMO:
        yield from _demonstration(address, host)
    elif in_county(lambda: not _has_administrator()):
        yield "\n  Nobody administers the county yet: .venv/bin/linli people add-administrator NAME"


def _demonstration(address: str, host: str) -> Iterator[str]:
    if host not in LOOPBACK:
        yield "\n  A demonstration shows sign-in codes to everybody who can reach it; LINLI_DEMO=no ends that."
    from linli.config.demo import demo_is_loaded, sign_ins

    ways = in_county(lambda: sign_ins() if demo_is_loaded() else [])
    if ways:
        yield "\n  Demonstration sign-ins; every person and matter is invented:\n"
    rows = [(way.who, way.name, way.secret, f"{address}{way.door}") for way in ways]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield (
            "    "
            + "  ".join(word + " " * (width - _width(word)) for word, width in zip(row, widths, strict=True)).rstrip()
        )


def _has_administrator() -> bool:
    from linli.people.queries.post import has_administrator

    return has_administrator()


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def county_is_empty() -> bool:
    from linli.areas.models import Area
    from linli.cases.models import Kind

    return in_county(lambda: not (Area.objects.exists() and Kind.objects.exists()))


def demo_is_missing() -> bool:
    from linli.config.demo import demo_is_loaded

    return in_county(lambda: not demo_is_loaded())


def in_county[T](read: Callable[[], T]) -> T:
    """Read something in the county over a connection that is closed again: `up` only looks after others."""
    from django.db import connection

    from linli.config.cli import enter_county

    try:
        enter_county()
        return read()
    finally:
        connection.close()
