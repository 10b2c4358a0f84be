"""Whatever stands in an address, no page breaks on it: every GET address, every name it reads, values nobody means.

Which names a page reads is not written down anywhere: the first request of each address tells, by what it asks of the
query. Each name is then asked alone, so that a fault in one does not hide behind the refusal of another.
"""

import re
from contextlib import contextmanager
from itertools import cycle, islice
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.urls import get_resolver, reverse

from linli.people.enums import Role
from tests.guards.test_permission_matrix import table

pytestmark = pytest.mark.timeout(900)  # some two thousand pages
BIG = "9" * 400
# Percent-encoded: some of them are no text at all.
VALUES = ("a%00b", "%FF%ED%A0%80", BIG, "%C2%B2", "0001-01-01", "9999-12-31", "%25(x)s%7B0%7D")
EACH = 1  # of the values is given to each name, in turn: all seven meet every kind of name many times over
DAYS = re.compile(
    "first|last|day|_from|_to|since|until|before|after|month|^on$"
)  # these meet both ends of time as well


class Spy:
    """Notes the names that are asked of a query."""

    def __init__(self):
        self.names = set()

    @contextmanager
    def watching(self):
        names = self.names

        def noting(method):
            original = getattr(QueryDict, method)

            def ask(query, name, *more, **options):
                if isinstance(name, str):
                    names.add(name)
                return original(query, name, *more, **options)

            return patch.object(QueryDict, method, ask)

        with noting("get"), noting("getlist"), noting("__getitem__"), noting("__contains__"):
            yield


def actor_of(name):
    """Somebody for whom the address has a page."""
    line = table()[name]["GET"]
    first, *others = line.split("; ")
    if first.startswith("200"):
        named = " ".join(part.split(": ")[1] for part in others).split()
        return next(who for who in ("administrator", "reporter", "manager", "anonymous") if who not in named)
    return next((part.split(": ")[1].split()[0] for part in others if part.startswith("200")), "administrator")


def one_of_each(world):
    """Every address once: what reads a query reads it alike for each matter."""
    seen = set()
    for name, path in world.addresses():
        if name.split()[0] not in seen:
            seen.add(name.split()[0])
            yield name, path


def test_no_value_of_any_query_breaks_a_page(world):
    broken, values = [], cycle(VALUES)
    for name, path in one_of_each(world):
        who, spy, bare = actor_of(name), Spy(), path.partition("?")[0]
        with spy.watching():
            status, _ = world.ask(who, "GET", path)
            assert status < 500, (name, status)
        for asked in sorted(spy.names):
            ends = VALUES[4:6] if DAYS.search(asked) else ()
            for value in {*islice(values, EACH), *ends}:
                status, _ = world.ask(who, "GET", f"{bare}?{quote(asked)}={value}")
                if status >= 500:
                    broken.append(f"{name} ?{asked}={value[:40]}: {status}")
        twice = "&".join(f"{quote(asked)}=1&{quote(asked)}=%00" for asked in sorted(spy.names)) or "a=1&a=%00"
        if (status := world.ask(who, "GET", f"{bare}?{twice}")[0]) >= 500:
            broken.append(f"{name} all twice: {status}")

    assert broken == []


def test_pages_are_seen_to_read_their_queries(world):
    spy = Spy()
    with spy.watching():
        world.ask("administrator", "GET", "/desk/looks/")

    assert {"before", "after", "unit", "person", "day"} <= spy.names


WORDS = ("%00", "%FF", BIG, "%D9%A3%D9%A3", "..", "%27%20OR%201", "FQ2026-" + BIG)


def patterns(resolver=None, prefix=""):
    for found in (resolver or get_resolver()).url_patterns:
        route = prefix + str(found.pattern)
        if hasattr(found, "url_patterns"):
            yield from patterns(found, route)
        elif "<" in route:
            yield route, found.callback


def let_in(view):
    """Whom the door of a view lets in, so that the word is read and not the right; of each sort one where all may enter."""
    audience = getattr(view, "audience", frozenset({"anybody"}))
    roles = sorted(str(role) for role in audience if role in set(Role))
    if roles:
        return roles[:1]
    return ["administrator"] if audience == {"staff"} else ["administrator", "reporter"]


def test_no_word_in_a_path_breaks_a_page(world):
    broken = []
    for route, view in patterns():
        for word in WORDS:
            path = "/" + re.sub(r"<(?:\w+:)?\w+>", word, route).lstrip("^/")
            for who in let_in(view):
                if (status := world.ask(who, "GET", path)[0]) >= 500:
                    broken.append(f"{path[:80]} ({who}): {status}")

    assert broken == []


COOKIES = ("sessionid", "linli_language", "linli_text", "linli_theme", "csrftoken", "messages")
HOSTS = ("a" * 300, "350182.localhost", "x..y", "[::1", "localhost:99999", "%00", "测试.localhost")
FORMS = (
    "portal:search", "portal:follow", "portal:report", "desk:bulk-preview", "desk:bulk-deeds", "desk:keep-view", "settings:new-rule",
    "settings:new-post", "people:sign-in", "account_login", "people:details", "notices:preferences", "set_language",
)  # fmt: skip


def test_no_cookie_and_no_host_breaks_a_page(world):
    for cookie in COOKIES:
        for value in ("\\000", "a" * 5000, "%00", "ÿ", "[]", "../x", '"'):
            world.browser.cookies.clear()
            response = world.browser.get("/", headers={"cookie": f"{cookie}={value}"})
            assert response.status_code < 500, (cookie, value)
    for host in HOSTS:
        assert world.browser.get("/", headers={"host": host}).status_code in (200, 400)


def test_no_form_breaks_on_what_nobody_means(world):
    for name in FORMS:
        for who in ("administrator", "reporter", "anonymous"):
            spy = Spy()
            with spy.watching():
                world.ask(who, "POST", reverse(name))
            for value in VALUES:
                body = "&".join(f"{quote(asked)}={value}" for asked in sorted(spy.names))
                assert world.ask(who, "POST", reverse(name), body=body)[0] < 500, (name, who, value, body)
