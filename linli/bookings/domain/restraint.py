"""Who does not come several times has bookings approved for some days: told why, and may object. Nothing is refused by it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.bookings.domain.seats import masked
from linli.bookings.domain.telling import note, tell_account
from linli.bookings.enums import BookingState
from linli.bookings.errors import BookingReasonNeeded, NothingToObject, NotYourResource, ObjectionNeeded
from linli.bookings.models import Booking, Restraint
from linli.bookings.queries.restraint import restraint_of
from linli.bookings.rules import may_manage
from linli.common.setting import value_of
from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role
from linli.people.reader import Reader


def after_no_show(booking: Booking, *, by: Reader, at: datetime) -> Restraint | None:
    """Count what staff noted as not kept; with as many as the county has set, the next days are approved by the centre."""
    least = int(value_of("bookings.no_shows"))
    if booking.account_id is None or not least:
        return None
    count = _missed(booking.account_id, at)
    if count < least or restraint_of(booking.account_id, at=at) is not None:
        return None
    made = Restraint.objects.create(
        account_id=booking.account_id, booking=booking, count=count, days=int(value_of("bookings.no_show_days")), since=at,
        until=at + timedelta(days=int(value_of("bookings.restraint_days"))),
    )  # fmt: skip
    note(booking, "restrained", by=by, count=count)
    tell_account("restrained", booking.account_id, booking.resource, count=count, days=made.days,
                 until_at=made.until.isoformat())  # fmt: skip
    return made


def after_arrival(booking: Booking, *, at: datetime) -> None:
    """Somebody came of whom the contrary was noted: where too few are left, nothing holds any more."""
    if booking.account_id is None:
        return
    restraint = restraint_of(booking.account_id, at=at)
    if restraint is not None and _missed(booking.account_id, at) < int(value_of("bookings.no_shows")):
        _lift(restraint, at)


def _missed(account: UUID, at: datetime) -> int:
    since = at - timedelta(days=int(value_of("bookings.no_show_days")))
    mine = Booking.objects.filter(account_id=account, starts_at__gt=since, starts_at__lte=at)
    return mine.filter(state=BookingState.NO_SHOW).count()


def object_to(restraint: Restraint, words: str, *, by: Reader, at: datetime | None = None) -> Restraint:
    """Say what was different; the centre of the last booking answers. Raises ObjectionNeeded, NothingToObject."""
    at = at or now()
    if not words.strip():
        raise ObjectionNeeded
    with transaction.atomic():
        locked = _locked(restraint)
        if locked.account_id != by.actor_id or locked.lifted_at or locked.objected_at or locked.until <= at:
            raise NothingToObject
        locked.objection, locked.objected_at = masked(words)[:300], at
        locked.save(update_fields=["objection", "objected_at"])
        note(locked.booking, "objected", by=by)
        place = locked.booking.resource.place
        tell("bookings.objected", to=[holders(roles=[Role.MANAGER], area=place.area)], subject_kind="resource",
             subject_id=locked.booking.resource_id, parameters={"place": place.name})  # fmt: skip
    return locked


def answer_objection(
    restraint: Restraint, *, by: Reader, lift: bool, words: str = "", at: datetime | None = None
) -> Restraint:
    """Lift it, or say why it stays; the resident is told. Raises NotYourResource, NothingToObject, BookingReasonNeeded."""
    at = at or now()
    if not lift and not words.strip():
        raise BookingReasonNeeded
    with transaction.atomic():
        locked = _locked(restraint)
        if not may_manage(by, locked.booking.resource):
            raise NotYourResource
        if locked.objected_at is None or locked.answered_at is not None:
            raise NothingToObject
        locked.answer, locked.answered_at, locked.answered_by = masked(words), at, by.label
        locked.save(update_fields=["answer", "answered_at", "answered_by"])
        if lift:
            _lift(locked, at)
        note(locked.booking, "objection_answered", by=by, lifted=lift)
        tell_account("restraint_lifted" if lift else "restraint_stays", locked.account_id, locked.booking.resource,
                     reason=locked.answer)  # fmt: skip
    return locked


def _lift(restraint: Restraint, at: datetime) -> None:
    Restraint.objects.filter(pk=restraint.pk).update(lifted_at=at)
    restraint.lifted_at = at


def _locked(restraint: Restraint) -> Restraint:
    locked = Restraint.objects.select_for_update(of=("self",)).select_related("booking__resource__place")
    return locked.get(pk=restraint.pk)
