"""Answers go out the way their order came. What was not acknowledged by the hotline is never called delivered."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from linli.cases.enums import TextPart
from linli.cases.models import CaseEvent, CaseText
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import visible_to
from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.common.ids import uuid7
from linli.hotline.enums import Carriage, Way
from linli.hotline.errors import NotOperator, ReceiptNeeded
from linli.hotline.models import Answer
from linli.hotline.rules import may_take
from linli.notices.carriers import NeverDelivered, NotDelivered
from linli.notices.carriers.hook import post
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
MOST_RECEIPT = 80
ACKNOWLEDGEABLE = (Carriage.WAITING, Carriage.SENT, Carriage.FAILED)


def send_waiting(*, at: datetime | None = None, limit: int = 200) -> int:
    """Send by the interface what waits and is due; return how many the hotline acknowledged at once."""
    due = Answer.objects.filter(state=Carriage.WAITING, way=Way.INTERFACE, not_before__lte=at or now())
    ids = list(due.exclude(order__line__url="").order_by("not_before").values_list("id", flat=True)[:limit])
    return sum(send_answer(answer_id, at=at) for answer_id in ids)


@transaction.atomic
def send_answer(answer_id: UUID, *, at: datetime | None = None) -> bool:
    """Send one answer; its row is held until the other side has spoken. Return whether it was acknowledged."""
    moment = at or now()
    answer = (
        Answer.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("order__line", "case")
        .filter(id=answer_id, state=Carriage.WAITING, way=Way.INTERFACE, not_before__lte=moment)
        .exclude(order__line__url="")
        .first()
    )
    if answer is None:
        return False
    body = json.dumps(content(answer), ensure_ascii=False).encode()
    try:
        said = post(answer.order.line.url, body, delivery=answer.id, topic=f"hotline.{answer.said}")
    except NotDelivered as error:
        _failed(answer, error, moment)
        return False
    answer.tries += 1
    answer.fault = ""
    answer.sent_at = moment
    receipt = _receipt(said)
    answer.state = Carriage.ACKNOWLEDGED if receipt else Carriage.SENT
    answer.receipt, answer.acknowledged_at = receipt, moment if receipt else None
    answer.save()
    return bool(receipt)


def _failed(answer: Answer, error: NotDelivered, at: datetime) -> None:
    answer.tries += 1
    answer.fault = str(error)[:300]
    if isinstance(error, NeverDelivered) or answer.tries > len(BACK_OFF):
        answer.state = Carriage.FAILED
    else:
        answer.not_before = at + BACK_OFF[answer.tries - 1]
    answer.save()


def _receipt(said: bytes) -> str:
    """The receipt in what the other side answered: JSON with a `receipt`. Anything else acknowledges nothing."""
    try:
        answered = json.loads(said)
    except ValueError:
        return ""
    value = answered.get("receipt") if isinstance(answered, dict) else None
    return str(value).strip()[:MOST_RECEIPT] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def content(answer: Answer) -> dict[str, Any]:
    """What the hotline is told: codes and the words of the event, in which phone and identity numbers are masked."""
    event = CaseEvent.objects.get(case=answer.case_id, seq=answer.seq)
    parts = (TextPart.REPLY, TextPart.NOTE)
    texts = CaseText.objects.filter(case=answer.case_id, seq=answer.seq, part__in=parts, is_for_reporter=True)
    ground = event.facts.get("ground_words") or {}
    return {
        "id": str(answer.id), "order": answer.order.number, "answer": answer.said, "at": event.at.isoformat(),
        "unit": unit_name(answer.case.lead_unit_id), "words": " ".join(text.body for text in texts),
        "ground": event.facts.get("ground", ""), "ground_words": ground.get("zh", ""),
        "number": number_text(answer.case.number, answer.case.opened_at),
    }  # fmt: skip


def seen_by(reader: Reader) -> QuerySet[Answer]:
    """The answers about orders that a reader may read: a dispatcher of a town sends those of the town."""
    return Answer.objects.filter(order__case__in=visible_to(reader))


def acknowledge_answer(answer: Answer, *, receipt: str, by: Reader, at: datetime | None = None) -> Answer:
    """Write down the hotline's receipt. Harmless when it is known. Raises NotOperator, ReceiptNeeded."""
    if not may_take(by):
        raise NotOperator
    if not receipt.strip():
        raise ReceiptNeeded
    with transaction.atomic():
        locked = Answer.objects.select_for_update().get(pk=answer.pk)
        if locked.state in ACKNOWLEDGEABLE:
            locked.state, locked.receipt, locked.acknowledged_at = (
                Carriage.ACKNOWLEDGED, receipt.strip()[:MOST_RECEIPT], at or now()
            )  # fmt: skip
            locked.fault = ""
            locked.save()
            note_deed("hotline.acknowledged", by=by, subject_kind="hotline_answer", subject_id=answer.id)
    return locked


def send_again(chosen: Iterable[UUID] | None, *, by: Reader) -> int:
    """Let answers go out once more that have no receipt (all that failed, where none is named). Raises NotOperator."""
    if not may_take(by):
        raise NotOperator
    with transaction.atomic():
        found = seen_by(by).select_for_update(of=("self",)).filter(state__in=[Carriage.FAILED, Carriage.SENT])
        found = found.filter(state=Carriage.FAILED) if chosen is None else found.filter(id__in=list(chosen))
        answers = list(found)
        for answer in answers:
            answer.state, answer.tries, answer.not_before, answer.file = Carriage.WAITING, 0, now(), None
            answer.save()
            leave_word("hotline.send", answer=str(answer.id))
        if answers:
            note_deed("hotline.sent_again", by=by, subject_kind="hotline_answer", count=len(answers))
    return len(answers)


def put_into_file(*, by: Reader, at: datetime | None = None) -> tuple[UUID, list[Answer]]:
    """Put every waiting answer that goes by file, as far as this reader sees the orders, into one bridge file.

    Each is sent now, and not yet acknowledged.
    Raises NotOperator.
    """
    if not may_take(by):
        raise NotOperator
    file, moment = uuid7(), at or now()
    with transaction.atomic():
        waiting = seen_by(by).select_for_update(of=("self",)).filter(state=Carriage.WAITING, way=Way.FILE)
        answers = list(waiting.select_related("order__line", "case").order_by("written_at", "id"))
        for answer in answers:
            answer.state, answer.sent_at, answer.file, answer.tries = Carriage.SENT, moment, file, answer.tries + 1
            answer.save()
        if answers:
            note_deed("hotline.file_made", by=by, subject_kind="hotline_file", subject_id=file, count=len(answers))
    return file, answers
