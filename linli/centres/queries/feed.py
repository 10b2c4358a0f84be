"""What is new at a centre, as a feed (Atom, RFC 4287, and RSS 2.0) and its activity plan as a calendar (RFC 5545)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from uuid import UUID

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.bookings.icalendar import Entry, calendar_text
from linli.centres.enums import DisclosureKind
from linli.centres.models import Disclosure, PlannedActivity
from linli.centres.queries.open_data import address_of
from linli.people.labels import label_words
from linli.places.models import Place

MOST, PAST = 30, timedelta(days=92)


def feed_of(place: Place) -> str:
    """Return what was published, corrected and withdrawn, newest first, as Atom. Two statements."""
    return _feed(place, Atom1Feed, "centres:feed")


def rss_of(place: Place) -> str:
    """Return the same as RSS 2.0. Two statements."""
    return _feed(place, Rss201rev2Feed, "centres:rss")


def _feed(place: Place, shape: type[SyndicationFeed], name: str) -> str:
    page = address_of(reverse("centres:centre", kwargs={"code": place.code}))
    feed = shape(
        title=place.name, link=page, description=_("Published by this centre"), language=get_language(),
        feed_url=address_of(reverse(name, kwargs={"code": place.code})), feed_guid=f"urn:uuid:{place.id}",
        author_name=place.name,
    )  # fmt: skip
    news = sorted([*_disclosed(place), *_planned(place)], key=lambda one: one.updated_at, reverse=True)
    for one in news[:MOST]:
        feed.add_item(
            title=one.title, link=f"{page}#{one.anchor}", description=one.words, unique_id=f"urn:uuid:{one.id}",
            author_name=one.by or place.name, pubdate=one.at, updateddate=one.updated_at,
        )  # fmt: skip
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue()


@dataclass(frozen=True)
class _News:
    """One entry of the feed."""

    id: UUID
    title: str
    words: str
    at: datetime
    updated_at: datetime
    by: str
    anchor: str


def _disclosed(place: Place) -> list[_News]:
    found = []
    for row in Disclosure.objects.filter(place=place).order_by("-at")[:MOST]:
        title, words = str(DisclosureKind(row.kind).label), row.words
        if row.withdrawn_at:
            title, words = _("%(title)s: withdrawn") % {"title": title}, row.reason
        elif row.number > 1:
            title = _("%(title)s: corrected") % {"title": title}
        found.append(
            _News(row.id, title, words, row.at, row.withdrawn_at or row.at, label_words(row.by), "disclosures")
        )
    return found


def _planned(place: Place) -> list[_News]:
    found = []
    for row in PlannedActivity.objects.filter(place=place, starts_at__gt=now() - PAST).order_by("-at")[:MOST]:
        title, words = row.title, " · ".join(filter(None, (_when(row), row.where, row.about)))
        if row.withdrawn_at:
            title, words = _("%(title)s: called off") % {"title": title}, row.reason
        found.append(_News(row.id, title, words, row.at, row.withdrawn_at or row.at, label_words(row.by), "plan"))
    return found


def _when(row: PlannedActivity) -> str:
    return f"{date_format(localtime(row.starts_at), 'DATETIME_FORMAT')}–{localtime(row.ends_at):%H:%M}"


def plan_calendar(place: Place) -> str:
    """Return the activity plan as iCalendar; what was called off stands as cancelled. One statement."""
    rows = PlannedActivity.objects.filter(place=place, ends_at__gt=now() - PAST).order_by("starts_at")[:500]
    return calendar_text(place.name, [
        Entry(
            uid=f"{row.id}@linli", starts_at=row.starts_at, ends_at=row.ends_at, summary=row.title, changed_at=row.at,
            location=f"{place.name} {row.where}".strip(), status="CANCELLED" if row.withdrawn_at else "CONFIRMED",
        )
        for row in rows
    ])  # fmt: skip
