"""Open data: the four disclosures of every centre as rows, each with its day and who is in charge of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from linli.centres.enums import Duty
from linli.centres.models import Disclosure, DisclosureDuty
from linli.centres.queries.disclosures import is_late
from linli.centres.queries.open_data import DAYS, Column
from linli.people.labels import label_words
from linli.places.enums import PlaceKind
from linli.places.opening import Opening, text_of
from linli.places.queries.directory import PlaceFacts, open_places
from linli.places.queries.hours import openings

COLUMNS = (
    Column("code", _("Number of the centre: the address of its page ends with it.")),
    Column("name", _("Name of the centre.")),
    Column("kind", _("hours, activities, convenience or items: which of the four it is.")),
    Column("words", _("What is published; of the hours, the week.")),
    Column("version", _("Which version it is; empty for the hours.")),
    Column("published_on", _("When this version was published; empty where nothing is.")),
    Column("renewed_on", _("When it was last renewed, or said to be still right.")),
    Column("in_charge", _("Unit and post in charge; no name.")),
    Column("is_stale", _("Whether it is missing or older than its rule.")),
    Column("withdrawn_on", _("When it was withdrawn; empty where it stands.")),
    Column("reason", _("Why it was withdrawn.")),
)  # fmt: skip


def disclosure_rows(places: list[PlaceFacts] | None = None) -> Iterator[dict[str, Any]]:
    """Give four rows for every centre. Four statements however many there are, all before the first row."""
    found = [place for place in (open_places() if places is None else places) if place.kind == PlaceKind.CENTRE]
    numbers = [place.id for place in found]
    hours = openings(numbers)
    said = {(row.place_id, row.kind): row for row in Disclosure.objects.filter(place__in=numbers, is_current=True)}
    duties = {(row.place_id, row.kind): row for row in DisclosureDuty.objects.filter(place__in=numbers)}
    return iter([
        _row(place, kind, said.get((place.id, str(kind))), duties.get((place.id, str(kind))), hours.get(place.id))
        for place in found
        for kind in Duty
    ])  # fmt: skip


def _row(
    place: PlaceFacts, kind: Duty, row: Disclosure | None, duty: DisclosureDuty | None, opening: Opening | None
) -> dict[str, Any]:
    words = row.words if row and not row.withdrawn_at else ""
    if kind == Duty.HOURS:
        words = _week(opening) if opening else ""
    by = (duty.renewed_by if duty else "") or (row.by if row else "")
    renewed = duty.renewed_on if duty else None
    gone = row.withdrawn_at if row else None
    return {
        "code": place.code, "name": place.name, "kind": str(kind), "words": words, "version": row.number if row else "",
        "published_on": localdate(row.at).isoformat() if row else "", "renewed_on": renewed.isoformat() if renewed else "",
        "in_charge": label_words(by) if by else "", "is_stale": is_late(kind, renewed),
        "withdrawn_on": localdate(gone).isoformat() if gone else "", "reason": row.reason if row else "",
    }  # fmt: skip


def _week(opening: Opening) -> str:
    return "; ".join(f"{day} {text_of(spans)}" for day, spans in zip(DAYS, opening.week, strict=True) if spans)


def names() -> list[str]:
    return [column.name for column in COLUMNS]
