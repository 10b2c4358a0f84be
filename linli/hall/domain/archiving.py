"""Put what is over into the archive once the time for its rating is too; tell clerks what another body owes them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate, now

from linli.cases.enums import Stage
from linli.hall.domain.errand import to_office
from linli.hall.domain.holding import hold
from linli.hall.models import Application, ErrandOriginal
from linli.hall.queries.applications import outside_due
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, holders
from linli.ratings.enums import Rated
from linli.ratings.models import FollowUp
from linli.ratings.settings import open_days

AT_ONCE = 2000
SOON, LATE = "soon", "late"


def archive_over(*, at: datetime | None = None) -> int:
    """Put into the archive what has been over for long enough to be rated; return how many.

    What still waits for something stays out: a low rating that was not answered, originals that are not back.
    """
    moment = at or now()
    over = Application.objects.filter(
        archived_at__isnull=True, case__stage=Stage.DONE,
        case__closed_at__lt=moment - timedelta(days=open_days() + 1),
    )  # fmt: skip
    waits = FollowUp.objects.filter(
        rating__kind=Rated.APPLICATION, rating__subject_id=OuterRef("case"), answered_at__isnull=True
    )
    owed = ErrandOriginal.objects.filter(application=OuterRef("pk"), returned_at__isnull=True)
    ids = list(over.exclude(Exists(waits)).exclude(Exists(owed)).values_list("id", flat=True)[:AT_ONCE])
    # Asked once more of the case as it is now: somebody may reopen it in this very moment.
    return Application.objects.filter(id__in=ids, archived_at__isnull=True, case__stage=Stage.DONE).update(
        archived_at=moment
    )


def remind_of_outside(*, at: datetime | None = None) -> int:
    """Tell the clerks once that the deadline of another body comes soon, and once that it has passed; return how many."""
    moment, done = at or now(), 0
    for word, view in ((LATE, "outside_late"), (SOON, "outside_soon")):
        found = Application.objects.filter(outside_due(view, localdate(moment)), case__state="outside")
        told = (LATE,) if word == LATE else (LATE, SOON)
        for application in found.exclude(outside_told__in=told).order_by("outside_due_on")[:AT_ONCE]:
            done += _remind(application, word)
    return done


def _remind(application: Application, word: str) -> int:
    """Looked at once more behind the lock of its case: two workers tell it once, and what came back is not asked for."""
    with transaction.atomic():
        held = hold(application)
        if held.case.state != "outside" or held.outside_told in (word, LATE) or held.outside_due_on is None:
            return 0
        held.outside_told = word
        held.save(update_fields=["outside_told"])
        tell(
            f"application.outside_{word}", to=_who_follows(held), subject_kind="case", subject_id=held.case_id,
            parameters={"item": held.case.title.split(" · ")[0], "body": held.outside_body,
                        "due_on": held.outside_due_on.isoformat()},
        )  # fmt: skip
    return 1


def _who_follows(held: Application) -> list[To]:
    """The place that received it, and the unit that has it now."""
    lead = held.case.lead_unit_id
    return [*to_office(held), *([holders(unit=lead)] if lead else [])]
