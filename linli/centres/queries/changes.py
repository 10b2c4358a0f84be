"""What was changed about a place lately, in words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from linli.common.models import AuditEntry
from linli.people.labels import label_words
from linli.places.models import HoursException, Place
from linli.places.opening import hours_words

SHOWN = 12
WORDS = {
    "place.hours": _("Hours changed"), "place.exception": _("Other hours on some days"),
    "place.exception_withdrawn": _("Other hours taken back"), "place.changed": _("Page changed"),
    "place.room": _("Room added"), "place.window": _("Window added"), "place.spot_closed": _("Closed for now"),
    "place.spot_reopened": _("Opened again"), "resource.let": _("Can be booked"), "resource.closed": _("Takes no more bookings"),
    "disclosure.published": _("Published"), "disclosure.withdrawn": _("Withdrawn from the page"),
}  # fmt: skip


@dataclass(frozen=True)
class ChangeLine:
    """One deed on a place, by unit and post."""

    id: UUID
    at: datetime
    action: str
    words: str
    by: str


def changes_of(place: Place) -> list[ChangeLine]:
    """Return the latest deeds, newest first. One statement."""
    entries = AuditEntry.objects.filter(subject_kind="place", subject_id=str(place.id)).order_by("-at")[:SHOWN]
    return [_line(entry) for entry in entries]


def _line(entry: AuditEntry) -> ChangeLine:
    words = str(WORDS.get(entry.action, entry.action))
    name = entry.detail.get("name") or entry.detail.get("first") or ""
    return ChangeLine(
        id=entry.id, at=entry.at, action=entry.action, words=f"{words} {name}".strip(),
        by=label_words(entry.actor_label),
    )  # fmt: skip


def exceptions_ahead(place: Place) -> list[tuple[HoursException, str]]:
    """Return the days with other hours that are not over, with their hours in words; "" is closed. One statement."""
    rows = place.exceptions.filter(withdrawn_at__isnull=True, last_on__gte=localdate()).order_by("first_on", "id")
    return [(row, hours_words(tuple(zip(row.minutes[::2], row.minutes[1::2], strict=True)))) for row in rows]
