"""The activity plan, line by line: published, corrected, withdrawn with the reason; each renews the disclosure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.centres.domain.duty import note_renewed
from linli.centres.enums import Duty
from linli.centres.errors import ActivityUnclear, NotPublished, PersonInDisclosure, ReasonForWithdrawal
from linli.centres.models import PlannedActivity
from linli.common.domain.audit import note_deed
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.places.domain.place import lock_place
from linli.places.models import Place

UNIQUE_VIOLATION = "23505"
LONGEST, FARTHEST = timedelta(days=14), timedelta(days=366)


@dataclass(frozen=True)
class Planned:
    """What is planned. `where`: the room, in words."""

    title: str
    starts_at: datetime
    ends_at: datetime
    where: str = ""
    about: str = ""


def plan_activity(
    place: Place, planned: Planned, *, by: Reader, key: str = "", at: datetime | None = None
) -> PlannedActivity:
    """Put an activity into the plan of a centre. A key sent again gives the same.

    Raises NotYourPlace, PlaceClosed, ActivityUnclear (no title, ends before it begins, longer than two weeks, more than
    a year away), PersonInDisclosure.
    """
    at = at or now()
    _check(planned, at)
    try:
        with transaction.atomic():
            locked = lock_place(place, by)
            made = PlannedActivity.objects.create(place=locked, at=at, by=by.label, key=key, **_facts(planned))
            note_renewed(locked, Duty.ACTIVITIES, by=by)
            note_deed("activity.planned", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                      name=made.title)  # fmt: skip
    except IntegrityError as error:
        if key and getattr(error.__cause__, "sqlstate", "") == UNIQUE_VIOLATION:
            return PlannedActivity.objects.get(place=place, key=key)
        raise
    return made


def withdraw_activity(
    activity: PlannedActivity, *, reason: str, by: Reader, at: datetime | None = None
) -> PlannedActivity:
    """Take an activity out of the plan; page and feeds say so, and why.

    Raises NotYourPlace, PlaceClosed, ReasonForWithdrawal, NotPublished (withdrawn already).
    """
    if not reason.strip():
        raise ReasonForWithdrawal
    at = at or now()
    with transaction.atomic():
        locked = lock_place(activity.place, by)
        said = scan(reason.strip()[:200]).masked
        gone = PlannedActivity.objects.filter(pk=activity.pk, withdrawn_at__isnull=True)
        if not gone.update(withdrawn_at=at, at=at, by=by.label, reason=said):
            raise NotPublished
        note_renewed(locked, Duty.ACTIVITIES, by=by)
        note_deed("activity.withdrawn", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                  name=activity.title)  # fmt: skip
    activity.refresh_from_db()
    return activity


def _check(planned: Planned, at: datetime) -> None:
    is_whole = planned.title.strip() and planned.starts_at < planned.ends_at <= planned.starts_at + LONGEST
    if not is_whole or abs(planned.starts_at - at) > FARTHEST:
        raise ActivityUnclear
    if any(scan(words).kinds for words in (planned.title, planned.where, planned.about)):
        raise PersonInDisclosure


def _facts(planned: Planned) -> dict[str, object]:
    return {
        "title": planned.title.strip()[:80], "starts_at": planned.starts_at, "ends_at": planned.ends_at,
        "where": planned.where.strip()[:60], "about": planned.about.strip()[:300],
    }  # fmt: skip
