"""A wrong assignee asks to give an order back; somebody else decides. A disputed one may stay, and then stays."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.areas.queries.map import county_code
from linli.cases.domain.acceptance import refuse_case
from linli.cases.domain.assignment import assign_case, transfer_case
from linli.cases.enums import Verb
from linli.cases.errors import NoteNeeded, NotPossibleNow
from linli.cases.models import CaseEvent
from linli.cases.queries.listing import number_text
from linli.cases.queries.moments import moment_words
from linli.cases.queries.procedure import spec_of
from linli.common.calendar import Limit
from linli.common.domain.audit import note_deed
from linli.common.working_calendar import working_calendar
from linli.hotline.domain.hearing import RETURN_GROUND
from linli.hotline.enums import Decision
from linli.hotline.errors import (
    NothingToDecide,
    NotOperator,
    NotTheHandler,
    OwnReturn,
    ReturnAsked,
    ReturnSettled,
    ReturnTooLate,
)
from linli.hotline.models import HotlineOrder, ReturnRequest
from linli.hotline.rules import MAY_DECIDE, leads
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, holders
from linli.people.enums import Role
from linli.people.queries.unit import office_hours_of, unit_name
from linli.people.reader import Reader
from linli.people.scan import scan

GIVEN_BY = (Verb.OPEN, Verb.ACCEPT, Verb.ASSIGN, Verb.TRANSFER)
RETURNABLE = frozenset({"received", "signed", "handling"})


def return_until(order: HotlineOrder) -> datetime:
    """Until when the unit that has it may ask: the line's time, from the moment the unit got it."""
    given = (
        CaseEvent.objects.filter(case=order.case_id, verb__in=GIVEN_BY).order_by("-seq").values_list("at", flat=True)
    )
    start = given.first() or order.came_at
    office = office_hours_of(order.case.lead_unit_id)
    return working_calendar().due(start, Limit.parse(order.line.return_within), office=office).at


def ask_return(order: HotlineOrder, *, by: Reader, reason: str, at: datetime | None = None) -> ReturnRequest:
    """The unit says why the order is not its own. Raises NotTheHandler, NoteNeeded, ReturnSettled, ReturnTooLate,
    ReturnAsked, NotPossibleNow."""
    moment = at or now()
    with transaction.atomic():
        locked = _lock(order)
        unit = locked.case.lead_unit_id
        if unit is None or not leads(by, locked):
            raise NotTheHandler
        if not reason.strip():
            raise NoteNeeded
        if locked.case.state not in RETURNABLE:
            raise NotPossibleNow(state=spec_of(locked.case.procedure_id).state(locked.case.state).title)
        if locked.is_settled:
            raise ReturnSettled
        until = return_until(locked)
        if moment > until:
            raise ReturnTooLate(until=moment_words(until))
        try:
            with transaction.atomic():
                asked = ReturnRequest.objects.create(
                    order=locked, unit_id=unit, asked_by=by.actor_id, asked_at=moment,
                    reason=scan(reason.strip()).masked,
                )  # fmt: skip
        except IntegrityError:
            raise ReturnAsked from None
        note_deed(
            "hotline.return_asked", by=by, subject_kind="hotline_order", subject_id=locked.id, area=locked.case.area
        )
        dispatchers = holders(area=locked.case.area or county_code(), roles=[Role.DISPATCHER])
        _tell("hotline.return_asked", locked, to=dispatchers, unit=asked.unit_id)
    return asked


def decide_return(
    order: HotlineOrder, decision: Decision, *, by: Reader, note: str, unit: UUID | None = None,
    at: datetime | None = None,
) -> ReturnRequest:  # fmt: skip
    """Move the order to another unit, give it back to the hotline, or let it stay for good, with the reason.

    Raises NotOperator, OwnReturn, NothingToDecide, NoteNeeded, and what transferring or refusing raises.
    """
    if not by.roles & MAY_DECIDE:
        raise NotOperator
    with transaction.atomic():
        locked = _lock(order)
        asked = ReturnRequest.objects.select_for_update().filter(order=locked, decided_at__isnull=True).first()
        if asked is None:
            raise NothingToDecide
        if any(post.unit_id == asked.unit_id for post in by.posts):
            raise OwnReturn
        if not note.strip():
            raise NoteNeeded
        asked.decision, asked.decided_by, asked.decided_at = decision, by.actor_id, at or now()
        asked.save(update_fields=["decision", "decided_by", "decided_at"])
        if decision == Decision.MOVED:
            give = assign_case if locked.case.state == "received" else transfer_case
            give(locked.case, by=by, unit=unit, note=note, at=at)
        elif decision == Decision.BACK:
            refuse_case(locked.case, by=by, note=note, ground=RETURN_GROUND, at=at)
        else:
            locked.is_settled = True
            locked.save(update_fields=["is_settled"])
        note_deed("hotline.return_decided", by=by, subject_kind="hotline_order", subject_id=locked.id,
                  area=locked.case.area, decision=str(decision))  # fmt: skip
        _tell("hotline.return_decided", locked, to=holders(unit=asked.unit_id), unit=asked.unit_id, decision=decision)
    return asked


def _lock(order: HotlineOrder) -> HotlineOrder:
    return HotlineOrder.objects.select_for_update(of=("self",)).select_related("case", "line").get(pk=order.pk)


DECISIONS = {
    Decision.MOVED: {"zh-hans": "已改派其他单位", "en": "given to another unit"},
    Decision.BACK: {"zh-hans": "已退回热线", "en": "back to the hotline"},
    Decision.STAYS: {"zh-hans": "仍由本单位办理，不再退回", "en": "it stays with your unit and is not returned again"},
}


def _tell(topic: str, order: HotlineOrder, *, to: To, unit: UUID | None, decision: str = "") -> None:
    case = order.case
    tell(
        topic, to=[to], subject_kind="hotline_order", subject_id=order.id,
        parameters={
            "number": number_text(case.number, case.opened_at), "outside": order.number, "unit": unit_name(unit),
            "decision": DECISIONS[Decision(decision)] if decision else {},
        },
    )  # fmt: skip
