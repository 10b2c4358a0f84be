"""Sending: one short transaction a notice, which holds its row until the carrier has answered.

A row that is marked sent is never sent again, and two workers never hold one row. A worker that is killed after the
carrier accepted and before the commit will send a second copy, under the same Message-ID or delivery number: no
channel offers more.
"""

import logging
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.timezone import now

from linli.counties.current import county_zone, current_county
from linli.notices.carriers import CarrierAway, Deliver, NeverDelivered, NotDelivered, Parcel, carrier_of
from linli.notices.domain.fan_out import address_of
from linli.notices.enums import State
from linli.notices.models import Notice, Preference, QuietHours
from linli.notices.quiet import quiet_until
from linli.notices.texts import Text, UnknownTopic, put_into_words, text_of

logger = logging.getLogger(__name__)

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
TO_SEND = (State.WAITING, State.FAILED)


def send_notices(ids: Iterable[UUID]) -> int:
    """Send those of these notices that are due; return how many were delivered."""
    delivered = 0
    with ExitStack() as offices:
        opened: dict[str, Deliver] = {}
        for number in ids:
            delivered += _send_one(number, offices, opened)
    return delivered


def send_due(*, at: datetime | None = None, limit: int = 500) -> int:
    """Send what waits for its moment: the end of quiet hours, the next try."""
    due = Notice.objects.filter(state__in=TO_SEND, not_before__lte=at or now()).order_by("not_before")
    return send_notices(list(due.values_list("id", flat=True)[:limit]))


@transaction.atomic
def _send_one(number: UUID, offices: ExitStack, opened: dict[str, Deliver]) -> bool:
    notice = (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .filter(id=number, state__in=TO_SEND, not_before__lte=now())
        .first()
    )
    if notice is None:
        return False
    try:
        text = text_of(notice.topic)
        if _is_held_back(notice, text):
            return False
        carrier = carrier_of(notice.channel)
        if carrier is None:
            raise NotDelivered(f"{notice.channel} is not set up on this machine")
        if notice.channel not in opened:
            opened[notice.channel] = offices.enter_context(carrier.open())
        opened[notice.channel](_parcel(notice))
    except DatabaseError:
        raise
    except UnknownTopic:
        _failed(notice, NotDelivered(f"no text for {notice.topic}"))
    except NotDelivered as error:
        if isinstance(error, CarrierAway):
            opened[notice.channel] = _still_away(error)
        _failed(notice, error)
    except Exception as error:
        # A fault of ours in one notice must not hold up those behind it; the row keeps what went wrong.
        logger.exception("notice %s of %s could not be sent", notice.id, notice.topic)
        _failed(notice, NotDelivered(repr(error)))
    else:
        _mark(notice, State.SENT, sent_at=now(), last_error="", attempts=notice.attempts + 1)
        return True
    return False


def _still_away(error: CarrierAway) -> Deliver:
    """Stands in for a carrier that did not answer: five hundred letters would each wait for it anew, and with them all
    other work of the worker."""

    def deliver(_parcel: Parcel) -> None:
        raise NotDelivered(str(error))

    return deliver


def _is_held_back(notice: Notice, text: Text) -> bool:
    """Whether the recipient does not want it (any more), cannot be reached, or sleeps."""
    if notice.recipient is None:
        return False
    is_unwanted = Preference.objects.filter(
        account=notice.recipient, group=text.group, channel=notice.channel, is_on=False
    ).exists()
    if is_unwanted or not notice.recipient.is_active or not address_of(notice.recipient, notice.channel):
        _mark(notice, State.SUPPRESSED)
        return True
    quiet = None if text.urgent else QuietHours.objects.filter(account=notice.recipient).first()
    zone = county_zone(current_county().code)
    until = quiet_until(quiet.from_hour, quiet.until_hour, at=now(), zone=zone) if quiet else None
    if until:
        _mark(notice, notice.state, not_before=until)
    return until is not None


def _parcel(notice: Notice) -> Parcel:
    recipient = notice.recipient
    language = recipient.language if recipient else notice.language
    letter = put_into_words(
        notice.topic, notice.parameters, language=language, subject_kind=notice.subject_kind,
        subject_id=notice.subject_id, is_staff=bool(recipient and recipient.is_staff),
    )  # fmt: skip
    return Parcel(
        id=notice.id, address=_address(notice), letter=letter,
        language=language, topic=notice.topic, subject_kind=notice.subject_kind, subject_id=notice.subject_id,
        created_at=notice.created_at,
    )  # fmt: skip


def _address(notice: Notice) -> str:
    return address_of(notice.recipient, notice.channel) if notice.recipient else notice.address


def _failed(notice: Notice, error: NotDelivered) -> None:
    tries = notice.attempts + 1
    is_over = isinstance(error, NeverDelivered) or tries > len(BACK_OFF)
    words = str(error)
    if address := _address(notice):  # servers repeat it in their answers; here it would lie unsealed
        words = words.replace(address, "…")
    words = words[:300]
    if is_over:
        logger.warning("notice %s was given up: %s", notice.id, words)
        _mark(notice, State.DEAD, attempts=tries, last_error=words)
    else:
        _mark(notice, State.FAILED, attempts=tries, last_error=words, not_before=now() + BACK_OFF[tries - 1])


def _mark(notice: Notice, state: str, **fields: object) -> None:
    notice.state = state
    for name, value in fields.items():
        setattr(notice, name, value)
    notice.save(update_fields=["state", *fields])
