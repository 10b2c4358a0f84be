"""Open data: every centre, station and rest stop of the county as rows. Nothing of a person stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.areas.queries.map import area_name, area_path
from linli.centres.enums import Duty
from linli.centres.models import DisclosureDuty
from linli.places.models import Place, Room, Window
from linli.places.opening import Opening, text_of
from linli.places.queries.directory import PlaceFacts, open_places
from linli.places.queries.hours import openings
from linli.ratings.queries.results import open_results

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "holidays", "makeup_days")


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, and what it holds."""

    name: str
    about: str | Promise


COLUMNS = (
    Column("code", _("Its number: the address of its page ends with it.")),
    Column("name", pgettext_lazy("place", "Name")),
    Column("kind", _("centre, station or stop.")),
    Column("area", _("Code of its community or town (GB/T 2260, GB/T 10114, significant digits).")),
    Column("area_name", _("Town and community in words.")),
    Column("address", pgettext_lazy("place", "Address")),
    Column("telephone", _("Telephone of the office; none of a person.")),
    Column("longitude", _("Longitude of its door, WGS-84; empty where nobody has measured it.")),
    Column("latitude", _("Latitude of its door, WGS-84; empty where nobody has measured it.")),
    Column("functions", _("What it is: party_service, government_service, leisure, deliberation.")),
    Column("amenities", _("What somebody on the road finds: rest, water, charging, shade, toilet, first_aid.")),
    Column("access", _("What makes it usable by everybody.")),
    Column("rooms", _("How many rooms are in use.")),
    Column("windows", _("How many windows are in use.")),
    *(Column(f"hours_{day}", _("Opening hours of this day of the week; empty is closed.")) for day in DAYS[:7]),
    Column(f"hours_{DAYS[7]}", _("Opening hours on public holidays; empty is closed.")),
    Column(f"hours_{DAYS[8]}", _("Opening hours on make-up working days; empty is closed.")),
    *(Column(f"renewed_{kind}", _("When this disclosure was last renewed; empty where nothing is published.")) for kind in Duty),
    Column("ratings_from", _("First day of the twelve whole months in which ratings are counted.")),
    Column("ratings_to", _("Last day of them.")),
    Column("ratings_whole", _("How many rated a visit, an application or an order; “<5” is fewer than five, and then nothing else is said.")),
    *(Column(f"ratings_{grade}", _("How many gave this grade; “<5” is from one to four, empty is held back so that those cannot be reckoned."))
      for grade in ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")),
    Column("ratings_fairly_satisfied_or_better", _("How many of ratings_whole were fairly satisfied or better.")),
    Column("ratings_fairly_satisfied_or_better_bound", _("Empty: exactly so many. at_least: fewer than five were not. at_most: fewer than five were.")),
    Column("is_invented", _("Whether it is of the demonstration and invented.")),
    Column("page", _("Address of its page.")),
)  # fmt: skip


def names() -> list[str]:
    return [column.name for column in COLUMNS]


def open_rows(places: list[PlaceFacts] | None = None) -> Iterator[dict[str, Any]]:
    """Give every place that is open, a row each. Seven statements however many there are, all before the first row."""
    found = open_places() if places is None else places
    numbers = [place.id for place in found]
    hours = openings(numbers)
    in_use = Q(closed_on__isnull=True, place__in=numbers)
    rooms = dict(Room.objects.filter(in_use).values_list("place").annotate(Count("id")))
    windows = dict(Window.objects.filter(in_use).values_list("place").annotate(Count("id")))
    access = dict(Place.objects.filter(pk__in=numbers).values_list("id", "access"))
    renewed: dict[Any, dict[str, str]] = {}
    duties = DisclosureDuty.objects.filter(place__in=numbers, renewed_on__isnull=False)
    for place, kind, day in duties.values_list("place_id", "kind", "renewed_on"):
        renewed.setdefault(place, {})[kind] = day.isoformat() if day else ""
    rated = open_results(numbers)
    # Whole before the first is given: while an answer streams, the county of its request is no longer sure.
    return iter([
        _row(place, hours.get(place.id), rooms.get(place.id, 0), windows.get(place.id, 0), access.get(place.id, []),
             renewed.get(place.id, {}), rated[place.id])
        for place in found
    ])  # fmt: skip


def _row(
    place: PlaceFacts,
    opening: Opening | None,
    rooms: int,
    windows: int,
    access: list[str],
    renewed: dict[str, str],
    rated: dict[str, Any],
) -> dict[str, Any]:
    week = opening.week if opening else ((),) * len(DAYS)
    return {
        "code": place.code, "name": place.name, "kind": place.kind, "area": place.area,
        "area_name": " ".join(area_path(place.area)) or area_name(place.area), "address": place.address,
        "telephone": place.telephone, "longitude": place.longitude, "latitude": place.latitude,
        "functions": list(place.functions), "amenities": list(place.amenities), "access": access, "rooms": rooms,
        "windows": windows, **{f"hours_{day}": text_of(spans) for day, spans in zip(DAYS, week, strict=True)},
        **{f"renewed_{kind}": renewed.get(kind, "") for kind in Duty},
        **{f"ratings_{name}": value for name, value in rated.items()}, "is_invented": place.is_invented,
        "page": address_of(reverse("centres:centre", kwargs={"code": place.code})),
    }  # fmt: skip


def address_of(path: str) -> str:
    return settings.LINLI_ADDRESS.rstrip("/") + path


def flat(row: dict[str, Any]) -> list[Any]:
    """Return a row as a spreadsheet has it: lists joined by a bar, truth as 1 and 0."""
    return [
        "|".join(value) if isinstance(value, list) else int(value) if isinstance(value, bool) else "" if value is None else value
        for value in row.values()
    ]  # fmt: skip
