"""One centre as everybody sees it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate, localtime, now

from linli.bookings.enums import ResourceKind
from linli.bookings.models import Resource
from linli.bookings.queries.bookings import resources_of
from linli.centres.enums import Duty
from linli.centres.models import PlannedActivity
from linli.centres.queries.disclosures import DisclosureLine, disclosures_of, duties_of, hours_line, plan_of
from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, every_unit, office_of
from linli.places.counter import CounterItem, PlacePage, WithdrawnItem, counter_items, place_pages, withdrawn_items
from linli.places.enums import Access, Amenity, Function, PlaceKind
from linli.places.models import OpeningHours, Place, PlaceFact, PlacePhoto, Room, Window
from linli.places.opening import HOLIDAY, MAKEUP, Now, OpenDay, Opening, hours_words, now_of
from linli.places.queries.directory import PlaceFacts, open_places
from linli.places.queries.hours import opening_of
from linli.ratings.queries.results import Results, results_of

DAYS_SHOWN = 7


@dataclass(frozen=True)
class DayLine:
    """One day of the coming week in words."""

    day: OpenDay
    hours: list[str]  # one a span
    is_today: bool


@dataclass(frozen=True)
class Face:
    """What the public page of a place says."""

    place: Place
    kind: str
    functions: list[str]
    amenities: list[str]
    access: list[str]
    now: Now
    days: list[DayLine]
    hours: OpeningHours | None
    facts: list[PlaceFact]
    rooms: list[tuple[Room, Resource | None]]
    windows: list[Window]
    unit: UnitFacts | None
    telephone: str
    around: list[PlaceFacts]
    disclosures: list[DisclosureLine]
    hours_line: DisclosureLine
    plan: list[PlannedActivity]
    items: list[CounterItem]
    withdrawn: list[WithdrawnItem]
    photos: list[PlacePhoto]
    takes_appointments: bool
    goes_out: bool
    pages: list[PlacePage]  # of other apps
    ratings: Results

    @property
    def is_certain(self) -> bool:
        return all(line.day.is_certain for line in self.days)


def face_of(place: Place) -> Face:
    """Return what everybody may know of a place. Thirteen statements, and what the catalogue asks."""
    opening = opening_of(place.id)
    resources = resources_of(place.id)
    lets = {resource.room_id: resource for resource in resources}
    kinds = {resource.kind for resource in resources}
    hours = OpeningHours.objects.filter(place=place, until__isnull=True).first()
    unit = every_unit().get(place.unit_id) if place.unit_id else office_of(place.area, UnitKind.VILLAGE_OFFICE)
    return Face(
        place=place, kind=str(PlaceKind(place.kind).label), functions=_labels(Function, place.functions),
        amenities=_labels(Amenity, place.amenities), access=_labels(Access, place.access), 
        now=now_of(opening, localtime().replace(tzinfo=None)),
        days=week_lines(opening) if opening else [],
        hours=hours,
        facts=list(place.facts.order_by("position")),
        rooms=[(room, lets.get(room.id)) for room in place.rooms.order_by("kind", "name") if not _is_closed(room)],
        windows=[window for window in place.windows.order_by("number") if not _is_closed(window)],
        unit=unit, telephone=place.telephone or (unit.telephone if unit else ""),
        around=[other for other in open_places(within=[place.area]) if other.id != place.id and len(place.area) == 12][:12],
        disclosures=disclosures_of(place.id), hours_line=hours_line(hours, duties_of(place.id).get(Duty.HOURS)),
        plan=plan_of(place.id, at=now()), items=counter_items(place.code), withdrawn=withdrawn_items(place.code), photos=photos_of(place.id),
        takes_appointments=ResourceKind.WINDOW in kinds, goes_out=ResourceKind.TEAM in kinds,
        pages=[] if place.closed_on else place_pages(place.code), ratings=results_of(place.id),
    )  # fmt: skip


def photos_of(place: UUID) -> list[PlacePhoto]:
    """Return the photos that are shown, in their order. One statement."""
    return list(PlacePhoto.objects.filter(place=place, taken_back_at__isnull=True).order_by("position", "id"))


def _is_closed(spot: Room | Window) -> bool:
    return spot.closed_on is not None and spot.closed_on <= localdate()


def _labels(words: type[Function] | type[Amenity] | type[Access], values: list[str]) -> list[str]:
    return [str(words(value).label) for value in values if value in words.values]


def week_lines(opening: Opening) -> list[DayLine]:
    """Return today and the six days after it."""
    today = localdate()
    return [
        DayLine(day, [hours_words((span,)) for span in day.spans], day.on == today)
        for day in opening.days_from(today, DAYS_SHOWN)
    ]


def week_texts(opening: Opening | None) -> list[str]:
    """Return the nine lines of a week as a form has them: Monday to Sunday, holidays, make-up days."""
    return [hours_words(spans) for spans in opening.week] if opening else [""] * (max(HOLIDAY, MAKEUP) + 1)
