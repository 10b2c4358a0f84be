"""What stood there before: every version of the four disclosures, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.centres.enums import DisclosureKind, Duty
from linli.centres.forms.place import DAY_WORDS
from linli.centres.models import Disclosure
from linli.people.labels import label_words
from linli.places.models import OpeningHours
from linli.places.opening import hours_words, week_of

MOST_VERSIONS, MOST_HOURS = 200, 50


@dataclass(frozen=True)
class Version:
    """One version in the public history. `corrected_at`: when the next took its place."""

    title: str
    number: int
    words: str
    at: datetime
    in_charge: str
    corrected_at: datetime | None
    withdrawn_at: datetime | None = None
    reason: str = ""
    is_invented: bool = False


def history_of(place: UUID) -> list[Version]:
    """Return every version of the four, newest first. Three statements."""
    found = [*_written(place), *_hours(place)]
    return sorted(found, key=lambda version: version.at, reverse=True)


def _written(place: UUID) -> list[Version]:
    found: list[Version] = []
    later: Disclosure | None = None
    for row in Disclosure.objects.filter(place=place).order_by("kind", "-number")[:MOST_VERSIONS]:
        after = later.at if later is not None and later.kind == row.kind else None
        found.append(
            Version(str(DisclosureKind(row.kind).label), row.number, row.words, row.at, label_words(row.by), after,
                    row.withdrawn_at, row.reason, row.is_invented)
        )  # fmt: skip
        later = row
    return found


def _hours(place: UUID) -> list[Version]:
    rows = list(OpeningHours.objects.filter(place=place).order_by("-since").prefetch_related("spans")[:MOST_HOURS])
    return [
        Version(str(Duty.HOURS.label), len(rows) - place_in, _week(row), row.since, _in_charge(row), row.until,
                is_invented=row.is_invented)
        for place_in, row in enumerate(rows)
    ]  # fmt: skip


def _in_charge(hours: OpeningHours) -> str:
    """Who keeps them; of invented hours only a post, for that they are invented is said beside it."""
    return label_words(hours.by) if not hours.is_invented or " · " in hours.by else ""


def _week(hours: OpeningHours) -> str:
    """The week in lines, without the days on which it is closed."""
    week = week_of([(span.day, span.opens, span.closes) for span in hours.spans.all()])
    return "\n".join(f"{words} {hours_words(spans)}" for words, spans in zip(DAY_WORDS, week, strict=True) if spans)
