import logging
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.common.setting import value_of
from linli.documents.domain.draft import remove_drafts
from linli.forms.models import KeptAnswer, Sheet
from linli.forms.retention import ANSWERS, SHEETS, old_answers, old_sheets

logger = logging.getLogger(__name__)


def sweep() -> int:
    """Delete sheets and kept answers that are old enough. Return how many."""
    sheets = _remove(Q(id__in=old_sheets(value_of(SHEETS)).values("id")))
    answers = old_answers(value_of(ANSWERS)).delete()[0]
    if sheets or answers:
        logger.info("swept %s sheets and %s kept answers", sheets, answers)
    return sheets + answers


def forget_account(account_id: UUID) -> None:
    """Delete what an account was filling in and what it kept, in the transaction that closes it."""
    _remove(Q(account_id=account_id), waits=True)
    KeptAnswer.objects.filter(account_id=account_id).delete()


def _remove(which: Q, *, waits: bool = False) -> int:
    """Locked first, so that a sheet which is sent at this very moment is not lost; files of a sent one are its holder's."""
    with transaction.atomic():
        found = list(Sheet.objects.filter(which).select_for_update(of=("self",), skip_locked=not waits))
        for sheet in found:
            remove_drafts(sheet.basket)
        if found:
            Sheet.objects.filter(id__in=[sheet.id for sheet in found]).delete()
    return len(found)
