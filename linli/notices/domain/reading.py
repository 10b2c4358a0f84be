from uuid import UUID

from django.utils.timezone import now

from linli.notices.queries.inbox import inbox
from linli.people.reader import Reader


def mark_read(reader: Reader, ids: list[UUID] | None = None) -> int:
    """Note that the reader has read these notices of theirs, or all; return how many were new."""
    unread = inbox(reader).filter(read_at__isnull=True)
    return (unread if ids is None else unread.filter(id__in=ids)).update(read_at=now())
