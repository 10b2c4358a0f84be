from uuid import UUID

from django.db.models import F

from linli.bookings.models import CalendarAddress


def open_address(kind: str, subject: UUID) -> None:
    """Open the secret address of a calendar; where there is one, shut it and open another."""
    _found, is_new = CalendarAddress.objects.get_or_create(subject_kind=kind, subject_id=subject)
    if not is_new:
        CalendarAddress.objects.filter(subject_kind=kind, subject_id=subject).update(number=F("number") + 1)
