"""What happens to a case becomes an answer to the hotline, by whichever door it happened."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.enums import Verb
from linli.cases.models import Case, CaseEvent
from linli.common.domain.outbox import leave_word
from linli.hotline.enums import Decision, Said
from linli.hotline.models import Answer, HotlineOrder, ReturnRequest

SAID = {Verb.ACCEPT: Said.SIGNED, Verb.REFUSE: Said.REFUSED, Verb.PROPOSE_CLOSURE: Said.REPLIED}
RETURN_GROUND = "not_ours"
UNSIGNED = "received"
ENDS_RETURN = {Verb.ASSIGN: Decision.MOVED, Verb.TRANSFER: Decision.MOVED, Verb.REFUSE: Decision.BACK}


def hear_case(case_id: UUID, seq: int) -> None:
    """Write what is to go back to the hotline; harmless when heard twice. A reply answers every order merged into it."""
    event = CaseEvent.objects.filter(case=case_id, seq=seq, verb__in={*SAID, *ENDS_RETURN}).first()
    if event is None:
        return
    if event.verb in ENDS_RETURN:
        _end_return(event)
    said = _said(event)
    if said is None:
        return
    if event.facts.get("ground") == RETURN_GROUND:
        said = Said.RETURNED
    cases = {case_id} if said == Said.SIGNED else _with_merged(case_id)
    for order in HotlineOrder.objects.filter(case__in=cases):
        with transaction.atomic():
            answer, is_new = Answer.objects.get_or_create(
                order=order, case_id=case_id, seq=seq,
                defaults={"said": said, "way": order.way, "written_at": event.at, "not_before": now()},
            )  # fmt: skip
            if is_new:
                leave_word("hotline.send", answer=str(answer.id))


def _said(event: CaseEvent) -> Said | None:
    """What the deed says to the hotline. Who assigns what nobody had signed for has signed for it."""
    if event.verb == Verb.ASSIGN and event.from_state == UNSIGNED:
        return Said.SIGNED
    return SAID.get(Verb(event.verb))


def _end_return(event: CaseEvent) -> None:
    """Nobody waits any more for a decision on an order that was given to another unit, or refused, by an ordinary deed."""
    asked = ReturnRequest.objects.filter(
        order__case=event.case_id, decided_at__isnull=True, asked_at__lte=event.at
    ).exclude(unit=event.facts.get("unit") or None)
    asked.update(decision=ENDS_RETURN[Verb(event.verb)], decided_by=event.actor_id, decided_at=event.at)


def _with_merged(case_id: UUID) -> set[UUID]:
    found, fresh = {case_id}, {case_id}
    while fresh:
        fresh = set(Case.objects.filter(merged_into__in=fresh).values_list("id", flat=True)) - found
        found |= fresh
    return found
