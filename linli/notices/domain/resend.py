from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import Actor, note_deed
from linli.common.domain.outbox import leave_word
from linli.notices.enums import State
from linli.notices.models import Notice

AT_ONCE = 500


@transaction.atomic
def resend_notices(ids: list[UUID] | None = None, *, by: Actor) -> int:
    """Send dead letters once more (all of them, the oldest 500 first, if none are named); return how many.

    Their tries are counted anew. One that is no longer dead is left alone.
    """
    dead = Notice.objects.select_for_update(skip_locked=True).filter(state=State.DEAD).order_by("id")
    chosen = [notice.id for notice in (dead if ids is None else dead.filter(id__in=ids))[:AT_ONCE]]
    if not chosen:
        return 0
    Notice.objects.filter(id__in=chosen).update(state=State.WAITING, attempts=0, not_before=now())
    note_deed("notices.resend", by=by, subject_kind="notice", notices=[str(number) for number in chosen])
    leave_word("notices.send", ids=[str(number) for number in chosen])
    return len(chosen)
