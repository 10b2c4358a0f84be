"""Inboxes are emptied of what is old: who wants to know what happened finds it in the history of the matter."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import now

from linli.common.ids import first_id_at
from linli.notices.enums import Channel, State
from linli.notices.models import Notice

BATCH = 2000
A_MONTH = timedelta(days=30)


def old_notices(after_months: int, *, at: datetime | None = None) -> QuerySet[Notice]:
    """Notices in inboxes that were sent so many months of thirty days ago.

    Keys are in the order of time, so the range of old ones is a range of the key's own index.
    """
    before = (at or now()) - after_months * A_MONTH
    return Notice.objects.filter(
        id__lt=first_id_at(before), created_at__lt=before, channel=Channel.IN_APP, state=State.SENT
    )


def sweep_notices(*, after_months: int, at: datetime | None = None) -> int:
    """Delete old notices in inboxes, so many at a time that nobody waits; return how many."""
    count = 0
    while numbers := list(old_notices(after_months, at=at).order_by("id").values_list("id", flat=True)[:BATCH]):
        count += Notice.objects.filter(id__in=numbers).delete()[0]
    return count
