"""Who asks for what: the probes, and the sign-ins and tokens that they need."""

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tools.bench.load import Request

WORDS = "小区东门到公交站这一段，三盏路灯都不亮，老人晚上出门不方便，孩子放学也看不清路。" * 5
PERIODS, COLOURS = ("7", "today", "month", "30"), ("late", "state", "opened", "open")


CSRF = "c" * 32
STAFF = ("dispatcher", "town", "grid", "manager", "supervisor", "mediator", "committee")


@dataclass
class Hall:
    """What stands at the measured centre: its own addresses, and what is shown there."""

    centre: str = ""
    kiosk: str = ""  # the cookie of a machine that a clerk has made the kiosk
    room: str = ""
    clerks: list[str] = field(default_factory=list)  # the cookies of those who have a window open
    applications: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    own_applications: list[str] = field(default_factory=list)  # of the resident who is measured
    papers: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)


@dataclass
class World:
    """What the probes need: sign-ins, tokens and the numbers of some cases."""

    tokens: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)  # towns and villages
    views: int = 0
    hall: Hall = field(default_factory=lambda: Hall())
    started: str = field(default_factory=lambda: f"{time.time():.0f}")

    def number(self, turn: int) -> str:
        return self.numbers[turn % len(self.numbers)]

    def view(self) -> str:
        """A screen that no process has drawn in the last minute: another area, period or colour at each turn."""
        self.views += 1
        period, colour = PERIODS[self.views // len(self.areas) % 4], COLOURS[self.views // len(self.areas) // 4 % 4]
        return f"/screen/{self.areas[self.views % len(self.areas)]}/?period={period}&colour={colour}"

    def form(self, who: str, path: str, said: dict[str, str]) -> Request:
        """A form as a browser sends it."""
        cookie = f"{self.cookies.get(who, who)}; csrftoken={CSRF}".removeprefix("; ")
        headers = {"Host": "127.0.0.1", "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return Request("POST", path, headers, urlencode(said | {"csrfmiddlewaretoken": CSRF}).encode())

    def api(self, who: str, path: str, body: dict[str, Any] | None = None, key: str = "") -> Request:
        headers = {"Authorization": f"Bearer {self.tokens[who]}", "Host": "127.0.0.1"}
        if body is None:
            return Request("GET", f"/api/v1{path}", headers)
        headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        return Request("POST", f"/api/v1{path}", headers, json.dumps(body).encode())

    def page(self, who: str, path: str) -> Request:
        """A page as somebody sees it; nobody is "". `who` may be a cookie of its own."""
        headers = {"Host": "127.0.0.1"} | ({"Cookie": self.cookies.get(who, who)} if who else {})
        return Request("GET", path, headers)

    def create(self) -> Request:
        body = {"kind": "M01037", "words": WORDS[:198], "area": "350181005004", "place": "宏路街道宏侨社区小区东门",
                "contact": {"name": "林小满", "phone": "13812345678"}}  # fmt: skip
        return self.api("dispatcher", "/cases", body, key=f"{self.started}-{time.time_ns()}")


def prepare_world() -> World:
    """Tokens and sessions for those who measure; the same accounts as the demonstration's."""
    from linli.areas.queries.map import area_map
    from linli.cases.models import Case
    from linli.cases.queries.listing import number_text
    from linli.people.models import Account
    from tools.bench.several import somebody_with_several_posts
    from tools.bench.token import make_token

    world = World()
    people = {name: Account.objects.get(username=name) for name in STAFF}
    people["several"] = somebody_with_several_posts()
    for name, account in people.items():
        world.tokens[name] = make_token(account)
        world.cookies[name] = cookie_of(account)
    rows = Case.objects.filter(kind__code__startswith="M").order_by("-id").values_list("number", "opened_at")[:200]
    world.areas = sorted(code for code in area_map() if len(code) in (9, 12))
    world.numbers = [number_text(number, opened_at) for number, opened_at in rows]
    look_around(world)
    return world


def cookie_of(account: Any) -> str:
    """A session of somebody, as their browser sends it."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    return f"sessionid={session.session_key}"


def look_around(world: World) -> None:
    """Find what stands at the measured centre."""
    from django.http import HttpResponse

    from linli.bookings.models import Resource
    from linli.cases.queries.listing import number_text
    from linli.documents.models import Paper
    from linli.hall.models import Application, Order
    from linli.people.models import Account
    from linli.tickets.views.answer import KIOSK_COOKIE
    from tools.bench.halls import CLERK, measured_centre, resident

    hall, place = world.hall, measured_centre()
    hall.centre = place.code
    answer = HttpResponse()
    answer.set_signed_cookie(KIOSK_COOKIE, place.code, salt="tickets")
    hall.kiosk = f"{KIOSK_COOKIE}={answer.cookies[KIOSK_COOKIE].value}"
    hall.room = str(Resource.objects.filter(place=place, kind="room").order_by("name").values_list("id", flat=True)[0])
    hall.clerks = [
        cookie_of(one) for one in Account.objects.filter(username__startswith=CLERK.format("")).order_by("username")
    ]
    world.cookies["resident"] = cookie_of(resident())
    for names, rows in (
        # Open ones: what is over the night's work brings to the archive while they are measured.
        (hall.applications, Application.objects.filter(village=place.area, case__closed_at__isnull=True)),
        (hall.orders, Order.objects.filter(village=place.area)),
        (hall.own_applications, Application.objects.filter(case__reporter=resident())),
    ):
        found = rows.order_by("-opened_at").values_list("case__number", "case__opened_at")[:50]
        names += [number_text(number, opened_at) for number, opened_at in found]
    hall.papers = list(Paper.objects.exclude(pdf=None).order_by("-id").values_list("code", flat=True)[:200])
