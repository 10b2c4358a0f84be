"""The measurements of Linli at three sizes; each size is filled, measured in rounds, and written down."""

import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.bench.load import Measured, Request, measure, median, memory_megabytes

PROJECT = Path(__file__).resolve().parents[2]
ROUNDS = 3
WORDS = "小区东门到公交站这一段，三盏路灯都不亮，老人晚上出门不方便，孩子放学也看不清路。" * 5
HAN = quote("路灯")


@dataclass(frozen=True)
class Probe:
    """One thing to measure: who asks what, the aim of docs and how many requests a round."""

    name: str
    aim: str
    make: Callable[["World", int], Request]
    count: int = 400


@dataclass
class World:
    """What the probes need: sign-ins, tokens and the numbers of some cases."""

    tokens: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    started: str = field(default_factory=lambda: f"{time.time():.0f}")

    def api(self, who: str, path: str, body: dict[str, Any] | None = None, key: str = "") -> Request:
        headers = {"Authorization": f"Bearer {self.tokens[who]}", "Host": "127.0.0.1"}
        if body is None:
            return Request("GET", f"/api/v1{path}", headers)
        headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        return Request("POST", f"/api/v1{path}", headers, json.dumps(body).encode())

    def page(self, who: str, path: str) -> Request:
        headers = {"Host": "127.0.0.1"} | ({"Cookie": self.cookies[who]} if who else {})
        return Request("GET", path, headers)


def _create(world: World, number: int) -> Request:
    body = {"kind": "M01037", "words": WORDS[:198], "area": "350181005004", "place": "宏路街道宏侨社区小区东门",
            "contact": {"name": "林小满", "phone": "13812345678"}}  # fmt: skip
    return world.api("dispatcher", "/cases", body, key=f"{world.started}-{number}-{time.time_ns()}")


PROBES = [
    Probe("create (interface)", "≤ 3 ms, ≥ 500 /s, p95 ≤ 30 ms", _create, 600),
    Probe("read (interface)", "≤ 1.5 ms",
          lambda world, number: world.api("dispatcher", f"/cases/{world.numbers[number % len(world.numbers)]}"), 800),
    Probe("list 50 of a town (interface)", "≤ 3 ms", lambda world, _: world.api("town", "/cases?view=all&kind=M06042")),
    Probe("list 50 of the county (interface)", "≤ 3 ms", lambda world, _: world.api("dispatcher", "/cases?view=all")),
    Probe("list, nothing matches, county", "≤ 3 ms",
          lambda world, _: world.api("dispatcher", "/cases?view=all&source=sensor")),
    Probe("list, several posts", "≤ 3 ms", lambda world, _: world.api("several", "/cases?view=all")),
    Probe("search, two characters, many", "p95 ≤ 50 ms",
          lambda world, _: world.api("dispatcher", f"/cases?view=all&q={HAN}")),
    Probe("search, two characters, none", "p95 ≤ 50 ms",
          lambda world, _: world.api("dispatcher", f"/cases?view=all&q={quote('蛟龙')}")),
    Probe("work list page", "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/cases/"), 200),
    Probe("case page", "≤ 12 ms",
          lambda world, number: world.page("dispatcher", f"/desk/cases/{world.numbers[number % len(world.numbers)]}/"),
          200),
    Probe("figures page", "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/figures/"), 60),
    Probe("portal home", "≤ 6 ms", lambda world, _: world.page("", "/"), 400),
]  # fmt: skip


@dataclass
class Row:
    name: str
    aim: str
    statements: int
    found: dict[int, Measured] = field(default_factory=dict)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def prepare_world() -> World:
    """Tokens and sessions for those who measure; the same accounts as the demonstration's."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from linli.cases.models import Case
    from linli.cases.queries.listing import number_text
    from linli.people.models import Account
    from tools.bench.several import somebody_with_several_posts
    from tools.bench.token import make_token

    world = World()
    people = {name: Account.objects.get(username=name) for name in ("dispatcher", "town")}
    people["several"] = somebody_with_several_posts()
    for name, account in people.items():
        world.tokens[name] = make_token(account)
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session.create()
        world.cookies[name] = f"sessionid={session.session_key}"
    rows = Case.objects.order_by("-id").values_list("number", "opened_at")[:200]
    world.numbers = [number_text(number, opened_at) for number, opened_at in rows]
    return world


def statements(world: World) -> dict[str, int]:
    """Statements of one request each, without BEGIN, COMMIT, SAVEPOINT and SET, counted in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for probe in PROBES:
        for turn in range(2):  # the first fills what is kept in memory
            request = probe.make(world, 10_000 + turn)
            client = Client()
            headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
            content_type = headers.pop("HTTP_CONTENT_TYPE", "application/json")
            with CaptureQueriesContext(
                connection,
            ) as caught:
                if request.body is None:
                    client.get(request.path, **headers)  # type: ignore[arg-type]
                else:
                    client.post(request.path, request.body, content_type=content_type, **headers)  # type: ignore[arg-type]
        ours = [
            one["sql"]
            for one in caught
            if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET "))
        ]
        counted[probe.name] = len(ours)
    return counted


def run(sizes: list[int], say: Callable[[str], Any]) -> tuple[list[Row], dict[str, str]]:
    """Measure every probe at every size."""
    from django.conf import settings

    from tools.bench.data import fill, prepare

    prepare()
    rows: dict[str, Row] = {}
    facts: dict[str, str] = {}
    for size in sizes:
        say(f"{size:,} cases")
        fill(size, say)
        world = prepare_world()
        counted = statements(world)
        port = free_port()
        web = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8",
             "--port", str(port), "--no-access-log", "--log-level", "error", "linli.config.wsgi:application"],
            cwd=PROJECT, env={**os.environ, "LINLI_DB_ROLE": "app"},
        )  # fmt: skip
        try:
            _wait(port)
            database = settings.EMBEDDED_SERVER.pid
            for probe in PROBES:
                make = lambda number, probe=probe: probe.make(world, number)  # noqa: E731
                measure(make, max(32, probe.count // 5), port=port, web=web.pid, database=database)
                found = []
                for _ in range(ROUNDS):
                    found.append(measure(make, probe.count, port=port, web=web.pid, database=database))
                row = rows.setdefault(probe.name, Row(probe.name, probe.aim, counted[probe.name]))
                row.found[size] = median(found)
                say(f"  {probe.name:36s} {row.found[size].cpu:7.2f} ms CPU  {row.found[size].rate:7.0f} /s")
            facts[f"memory at {size:,}"] = f"{memory_megabytes(web.pid):.0f} MB (web, two workers)"
        finally:
            web.terminate()
            web.wait(timeout=30)
    facts["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return list(rows.values()), facts


def _wait(port: int) -> None:
    import http.client

    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/", headers={"Host": "127.0.0.1"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer")
