"""A centre for each of the 522 villages and communities, stations and rest stops: names by rule, hours invented.

Of four centres something has been published; `places.toml` has it with its source. Everything else says that it is invented.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.areas.enums import AreaKind
from linli.areas.queries.map import AreaFacts, grids_of, towns, villages_of
from linli.bookings.domain.booking import book_slot
from linli.bookings.domain.resource import let_room
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import slots_from
from linli.common.domain.configuration import changed
from linli.config.demo.people import VILLAGE
from linli.config.demo.publishing import draw_photo, let_windows_and_team, plan_activities, publish_all
from linli.people.models import Account, Unit
from linli.people.reader import reader_of, system
from linli.places.enums import Access, Amenity, Function, PlaceKind, RoomKind
from linli.places.models import HoursException, OpeningHours, OpeningSpan, Place, PlaceFact, Room, ServedGrid, Window
from linli.places.opening import HOLIDAY, MAKEUP, Spans, spans_of
from linli.places.queries.directory import TOPIC
from linli.places.queries.hours import HOURS

SEED = 350181_11
BY = "演示数据"
NAME, INITIALS = "党群服务中心", "dqfwzx"
WEEKDAYS = ("8:00-12:00, 14:30-17:30", "8:30-12:00, 15:00-18:00", "8:00-12:00, 14:00-17:00")
EVENING = "18:30-20:30"  # staggered hours, one evening a week
STOP_HOURS = "7:00-21:00"
STOP_AMENITIES = (
    (Amenity.REST, Amenity.WATER, Amenity.CHARGING, Amenity.SHADE),
    (Amenity.REST, Amenity.WATER, Amenity.SHADE),
    (Amenity.REST, Amenity.WATER, Amenity.CHARGING, Amenity.TOILET, Amenity.FIRST_AID),
)
WINDOWS = ("综合受理（演示）", "帮办代办（演示）")
ROOMS = ((RoomKind.MEETING, "会议室（演示）", 16), (RoomKind.ACTIVITY, "活动室（演示）", 30))
LETTING = (VILLAGE, "350181008207")
LET_BY: dict[str, Any] = {"slot_minutes": 60, "most_slots": 2, "horizon_days": 30, "cancel_minutes": 60}
Week = dict[int, Spans]


class _Sheets:
    """Everything that is to be written, table by table."""

    def __init__(self) -> None:
        self.at = now()
        self.places: list[Place] = []
        self.hours: list[OpeningHours] = []
        self.spans: list[OpeningSpan] = []
        self.rooms: list[Room] = []
        self.windows: list[Window] = []
        self.grids: list[ServedGrid] = []
        self.facts: list[PlaceFact] = []

    def add(self, place: Place, week: Week, grids: tuple[AreaFacts, ...]) -> Place:
        hours = OpeningHours(place=place, since=self.at, by=BY, is_invented=True)
        self.places.append(place)
        self.hours.append(hours)
        self.spans += [
            OpeningSpan(hours=hours, day=day, opens=opens, closes=closes)
            for day, spans in week.items() for opens, closes in spans
        ]  # fmt: skip
        self.grids += [ServedGrid(place=place, grid=grid.code) for grid in grids]
        return place

    def write(self) -> None:
        tables: tuple[tuple[Any, list[Any]], ...] = (
            (Place, self.places),
            (OpeningHours, self.hours),
            (OpeningSpan, self.spans),
            (Room, self.rooms),
            (Window, self.windows),
            (ServedGrid, self.grids),
            (PlaceFact, self.facts),
        )
        for table, rows in tables:
            table.objects.bulk_create(rows, batch_size=2000)


def invent_places() -> int:
    """Lay them all; the same on every machine. Harmless when they are there."""
    if Place.objects.exists():
        return Place.objects.count()
    told = _told()
    units = dict(Unit.objects.filter(kind="village_office").values_list("area", "id"))
    sheets, draw = _Sheets(), Random(SEED)  # noqa: S311
    for town in towns():
        for number, village in enumerate(villages_of(town.code)):
            _lay_village(sheets, village, told.get(village.code, {}), units.get(village.code), draw, number)
    with transaction.atomic():
        sheets.write()
        _one_closing(sheets.at)
        changed(TOPIC, HOURS)
        _let_rooms()
        publish_all(VILLAGE, sheets.at)
        plan_activities(VILLAGE, sheets.at)
        let_windows_and_team(VILLAGE)
        draw_photo(VILLAGE, sheets.at)
    return len(sheets.places)


def _told() -> dict[str, dict[str, Any]]:
    read = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
    for centre in read["centre"]:
        for row in (*centre.get("facts", ()), *centre.get("windows", ())):
            row["source"] = read["source"][row["source"]] if "source" in row else ""
    return {centre["code"]: centre for centre in read["centre"]}


def _lay_village(
    sheets: _Sheets, village: AreaFacts, told: dict[str, Any], unit: UUID | None, draw: Random, number: int
) -> None:
    grids, is_urban = grids_of(village.code), village.kind == AreaKind.URBAN_COMMUNITY
    week = _week(draw, is_urban=is_urban)
    here = {
        "area": village.code,
        "unit_id": unit,
        "address": f"福清市{village.name}（门牌未填，演示）",
        "is_invented": True,
    }
    functions = [Function.PARTY_SERVICE, Function.GOVERNMENT_SERVICE, Function.LEISURE, Function.DELIBERATION]
    access = told.get("access") or [
        one for one in (Access.LOW_COUNTER, Access.WAITING_AREA, Access.RAMP) if draw.random() < 0.6
    ]
    served = grids if told.get("serves") == "all" else grids[: 1 + draw.randrange(2)]
    centre = sheets.add(
        Place(code=village.code, kind=PlaceKind.CENTRE, name=f"{village.name}{NAME}", initials=f"{village.initials}{INITIALS}",
              functions=functions if is_urban else functions[:2] + functions[3:], access=access, **here),
        week, served,
    )  # fmt: skip
    _furnish(sheets, centre, told)
    for count, name in enumerate(told.get("stations", ()), start=1):
        station = Place(code=f"{village.code}-s{count}", kind=PlaceKind.STATION, name=f"{village.name}服务站“{name}”",
                        initials=village.initials, functions=[Function.LEISURE], **here)  # fmt: skip
        sheets.add(station, week, ())
    if is_urban and number % 3 == 0:
        stop = Place(code=f"{village.code}-y1", kind=PlaceKind.STOP, name=f"{village.name}驿站（演示）",
                     initials=village.initials, amenities=list(draw.choice(STOP_AMENITIES)), **here)  # fmt: skip
        sheets.add(stop, dict.fromkeys(range(9), spans_of(STOP_HOURS)), ())


def _week(draw: Random, *, is_urban: bool) -> Week:
    daily = draw.choice(WEEKDAYS)
    week = dict.fromkeys((0, 1, 2, 3, 4, MAKEUP), spans_of(daily))
    if draw.random() < 0.5:
        week[draw.randrange(5)] = spans_of(f"{daily}, {EVENING}")
    if is_urban:
        week[5] = spans_of("9:00-12:00")
    return {**week, HOLIDAY: ()}


def _furnish(sheets: _Sheets, centre: Place, told: dict[str, Any]) -> None:
    rooms = told.get("rooms") or [dict(zip(("kind", "name", "seats"), row, strict=True)) for row in ROOMS]
    windows = told.get("windows") or [{"number": number, "name": name} for number, name in enumerate(WINDOWS, start=1)]
    sheets.rooms += [Room(place=centre, is_invented=True, **row) for row in rooms]
    sheets.windows += [Window(place=centre, is_invented=not row.get("source"), **row) for row in windows]
    sheets.facts += [
        PlaceFact(place=centre, position=position, words=row["words"], source=row["source"])
        for position, row in enumerate(told.get("facts", ()), start=1)
    ]


def _one_closing(at: datetime) -> None:
    """Hongqiao is closed for one afternoon next week."""
    day = localdate() + timedelta(days=7 - localdate().weekday() + 3)
    HoursException.objects.create(
        place=Place.objects.get(code=VILLAGE), first_on=day, last_on=day, minutes=[480, 720], reason="下午全员培训（演示）",
        made_at=at, by=BY, is_invented=True,
    )  # fmt: skip


def _let_rooms() -> None:
    """The rooms of two centres can be booked, and one is booked by the demonstration's resident."""
    for room in Room.objects.filter(place__code__in=LETTING).select_related("place").order_by("place__code", "name"):
        let_room(room, by=system(BY), **LET_BY, needs_approval=room.kind == RoomKind.DELIBERATION)
    meeting = Resource.objects.select_related("place").filter(place__code=VILLAGE, room__kind=RoomKind.MEETING).first()
    resident = Account.objects.filter(is_staff=False).first()
    if meeting is None or resident is None:
        return
    slots = [slot for day in slots_from(meeting, localdate() + timedelta(days=2), 7) for slot in day.slots]
    if slots:
        book_slot(meeting, slots[0].starts_at, by=reader_of(resident), people=6, purpose="读书会（演示）")
        Booking.objects.update(is_invented=True)
