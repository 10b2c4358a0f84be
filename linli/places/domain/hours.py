"""Hours are changed by the centre manager: a new week, days with other hours, and both taken back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.people.reader import Reader
from linli.places.domain.place import lock_place
from linli.places.errors import ExceptionUnclear, HoursUnclear
from linli.places.models import HoursException, OpeningHours, OpeningSpan, Place
from linli.places.opening import DAYS, Spans, spans_of, text_of, week_of
from linli.places.queries.hours import HOURS

LONGEST = timedelta(days=366)


def read_week(texts: Sequence[str]) -> tuple[Spans, ...]:
    """Read nine lines, Monday to Sunday, public holidays, make-up days; raises HoursUnclear."""
    return tuple(read_spans(text) for text in texts)


def read_spans(text: str) -> Spans:
    try:
        return spans_of(text)
    except ValueError as error:
        raise HoursUnclear(text=str(error)[:40]) from error


def change_hours(place: Place, week: Sequence[Spans], *, by: Reader, at: datetime | None = None) -> OpeningHours:
    """Give a place another week; the one before is kept, and can be taken back. Raises NotYourPlace, PlaceClosed."""
    if len(week) != DAYS:
        raise ValueError("a week has seven days, a line for holidays and one for make-up days")
    with transaction.atomic():
        locked, at = lock_place(place, by), at or now()
        before = OpeningHours.objects.filter(place=locked, until__isnull=True).first()
        if before is not None:
            OpeningHours.objects.filter(pk=before.pk).update(until=at)
        hours = _write(locked, week, by=by, at=at)
        note_deed("place.hours", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                  before=str(before.id) if before else "", after=str(hours.id))  # fmt: skip
    return hours


def _write(place: Place, week: Sequence[Spans], *, by: Reader, at: datetime) -> OpeningHours:
    hours = OpeningHours.objects.create(place=place, since=at, by=by.label)
    OpeningSpan.objects.bulk_create(
        OpeningSpan(hours=hours, day=day, opens=opens, closes=closes)
        for day, spans in enumerate(week) for opens, closes in spans
    )  # fmt: skip
    changed(HOURS)
    return hours


def take_back_hours(hours: OpeningHours, *, by: Reader, at: datetime | None = None) -> OpeningHours:
    """Give a place back the week it had before this one.

    Raises NotYourPlace, PlaceClosed; ChangedSince where these are no longer the hours in force; NotTakenBack where
    there were none before.
    """
    with transaction.atomic():
        place = lock_place(hours.place, by)
        if not OpeningHours.objects.filter(pk=hours.pk, until__isnull=True).exists():
            raise ChangedSince
        before = OpeningHours.objects.filter(place=place, since__lt=hours.since).order_by("-since").first()
        if before is None:
            raise NotTakenBack
        week = week_of(list(before.spans.values_list("day", "opens", "closes")))
        return change_hours(place, week, by=by, at=at)


def except_days(
    place: Place, first_on: date, last_on: date, spans: Spans, *, reason: str, by: Reader, at: datetime | None = None
) -> HoursException:
    """Give some days other hours, or none (`spans` empty), with the reason that visitors read.

    Raises NotYourPlace, PlaceClosed, ExceptionUnclear.
    """
    if last_on < first_on or last_on - first_on > LONGEST or not reason.strip():
        raise ExceptionUnclear
    with transaction.atomic():
        locked = lock_place(place, by)
        made = HoursException.objects.create(
            place=locked, first_on=first_on, last_on=last_on, minutes=[minute for span in spans for minute in span],
            reason=reason.strip()[:200], made_at=at or now(), by=by.label,
        )  # fmt: skip
        changed(HOURS)
        note_deed("place.exception", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                  first=str(first_on), last=str(last_on), hours=text_of(spans))  # fmt: skip
    return made


def withdraw_exception(exception: HoursException, *, by: Reader, at: datetime | None = None) -> HoursException:
    """Take other hours back: the days have those of the week again. Raises NotYourPlace, PlaceClosed, ChangedSince."""
    with transaction.atomic():
        place = lock_place(exception.place, by)
        if not HoursException.objects.filter(pk=exception.pk, withdrawn_at__isnull=True).update(
            withdrawn_at=at or now()
        ):
            raise ChangedSince
        changed(HOURS)
        note_deed("place.exception_withdrawn", by=by, subject_kind="place", subject_id=place.id, area=place.area,
                  first=str(exception.first_on), last=str(exception.last_on))  # fmt: skip
    exception.refresh_from_db()
    return exception
