"""Words and persons of a mediation that has long been over go; number, state and history stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.mediation.models import Agreement, Guest, Mediation, ReturnVisit, Session, Side
from linli.mediation.rules import SUBJECT
from linli.people.reader import system

BATCH = 200


def old_mediations(after_days: int, *, at: datetime | None = None) -> QuerySet[Mediation]:
    """Those that were over so many days ago and still hold words."""
    return Mediation.objects.filter(over_at__lt=(at or now()) - timedelta(days=after_days), erased_at__isnull=True)


def erase_old(*, after_days: int, at: datetime | None = None) -> int:
    """Empty what is old enough; return how many. Harmless the second time."""
    moment, count = at or now(), 0
    for mediation in old_mediations(after_days, at=moment)[:BATCH]:
        with transaction.atomic():
            _erase(mediation, moment)
        count += 1
    return count


def _erase(mediation: Mediation, moment: datetime) -> None:
    of_it = {"mediation": mediation}
    Side.objects.filter(**of_it).update(name="", phone="", phone_index=None, address="", account=None)
    Guest.objects.filter(**of_it).delete()  # with what each side said to it
    Session.objects.filter(**of_it).update(note="")
    ReturnVisit.objects.filter(**of_it).update(note="")
    Agreement.objects.filter(**of_it).update(facts="", terms="")
    Mediation.objects.filter(pk=mediation.pk).update(words="", said="", place="", ground="", erased_at=moment)
    note_deed("mediation.erased", by=system("retention"), subject_kind=SUBJECT, subject_id=mediation.id)
    leave_word("documents.erase", holder_kind=SUBJECT, holder_id=str(mediation.id))
