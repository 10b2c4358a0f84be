"""What the hall, its windows and its centres are asked for: residents first, then the windows, then the desk."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from urllib.parse import quote
from uuid import uuid4

from linli.tickets.models import Ticket
from tools.bench.halls import HALLS, WINDOWS, stand_in_line
from tools.bench.load import Request
from tools.bench.probe import Probe
from tools.bench.world import World

AIM, AIM_WORDS = 25, "≤ 25 ms"
Make = Callable[[World, int], Request]


def _address(world: World, path: str, turn: int) -> str:
    """An address with what stands at the measured centre put in, another one at each turn."""
    hall = world.hall
    one = {
        name: (getattr(hall, name) or [""])[turn % max(1, len(getattr(hall, name)))]
        for name in ("applications", "orders", "own_applications", "papers", "tickets")
    }
    today = date.today()  # noqa: DTZ011  (of this machine: whose clock the server reads)
    days = {"month": today - timedelta(days=29), "year": today - timedelta(days=365), "today": today}
    return path.format(centre=hall.centre, room=hall.room, **one, **days)


def _get(who: str, path: str) -> Make:
    return lambda world, turn: world.page(who, _address(world, path, turn))


def _verify(world: World, turn: int) -> Request:
    """Each from another network address: tries are limited by it."""
    request = world.page("", _address(world, "/verify/{papers}/", turn))
    world.views += 1
    return Request(
        "GET",
        request.path,
        request.headers | {"X-Forwarded-For": f"10.{world.views >> 16}.{world.views >> 8 & 255}.{world.views & 255}"},
    )


def _line_up(world: World) -> None:
    """The same line before each round, whatever was called or came since."""
    stand_in_line()
    waiting = Ticket.objects.filter(place__code=world.hall.centre, state="waiting")
    world.hall.tickets = list(waiting.values_list("secret", flat=True))


def _take(world: World, _turn: int) -> Request:
    return world.form(
        world.hall.kiosk, f"/kiosk/{world.hall.centre}/", {"item": "", "priority": "", "key": uuid4().hex}
    )


def _call(world: World, turn: int) -> Request:
    """Each clerk once a round: the windows are free before it."""
    return world.form(world.hall.clerks[turn % len(world.hall.clerks)], "/desk/window/next/", {"call": ""})


def _console(world: World, turn: int) -> Request:
    return world.page(world.hall.clerks[turn % len(world.hall.clerks)], "/desk/window/")


_page = partial(Probe, aim=AIM, aim_words=AIM_WORDS, count=120)
RESIDENTS = [
    _page(name, make=_get("", path)) for name, path in (
        ("catalogue, searched", f"/items/?q={quote('老年')}"), ("guide page of an item", "/items/elder-card/"),
        ("which items fit", "/items/fit/?age=older&situation=hardship"), ("centres, searched", f"/centres/?q={quote('宏侨')}"),
        ("page of a centre", "/centres/{centre}/"), ("feed of a centre", "/centres/{centre}/feed.xml"),
        ("disclosures of a centre, all versions", "/centres/{centre}/history/"),
        ("menu of a centre", "/centres/{centre}/menu/"), ("free times of a room", "/centres/{centre}/rooms/{room}/"),
        ("free times of windows", "/centres/{centre}/windows/?item=elder-card"), ("advice, searched", f"/advice/?q={quote('补贴')}"),
    )
] + [
    _page(name, make=_get("resident", path)) for name, path in (
        ("my applications", "/me/applications/"), ("one application of mine", "/me/applications/{own_applications}/"),
        ("my bookings", "/me/bookings/"), ("my orders", "/me/orders/"), ("my matters to rate", "/ratings/"),
    )
] + [_page("a paper verified", make=_verify)]  # fmt: skip
WINDOW = [
    _page(name, make=make, ready=_line_up) for name, make in (
        ("take a number, page", _get("", "/centres/{centre}/ticket/")), ("kiosk", _get("", "/kiosk/{centre}/")),
        ("take a number", _take), ("page of a number", _get("", "/tickets/{tickets}/")),
        ("page of a number, asked anew", _get("", "/tickets/{tickets}/now/")),
        ("display of the hall", _get("", "/display/{centre}/")), ("display, asked anew", _get("", "/display/{centre}/now/")),
        ("window of a clerk", _console),
    )
] + [_page("call the next", make=_call, ready=_line_up, count=HALLS * WINDOWS)]  # fmt: skip
DESK = [
    _page(name, make=_get(who, path)) for name, who, path in (
        ("applications of a centre", "manager", "/desk/applications/"), ("applications of the county", "supervisor", "/desk/applications/"),
        ("applications of a centre, to be taken on", "manager", "/desk/applications/?view=applied"),
        ("applications, papers missing", "supervisor", "/desk/applications/?view=returned"),
        ("applications, with another body", "supervisor", "/desk/applications/?view=outside"),
        ("applications, closed in time", "supervisor", "/desk/applications/?view=on_time"),
        ("applications of an item and a month", "supervisor", "/desk/applications/?item=elder-card&first={month}&last={today}"),
        ("applications of a village, of an item", "supervisor", "/desk/applications/?area=350181005004&item=elder-card"),
        ("applications, nothing matches", "supervisor", "/desk/applications/?item=pension-certification&view=returned"),
        ("one application", "manager", "/desk/applications/{applications}/"),
        ("application figures by item, a month", "supervisor", "/desk/applications/figures/"),
        ("application figures by place, a month", "supervisor", "/desk/applications/figures/?by=place"),
        ("application figures by town, a year", "supervisor", "/desk/applications/figures/?by=town&first={year}"),
        ("low ratings", "supervisor", "/desk/ratings/low/"), ("low ratings, answered", "supervisor", "/desk/ratings/low/?view=over"),
        ("low ratings of a centre", "manager", "/desk/ratings/low/?view=over"),
        ("figures of ratings", "supervisor", "/desk/ratings/"), ("list of ratings", "supervisor", "/desk/ratings/list/"),
        ("orders of a centre", "manager", "/desk/orders/"), ("orders of the county, late", "supervisor", "/desk/orders/?view=late"),
        ("orders, rated", "supervisor", "/desk/orders/?view=rated"), ("one order", "manager", "/desk/orders/{orders}/"),
        ("order figures, a month", "supervisor", "/desk/orders/figures/"), ("order figures, a year", "supervisor", "/desk/orders/figures/?first={year}"),
        ("figures of numbers, today", "manager", "/desk/tickets/{centre}/figures/"),
        ("figures of numbers, a month", "manager", "/desk/tickets/{centre}/figures/?first={month}&last={today}"),
        ("list of numbers, today", "manager", "/desk/tickets/{centre}/list/"),
        ("bookings of a centre", "manager", "/desk/centres/{centre}/bookings/"), ("mediations of a mediator", "mediator", "/desk/mediation/"),
        ("mediations, return visits due", "mediator", "/desk/mediation/?view=visits"),
        ("mediations to be taken on", "committee", "/desk/mediation/?view=new"),
        ("mediation figures", "supervisor", "/desk/mediation/figures/"), ("articles, searched", "town", f"/desk/knowledge/?q={quote('补贴')}"),
        ("today of a manager", "manager", "/desk/"),
    )
]  # fmt: skip
HALL_PROBES = [*RESIDENTS, *WINDOW, *DESK]
