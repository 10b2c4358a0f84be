"""Take what was written on a phone: verify → once → judge by the posts of then and now → the case's own verb."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.cases.domain.deed import Sent
from linli.cases.enums import Verb
from linli.cases.errors import AlreadyDone, NotPossibleNow, StaleCase
from linli.cases.models import Case, CaseEvent
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import case_page
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import visible_to
from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.documents.domain.receiving import Upload, receive_file, receive_voice
from linli.documents.enums import Purpose
from linli.field.deeds import DEEDS, REPORT, VISITS
from linli.field.domain.envelope import Envelope, is_signed, read_envelope
from linli.field.domain.reporting import open_from_field
from linli.field.domain.visiting import write_visit
from linli.field.errors import (
    CaseNotThere,
    DeedUnknown,
    DeliveryFaulty,
    DeliveryReused,
    DeviceForeign,
    DeviceRevoked,
    DeviceUnknown,
    PostNotHeld,
    SignatureFalse,
)
from linli.field.models import Delivery, Device, State
from linli.field.queries.alike import looks_like
from linli.people.models import Account
from linli.people.reader import Reader, reader_of

BY_ITSELF = frozenset({Verb.REMIND, Verb.ESCALATE, Verb.RECOMPUTE, Verb.ASSIGN})
CLOCK_MAY_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True)
class Answer:
    """What the phone is told. Told again, word for word, whenever it delivers the same again."""

    status: int
    body: dict[str, Any]


@dataclass(frozen=True)
class Brought:
    """One delivery with its files, and when it was written by our clock."""

    envelope: Envelope
    photos: Sequence[Upload]
    voices: Sequence[Upload]
    written_at: datetime


def deliver(
    signed: str, signature: str, photos: Sequence[Upload], *, account: Account, voices: Sequence[Upload] = (),
    sent_at: datetime | None = None, at: datetime | None = None,
) -> Answer:  # fmt: skip
    """Do what a phone has written, exactly once.

    `sent_at` is the phone's clock at sending: how far it is off is found by it, and the writing dated by ours.
    Raises DeliveryFaulty, DeviceUnknown, DeviceForeign, DeviceRevoked, SignatureFalse, DeliveryReused: nothing is
    recorded then. Everything else, refusals too, is the one lasting answer to this delivery.
    """
    moment, envelope = at or now(), read_envelope(signed)
    with transaction.atomic():
        device = _device(envelope, account)
        if not is_signed(signed, signature, bytes(device.public_key)):
            raise SignatureFalse
        _check_files(envelope.photos, photos)
        _check_files(envelope.voices, voices)
        off = sent_at - moment if sent_at else timedelta()
        # Whoever delivers the same at the same moment waits at this insert, and then reads our answer.
        delivery, is_new = Delivery.objects.get_or_create(
            id=envelope.id,
            defaults={
                "device": device, "sha256": envelope.sha256, "deed": envelope.deed, "written_at": envelope.written_at,
                "received_at": moment, "clock_off": _seconds(off), "state": State.REFUSED,
            },
        )  # fmt: skip
        if not is_new:
            if (delivery.device_id, delivery.sha256) != (device.id, envelope.sha256):
                raise DeliveryReused
            return Answer(delivery.answer["status"], delivery.answer["body"])
        brought = Brought(envelope, photos, voices, _dated(envelope, device, off, moment))
        answer = _judge(delivery, brought, account, moment)
        delivery.answer = {"status": answer.status, "body": answer.body}
        delivery.save()
        Device.objects.filter(pk=device.pk).update(seen_at=moment)
    return answer


def _device(envelope: Envelope, account: Account) -> Device:
    device = Device.objects.select_for_update().filter(pk=envelope.device).first()
    if device is None:
        raise DeviceUnknown
    if device.account_id != account.id:
        raise DeviceForeign
    if device.revoked_at is not None:
        raise DeviceRevoked
    return device


def _check_files(signed_for: tuple[str, ...], files: Sequence[Upload]) -> None:
    """The files are those that were signed for: no more, no fewer, none changed on the way."""
    found = []
    for file in files:
        file.seek(0)
        found.append(hashlib.sha256(file.read()).hexdigest())
    if tuple(found) != signed_for:
        raise DeliveryFaulty


def _seconds(off: timedelta) -> int:
    return max(-(2**31), min(2**31 - 1, int(off.total_seconds())))


def _dated(envelope: Envelope, device: Device, off: timedelta, moment: datetime) -> datetime:
    """When it was written, by our clock: never before the phone was enrolled, never after it arrived."""
    try:
        written = envelope.written_at - (off if abs(off) > CLOCK_MAY_DIFFER else timedelta())
    except OverflowError:
        return moment
    return min(max(written, device.enrolled_at), moment)


def posts_of_then_and_now(account: Account, written_at: datetime, at: datetime) -> Reader:
    """The account with those of its posts that it held when it wrote and holds now."""
    today = reader_of(account, on=localdate(at))
    if localdate(written_at) == localdate(at):
        return today
    then = {post.post_id for post in reader_of(account, on=localdate(written_at)).posts}
    return replace(today, posts=tuple(post for post in today.posts if post.post_id in then))


def _judge(delivery: Delivery, brought: Brought, account: Account, at: datetime) -> Answer:
    envelope, by = brought.envelope, posts_of_then_and_now(account, brought.written_at, at)
    case: Case | None = None
    try:
        with transaction.atomic():
            if not by.posts:
                raise PostNotHeld
            if envelope.deed in VISITS:
                return _visited(delivery, brought, by)
            case = _find(envelope, by)
            done = _do(brought, case, by=by)
    except Refusal as refusal:
        return _refused(delivery, envelope, case, refusal, by)
    delivery.state, delivery.case = State.DELIVERED, done
    body = {"state": "delivered", "number": number_text(done.number, done.opened_at), "title": done.title}
    alike = looks_like(done, by) if case is None else []
    return Answer(200, body | {"clock_off": delivery.clock_off} | ({"alike": alike} if alike else {}))


def _visited(delivery: Delivery, brought: Brought, by: Reader) -> Answer:
    """A visit that was due, made or refused. It is of no matter, so nothing of it stands in a list of matters."""
    title = write_visit(brought.envelope.deed, brought.envelope.fields, by=by, written_at=brought.written_at)
    delivery.state = State.DELIVERED
    return Answer(200, {"state": "delivered", "number": "", "title": title, "clock_off": delivery.clock_off})


def _find(envelope: Envelope, by: Reader) -> Case | None:
    if envelope.deed == REPORT:
        return None
    if envelope.deed not in DEEDS or DEEDS[envelope.deed].needs_signal:
        raise DeedUnknown
    if envelope.seq is None:
        raise DeliveryFaulty
    number = number_of(envelope.case)
    case = visible_to(by).filter(number=number).first() if number is not None else None
    if case is None:
        raise CaseNotThere
    return case


def _do(brought: Brought, case: Case | None, *, by: Reader) -> Case:
    envelope = brought.envelope
    purpose = DEEDS[envelope.deed].purpose if case else Purpose.EVIDENCE
    basket = _receive(brought, by, purpose)
    if case is None:
        return open_from_field(
            envelope.fields, by=by, basket=basket, key=str(envelope.id), written_at=brought.written_at
        )
    seq = case.seq if is_as_seen(case, envelope.seq or 0, envelope.device) else envelope.seq
    sent = Sent(seq=seq, key=str(envelope.id), basket=basket)
    try:
        return DEEDS[envelope.deed].do(case, by=by, note=envelope.fields.get("note", ""), sent=sent)
    except AlreadyDone:
        return case


def is_as_seen(case: Case, seq: int, device: UUID) -> bool:
    """Whether nobody else has changed the matter since: what the same phone wrote just before, and what Linli did by
    itself (a reminder, an assignment by rule), is no surprise to its writer."""
    later = CaseEvent.objects.filter(case=case, seq__gt=seq).values_list("verb", "actor_id", "key")
    own = Delivery.objects.filter(device=device, case=case, state=State.DELIVERED).values_list("id", flat=True)
    keys = {str(number) for number in own} if later else set()
    return all(key in keys or (verb in BY_ITSELF and actor is None) for verb, actor, key in later)


def _receive(brought: Brought, by: Reader, purpose: Purpose) -> UUID | None:
    if len(brought.voices) > 1:
        raise DeliveryFaulty
    basket = uuid7()
    for photo in brought.photos:
        receive_file(photo, basket=basket, by=by, purpose=purpose)
    for voice in brought.voices:
        receive_voice(voice, basket=basket, by=by)
    return basket if brought.photos or brought.voices else None


def _refused(delivery: Delivery, envelope: Envelope, case: Case | None, refusal: Refusal, by: Reader) -> Answer:
    """Say what the rules say. Where somebody has changed the matter meanwhile, show how it stands: the writer decides."""
    delivery.case = case
    body = {"code": refusal.code, "detail": str(refusal), "clock_off": delivery.clock_off}
    page = case_page(case.id, by) if case and isinstance(refusal, StaleCase | NotPossibleNow) else None
    if page is None or envelope.seq is None or page.case.seq <= envelope.seq:
        delivery.state = State.REFUSED
        return Answer(refusal.status, body | {"state": "refused"})
    delivery.state = State.CONFLICT
    meanwhile = [moment for moment in page.timeline if moment.event.seq > envelope.seq]
    return Answer(
        409,
        body
        | {
            "state": "conflict", "number": page.number, "title": page.case.title, "now": str(page.state.title),
            "seq": page.case.seq, "again": any(step.verb == DEEDS[envelope.deed].verb for step in page.deeds),
            "meanwhile": [
                {
                    "at": one.at.isoformat(), "who": one.who, "title": one.title,
                    "words": "\n".join(text.body for text in one.words if text.body),
                }
                for one in meanwhile
            ],
        },
    )  # fmt: skip
