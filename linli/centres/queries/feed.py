"""What is new at a centre, as a feed (Atom, RFC 4287) and its activity plan as a calendar (RFC 5545)."""

from datetime import timedelta
from io import StringIO

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
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
    """Return what was published, corrected and withdrawn, newest first. Two statements."""
    page = address_of(reverse("centres:centre", kwargs={"code": place.code}))
    feed = Atom1Feed(
        title=place.name, link=page, description=_("Published by this centre"), language=get_language(),
        feed_url=address_of(reverse("centres:feed", kwargs={"code": place.code})), feed_guid=f"urn:uuid:{place.id}",
        author_name=place.name,
    )  # fmt: skip
    for entry in sorted([*_disclosed(place), *_planned(place)], key=lambda one: one["updateddate"], reverse=True)[
        :MOST
    ]:
        feed.add_item(link=f"{page}#{entry.pop('anchor')}", author_name=entry.pop("by") or place.name, **entry)
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue()


def _disclosed(place: Place) -> list[dict[str, object]]:
    rows = Disclosure.objects.filter(place=place).order_by("-at")[:MOST]
    found = []
    for row in rows:
        title = str(DisclosureKind(row.kind).label)
        words = row.words
        if row.withdrawn_at:
            title, words = _("%(title)s: withdrawn") % {"title": title}, row.reason
        elif row.number > 1:
            title = _("%(title)s: corrected") % {"title": title}
        found.append({
            "title": title, "description": words, "unique_id": f"urn:uuid:{row.id}", "pubdate": row.at,
            "updateddate": row.withdrawn_at or row.at, "by": label_words(row.by), "anchor": "disclosures",
        })  # fmt: skip
    return found


def _planned(place: Place) -> list[dict[str, object]]:
    rows = PlannedActivity.objects.filter(place=place, starts_at__gt=now() - PAST).order_by("-at")[:MOST]
    return [
        {
            "title": _("%(title)s: called off") % {"title": row.title} if row.withdrawn_at else row.title,
            "description": row.reason if row.withdrawn_at else " · ".join(filter(None, (_when(row), row.where, row.about))),
            "unique_id": f"urn:uuid:{row.id}", "pubdate": row.at, "updateddate": row.withdrawn_at or row.at,
            "by": label_words(row.by), "anchor": "plan",
        }
        for row in rows
    ]  # fmt: skip


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
