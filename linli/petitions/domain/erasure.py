"""Words and persons of a petition that has long been over go; number, state and history stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.people.reader import system
from linli.petitions.models import Hearing, Note, Petition, Petitioner, Urging
from linli.petitions.rules import LETTER, SUBJECT, URGED
from linli.ratings.domain.forgetting import erase_rating
from linli.ratings.enums import Rated

BATCH = 200


def old_petitions(after_days: int, *, at: datetime | None = None) -> QuerySet[Petition]:
    """Those that were over so many days ago and still hold words; not while a review of one runs or is younger."""
    since = (at or now()) - timedelta(days=after_days)
    young = Q(after__isnull=False) & (Q(after__over_at__isnull=True) | Q(after__over_at__gte=since))
    return Petition.objects.filter(over_at__lt=since, erased_at__isnull=True).exclude(young)


def erase_old(*, after_days: int, at: datetime | None = None) -> int:
    """Empty what is old enough; return how many. Harmless the second time."""
    moment, count = at or now(), 0
    for petition in old_petitions(after_days, at=moment)[:BATCH]:
        with transaction.atomic():
            _erase(petition, moment)
        count += 1
    return count


def _erase(petition: Petition, moment: datetime) -> None:
    Petitioner.objects.filter(petition=petition).update(name="", phone="", phone_index=None, address="", account=None)
    Note.objects.filter(petition=petition).update(words="")
    Urging.objects.filter(petition=petition).update(words="", suggestions="", report="")
    Hearing.objects.filter(petition=petition).update(reasons="", where="", record="", called_off_why="")
    erase_rating(Rated.PETITION, petition.id)
    Petition.objects.filter(pk=petition.pk).update(
        wish="", words="", extract="", findings="", opinion="", basis="", ground="", erased_at=moment
    )
    note_deed("petition.erased", by=system("retention"), subject_kind=SUBJECT, subject_id=petition.id)
    for kind in (SUBJECT, LETTER, URGED):
        leave_word("documents.erase", holder_kind=kind, holder_id=str(petition.id))
