"""Who comes to Hongqiao this week, all invented: appointments at the windows, rooms with a series and a waiting list, home visits.

So that no list that a newcomer opens is empty, whichever day it is: what lies behind is done, what lies ahead is booked.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.bookings.domain.booking import book_slot, cancel_booking
from linli.bookings.domain.guest import Guest
from linli.bookings.domain.helping import book_for
from linli.bookings.domain.joining import join_waiting
from linli.bookings.domain.receiving import arrive, note_done, note_no_show
from linli.bookings.domain.series import book_series
from linli.bookings.domain.visit import approve_visit, arrive_visit, ask_visit, end_visit
from linli.bookings.enums import ResourceKind, VisitResult
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import midnight, slots_of
from linli.bookings.queries.visits import goers_of
from linli.bookings.queries.windows import windows_of
from linli.bookings.slots import Slot
from linli.common.errors import Refusal
from linli.config.demo.orders import HELPER_PHONE
from linli.config.demo.people import VILLAGE
from linli.people.keyring import keyring
from linli.people.models import Account
from linli.people.reader import Reader, reader_of
from linli.places.models import Place
from linli.places.queries.hours import opening_of

SEED = 350181_23
KEY = "demo-"
GUESTS = (
    "林依妹（演示）",
    "陈国栋（演示）",
    "黄金凤（演示）",
    "郑阿土（演示）",
    "何秀珠（演示）",
    "吴大明（演示）",
    "薛美钦（演示）",
)
ITEMS = ("elder-card", "pension-certification", "elder-card", "temporary-relief")
A_DAY, DAYS = 4, 4  # appointments a day, days that are open
VISITED = (
    ("演示小区1号楼（演示）", "腿脚不便，办理老年人优待证（演示）"), ("演示小区5号楼（演示）", "卧床，办理养老资格认证（演示）"),
    ("演示新村12号（演示）", "独居老人，补交临时救助材料（演示）"), ("演示新村20号（演示）", "视力不便，代办居住证（演示）"),
)  # fmt: skip


def invent_bookings() -> int:
    """Lay them once; the same on every machine but for the days. Harmless when they are there."""
    place = Place.objects.filter(code=VILLAGE).first()
    manager = Account.objects.filter(username="manager").first()
    resident = Account.objects.filter(is_staff=False).order_by("id").first()
    helper = Account.objects.filter(phone_index=keyring().index(HELPER_PHONE)).first()
    laid = Booking.objects.filter(key__startswith=KEY)
    if place is None or manager is None or resident is None or helper is None or laid.exists():
        return laid.count()
    days, before = _open_days(place), set(Booking.objects.values_list("pk", flat=True))
    with transaction.atomic():
        _come_to_the_windows(place, days, reader_of(manager))
        _take_rooms(place, days, reader_of(resident), reader_of(helper), reader_of(manager))
        _are_visited(place, days, reader_of(manager))
        Booking.objects.exclude(pk__in=before).update(is_invented=True)
    return Booking.objects.exclude(pk__in=before).count()


def _open_days(place: Place) -> list[date]:
    """The last day that was open before today, and the next ones, today among them where it is."""
    opening, today = opening_of(place.id), localdate()
    if opening is None:
        return []
    past = [day.on for day in opening.days_from(today - timedelta(days=10), 10) if day.spans]
    return past[-1:] + [day.on for day in opening.days_from(today, 12) if day.spans][:DAYS]


def _slots(resource: Resource, day: date) -> list[Slot]:
    """The times of a day as they stood the evening before it: as many as can be had, past or not."""
    return [slot for slot in slots_of([resource], day, 1, at=_evening_before(day))[resource.id] if slot.left]


def _evening_before(day: date) -> datetime:
    return min(midnight(day) - timedelta(hours=14), now())


def _come_to_the_windows(place: Place, days: list[date], manager: Reader) -> None:
    """A few each day, at whichever window; of what is over one did not come."""
    draw, names, items = Random(SEED), cycle(GUESTS), cycle(ITEMS)  # noqa: S311
    count = 0
    for day in days:
        windows = windows_of(place.id)
        times = sorted({slot.starts_at for window in windows for slot in _slots(window, day)})
        for starts_at in sorted(draw.sample(times, min(A_DAY, len(times)))):
            count += 1
            guest = Guest(next(names), agreed=True)
            booking = _try(lambda starts_at=starts_at, guest=guest, day=day, windows=windows, count=count: book_for(  # type: ignore[misc]
                windows, starts_at, by=manager, guest=guest, item_code=next(items), key=f"{KEY}window-{count}",
                at=_evening_before(day),
            ))  # fmt: skip
            if booking is not None:
                _is_over(booking, manager, came=count % 4 != 3)


def _is_over(booking: Booking, by: Reader, *, came: bool = True) -> None:
    if booking.ends_at > now():
        return
    if not came:
        note_no_show(booking, by=by, at=booking.ends_at)
        return
    arrive(booking, by=by, at=booking.starts_at - timedelta(minutes=6))
    note_done(booking, by=by, at=booking.ends_at - timedelta(minutes=3))


def _take_rooms(place: Place, days: list[date], resident: Reader, helper: Reader, manager: Reader) -> None:
    """One room week after week, one that is full with somebody waiting, one that asks first, one given back, one behind."""
    rooms = list(Resource.objects.filter(place=place, kind=ResourceKind.ROOM, closed_at__isnull=True).order_by("name"))
    free, asking = [one for one in rooms if not one.needs_approval], [one for one in rooms if one.needs_approval]
    if not free or len(days) < 2:
        return
    first, last = free[0], free[-1]
    ahead = [day for day in days if day > localdate()]
    for day, room in zip(ahead, cycle((first, last)), strict=False):
        _room(room, day, -1, helper, "合唱队排练（演示）", f"{KEY}room-{day}")
    if ahead and (slots := _slots(first, ahead[0])):
        _try(lambda: book_series(first, slots[0].starts_at, times=4, by=helper, people=4, purpose="书法角（演示）",
                                 key=f"{KEY}series", at=_evening_before(ahead[0])))  # fmt: skip
        _try(lambda: join_waiting(first, slots[0].starts_at, by=resident, at=now()))
    if len(ahead) > 1:
        given = _room(last, ahead[1], 0, resident, "亲子阅读（演示）", f"{KEY}given-back")
        if given is not None:
            _try(lambda: cancel_booking(given, by=resident))
        if asking:
            _room(asking[0], ahead[1], 0, resident, "楼道加装扶手，请邻居来商量（演示）", f"{KEY}asked")
    over = _room(first, days[0], 1, resident, "下棋（演示）", f"{KEY}over")
    if over is not None:
        _is_over(over, manager)


def _room(room: Resource, day: date, number: int, by: Reader, purpose: str, key: str) -> Booking | None:
    slots = _slots(room, day)
    if not slots:
        return None
    at = slots[min(number, len(slots) - 1)].starts_at
    return _try(
        lambda: book_slot(
            room, at, by=by, people=min(3, room.most_people), purpose=purpose, key=key, at=_evening_before(day)
        )
    )


def _are_visited(place: Place, days: list[date], manager: Reader) -> None:
    """One on the last open day, one today where it is open, one that is agreed for the next, one that is only asked for."""
    team = Resource.objects.filter(place=place, kind=ResourceKind.TEAM, closed_at__isnull=True).first()
    goers = [one.id for one in goers_of(place.area)][:2]
    if team is None or not goers or not days:
        return
    ahead = [day for day in days if day > localdate()]
    today = localdate() if localdate() in days else days[0]
    visits = [_visit(team, days[0], 0, manager), _visit(team, today, 1, manager)]
    visits += [_visit(team, day, number + 1, manager) for number, day in enumerate(ahead[:2], start=1)]
    for number, booking in enumerate(visits):
        if booking is None or number == len(visits) - 1:
            continue  # the last waits for who goes to be named
        at = _evening_before(localdate(booking.starts_at))
        approve_visit(booking, by=manager, visitors=goers, needs_two=number == 1 and len(goers) > 1, at=at)
        if booking.starts_at <= now():
            _go(booking, manager)


def _visit(team: Resource, day: date, number: int, by: Reader) -> Booking | None:
    slots = _slots(team, day)
    if not slots:
        return None
    address, reason = VISITED[number % len(VISITED)]
    guest, count = Guest(GUESTS[number % len(GUESTS)], agreed=True), Booking.objects.filter(resource=team).count()
    return _try(lambda: ask_visit(
        team, slots[min(number * 2, len(slots) - 1)].starts_at, by=by, area=VILLAGE, address=address, reason=reason,
        guest=guest, item_code=ITEMS[number % len(ITEMS)], key=f"{KEY}visit-{count}", at=_evening_before(day),
    ))  # fmt: skip


def _go(booking: Booking, by: Reader) -> None:
    """They are there, or it is over, as the clock says."""
    at = booking.starts_at + timedelta(minutes=4)
    arrive_visit(booking, by=by, code_was_right=True, let_in=True, at=at)
    if booking.ends_at <= now():
        found = "材料已收齐，当场受理（演示）。"
        end_visit(booking, by=by, result=VisitResult.DONE, found=found, at=at + timedelta(minutes=25))


def _try[Made](make: Callable[[], Made]) -> Made | None:
    """What cannot be had on the day of loading (a full slot, a closed afternoon) is left out."""
    try:
        with transaction.atomic():
            return make()
    except Refusal:
        return None
