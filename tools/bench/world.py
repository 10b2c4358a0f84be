"""Who asks for what: the probes, and the sign-ins and tokens that they need."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tools.bench.load import Request

WORDS = "小区东门到公交站这一段，三盏路灯都不亮，老人晚上出门不方便，孩子放学也看不清路。" * 5
PERIODS, COLOURS = ("7", "today", "month", "30"), ("late", "state", "opened", "open")
HAN, NOBODY_SAYS = quote("路灯"), quote("蛟龙")


@dataclass
class World:
    """What the probes need: sign-ins, tokens and the numbers of some cases."""

    tokens: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)  # towns and villages
    views: int = 0
    started: str = field(default_factory=lambda: f"{time.time():.0f}")

    def number(self, turn: int) -> str:
        return self.numbers[turn % len(self.numbers)]

    def view(self) -> str:
        """A screen that no process has drawn in the last minute: another area, period or colour at each turn."""
        self.views += 1
        period, colour = PERIODS[self.views // len(self.areas) % 4], COLOURS[self.views // len(self.areas) // 4 % 4]
        return f"/screen/{self.areas[self.views % len(self.areas)]}/?period={period}&colour={colour}"

    def api(self, who: str, path: str, body: dict[str, Any] | None = None, key: str = "") -> Request:
        headers = {"Authorization": f"Bearer {self.tokens[who]}", "Host": "127.0.0.1"}
        if body is None:
            return Request("GET", f"/api/v1{path}", headers)
        headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        return Request("POST", f"/api/v1{path}", headers, json.dumps(body).encode())

    def page(self, who: str, path: str) -> Request:
        headers = {"Host": "127.0.0.1"} | ({"Cookie": self.cookies[who]} if who else {})
        return Request("GET", path, headers)

    def create(self) -> Request:
        body = {"kind": "M01037", "words": WORDS[:198], "area": "350181005004", "place": "宏路街道宏侨社区小区东门",
                "contact": {"name": "林小满", "phone": "13812345678"}}  # fmt: skip
        return self.api("dispatcher", "/cases", body, key=f"{self.started}-{time.time_ns()}")


@dataclass(frozen=True)
class Probe:
    """One thing to measure: who asks what, the aim in CPU milliseconds and in words, and how many requests a round."""

    name: str
    aim: float | None
    aim_words: str
    make: Callable[[World, int], Request]
    count: int = 400
    with_worker: bool = True


LIST = "/cases?view=all"
PROBES = [
    Probe("create (interface), no background worker", 3, "≤ 3 ms, ≥ 500 /s, p95 ≤ 30 ms",
          lambda world, _: world.create(), 150, with_worker=False),
    Probe("create (interface)", 3, "≤ 3 ms, ≥ 500 /s, p95 ≤ 30 ms", lambda world, _: world.create(), 150),
    Probe("read (interface)", 1.5, "≤ 1.5 ms",
          lambda world, turn: world.api("dispatcher", f"/cases/{world.number(turn)}"), 800),
    Probe("list 50 of a town, filtered", 3, "≤ 3 ms", lambda world, _: world.api("town", f"{LIST}&kind=M06042")),
    Probe("list 50 of the county", 3, "≤ 3 ms", lambda world, _: world.api("dispatcher", LIST)),
    Probe("list, nothing matches", 3, "≤ 3 ms", lambda world, _: world.api("dispatcher", f"{LIST}&source=sensor")),
    Probe("list, several posts", 3, "≤ 3 ms", lambda world, _: world.api("several", LIST)),
    Probe("list, several posts, nothing matches", 3, "≤ 3 ms",
          lambda world, _: world.api("several", f"{LIST}&source=sensor")),
    Probe("search, two characters, many have them", None, "p95 ≤ 50 ms",
          lambda world, _: world.api("dispatcher", f"{LIST}&q={HAN}")),
    Probe("search, two characters, nobody has them", None, "p95 ≤ 50 ms",
          lambda world, _: world.api("dispatcher", f"{LIST}&q={NOBODY_SAYS}")),
    Probe("work list page", 15, "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/cases/"), 200),
    Probe("case page", 12, "≤ 12 ms",
          lambda world, turn: world.page("dispatcher", f"/desk/cases/{world.number(turn)}/"), 200),
    Probe("figures page", 15, "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/figures/"), 120),
    Probe("dispatch desk page", 15, "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/dispatch/"), 120),
    Probe("one screen, the city", 10, "≤ 10 ms", lambda world, _: world.page("dispatcher", "/screen/"), 120),
    Probe("one screen, its figures asked anew", 10, "≤ 10 ms",
          lambda world, _: world.page("dispatcher", "/screen/350181/figures/"), 120),
    Probe("one screen, a town never looked at", None, "after a deed", lambda world, _: world.page("dispatcher", world.view()), 120),
    Probe("field, my grid today", 15, "≤ 15 ms", lambda world, _: world.page("grid", "/field/"), 200),
    Probe("portal home", 6, "≤ 6 ms", lambda world, _: world.page("", "/")),
]  # fmt: skip


def prepare_world() -> World:
    """Tokens and sessions for those who measure; the same accounts as the demonstration's."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from linli.areas.queries.map import area_map
    from linli.cases.models import Case
    from linli.cases.queries.listing import number_text
    from linli.people.models import Account
    from tools.bench.several import somebody_with_several_posts
    from tools.bench.token import make_token

    world = World()
    people = {name: Account.objects.get(username=name) for name in ("dispatcher", "town", "grid")}
    people["several"] = somebody_with_several_posts()
    for name, account in people.items():
        world.tokens[name] = make_token(account)
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session.create()
        world.cookies[name] = f"sessionid={session.session_key}"
    rows = Case.objects.order_by("-id").values_list("number", "opened_at")[:200]
    world.areas = sorted(code for code in area_map() if len(code) in (9, 12))
    world.numbers = [number_text(number, opened_at) for number, opened_at in rows]
    return world
