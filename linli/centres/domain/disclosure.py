"""What a centre discloses is published by whoever looks after it, corrected as versions, withdrawn with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.centres.domain.duty import note_renewed, note_withdrawn
from linli.centres.enums import DisclosureKind, Duty
from linli.centres.errors import NothingToDisclose, NotPublished, PersonInDisclosure, ReasonForWithdrawal
from linli.centres.models import Disclosure
from linli.common.domain.audit import note_deed
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.places.domain.place import lock_place
from linli.places.models import OpeningHours, Place


def publish_disclosure(
    place: Place, kind: DisclosureKind, words: str, *, by: Reader, at: datetime | None = None
) -> Disclosure:
    """Publish a disclosure, or a correction of it; the version before is kept.

    Raises NotYourPlace, PlaceClosed, NothingToDisclose, PersonInDisclosure.
    """
    said = words.strip()[:2000]
    if not said:
        raise NothingToDisclose
    if scan(said).kinds:
        raise PersonInDisclosure
    with transaction.atomic():
        locked = lock_place(place, by)
        before = Disclosure.objects.filter(place=locked, kind=kind).order_by("-number").first()
        Disclosure.objects.filter(place=locked, kind=kind, is_current=True).update(is_current=False)
        made = Disclosure.objects.create(
            place=locked,
            kind=kind,
            number=(before.number if before else 0) + 1,
            words=said,
            at=at or now(),
            by=by.label,
        )
        note_deed("disclosure.published", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                  name=str(kind), version=made.number)  # fmt: skip
        note_renewed(locked, Duty(kind), by=by, on=localdate(made.at))
    return made


def withdraw_disclosure(
    place: Place, kind: DisclosureKind, *, reason: str, by: Reader, at: datetime | None = None
) -> Disclosure:
    """Withdraw what is published; the page says that it was, and why.

    Raises NotYourPlace, PlaceClosed, ReasonForWithdrawal, NotPublished.
    """
    if not reason.strip():
        raise ReasonForWithdrawal
    with transaction.atomic():
        locked = lock_place(place, by)
        current = Disclosure.objects.filter(place=locked, kind=kind, is_current=True, withdrawn_at__isnull=True).first()
        if current is None:
            raise NotPublished
        current.withdrawn_at, current.reason = at or now(), scan(reason.strip()[:200]).masked
        current.save(update_fields=["withdrawn_at", "reason"])
        note_deed("disclosure.withdrawn", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                  name=str(kind), version=current.number)  # fmt: skip
        note_withdrawn(locked, Duty(kind), by=by)
    return current


def refuse_unpublished(place: Place, kind: Duty) -> None:
    """Raise NotPublished where there is nothing that could still be right."""
    if kind == Duty.HOURS:
        is_there = OpeningHours.objects.filter(place=place, until__isnull=True).exists()
    else:
        is_there = Disclosure.objects.filter(
            place=place, kind=str(kind), is_current=True, withdrawn_at__isnull=True
        ).exists()
    if not is_there:
        raise NotPublished


def confirm_disclosure(place: Place, kind: Duty, *, by: Reader) -> None:
    """Say that what stands there is still right: renewed without another version.

    Raises NotYourPlace, PlaceClosed, NotPublished (there is nothing that could be right).
    """
    with transaction.atomic():
        locked = lock_place(place, by)
        refuse_unpublished(locked, kind)
        note_renewed(locked, kind, by=by)
        note_deed(
            "disclosure.confirmed", by=by, subject_kind="place", subject_id=locked.id, area=locked.area, name=str(kind)
        )
