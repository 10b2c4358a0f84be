"""Return visits: at set intervals the mediator asks whether what was agreed is kept."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.common.cache import count_up
from linli.common.domain.audit import note_deed
from linli.mediation.domain.telling import say, to_head, to_mediator
from linli.mediation.enums import Kept
from linli.mediation.errors import NotYourMediation, VisitDone
from linli.mediation.models import Mediation, ReturnVisit
from linli.mediation.rules import SUBJECT, is_mediator
from linli.people.reader import Reader

MOST_NOTE = 2000
TOLD_FOR = timedelta(days=400)


def record_visit(
    visit: ReturnVisit, result: Kept, *, by: Reader, note: str = "", at: datetime | None = None
) -> ReturnVisit:
    """Note what a return visit found. Raises NotYourMediation, VisitDone."""
    with transaction.atomic():
        locked = ReturnVisit.objects.select_for_update().get(pk=visit.pk)
        mediation = Mediation.objects.get(pk=locked.mediation_id)
        if not (by.is_system or is_mediator(by, mediation)):
            raise NotYourMediation
        if locked.done_at is not None:
            raise VisitDone
        locked.done_at, locked.result, locked.note = at or now(), result, note.strip()[:MOST_NOTE]
        locked.save()
        note_deed("mediation.visited", by=by, subject_kind=SUBJECT, subject_id=mediation.id)
    return locked


def remind_of_visits(*, on: date | None = None) -> int:
    """Tell the mediators of the visits that have become due, once each; return how many."""
    due = ReturnVisit.objects.filter(due_on__lte=on or localdate(), done_at__isnull=True).select_related(
        "mediation__case"
    )
    count = 0
    for visit in due.order_by("id"):
        with transaction.atomic():
            if count_up(f"mediation.visit:{visit.id}", window=TOLD_FOR) > 1:
                continue
            told = to_mediator(visit.mediation) or to_head(visit.mediation)
            say("visit_due", visit.mediation, visit.mediation.case, told)
        count += 1
    return count
