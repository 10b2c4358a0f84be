import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from linli.common.setting import value_of
from linli.documents import store
from linli.documents.holders import DRAFT, waiting_baskets
from linli.documents.models import Document
from linli.documents.rules import ORPHAN_AGE

logger = logging.getLogger(__name__)

AT_ONCE = 1000


@dataclass(frozen=True)
class Swept:
    """How many drafts and how many files went."""

    drafts: int
    files: int


def sweep(*, at: datetime | None = None) -> Swept:
    """Remove drafts that no form ever sent, then the files of the current county that have no row."""
    moment = at or now()
    drafts = _remove_drafts(moment)
    files = 0
    for month in store.all_keys():
        for start in range(0, len(month), AT_ONCE):
            files += _remove(month[start : start + AT_ONCE], moment)
    if drafts or files:
        logger.info("swept %s drafts and %s files without a row", drafts, files)
    return Swept(drafts, files)


def old_drafts(after_days: int, *, at: datetime | None = None) -> QuerySet[Document]:
    """Drafts of so many days ago that no form ever sent, those of a form that was saved aside."""
    old = Document.objects.filter(holder_kind=DRAFT, uploaded_at__lt=(at or now()) - timedelta(days=after_days))
    for baskets in waiting_baskets():
        old = old.exclude(holder_id__in=baskets)
    return old


def _remove_drafts(moment: datetime) -> int:
    """Locked first, so that a draft which its form sends at this very moment is not lost."""
    old = old_drafts(value_of("documents.drafts_kept_days"), at=moment)
    with transaction.atomic():
        numbers = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return Document.objects.filter(pk__in=numbers).delete()[0] if numbers else 0


def _remove(keys: list[str], moment: datetime) -> int:
    """Delete those keys that no row names. A young one may belong to an upload whose row is not yet committed."""
    old = {}
    for key in keys:
        number = store.number_of(key)
        if number and store.made_at(number) < moment - ORPHAN_AGE:
            old[key] = number
    rows = Document.objects.filter(pk__in=set(old.values())).values_list("path", "thumbnail_path")
    named = {key for row in rows for key in row}
    orphans = old.keys() - named
    store.discard(*sorted(orphans))
    return len(orphans)
