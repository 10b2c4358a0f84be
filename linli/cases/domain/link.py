"""Hang a matter on an earlier one, and note in the history of the earlier how it goes on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain.deed import lock
from linli.cases.domain.history import make_event
from linli.cases.enums import Sense, Verb
from linli.cases.models import Case, CaseEvent, CaseLink
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.people.reader import Reader, system

NOTED = frozenset({Verb.PROPOSE_CLOSURE, Verb.CLOSE, Verb.SEND_BACK, Verb.REOPEN, Verb.WITHDRAW, Verb.ESCALATE})


def link_cases(case: Case, *, about: Case, sense: Sense, by: Reader, at: datetime | None = None) -> CaseLink:
    """Say that a matter came of an earlier one, in the transaction of whoever opens it."""
    moment = at or now()
    link = CaseLink.objects.create(case=case, about=about, sense=sense, made_at=moment)
    _note(link, case, by=by, at=moment, seq=case.seq)
    return link


def note_on_linked(case_id: UUID, seq: int) -> None:
    """Note a turn of a linked matter in the history of the earlier one. Told twice, it notes once."""
    event = CaseEvent.objects.select_related("case").get(case=case_id, seq=seq)
    if event.verb not in NOTED:
        return
    with transaction.atomic():
        for link in CaseLink.objects.filter(case=case_id).order_by("about_id"):
            _note(link, event.case, by=system("link"), at=event.at, seq=seq, state=event.to_state)


def _note(link: CaseLink, case: Case, *, by: Reader, at: datetime, seq: int, state: str = "") -> None:
    about, key = lock(link.about_id), f"link:{link.id.hex}:{seq}"
    if CaseEvent.objects.filter(case=about, key=key).exists():
        return
    title = spec_of(case.procedure_id).state(state or case.state).title
    facts: dict[str, Any] = {
        "sense": str(link.sense), "number": number_text(case.number, case.opened_at),
        "state": {"zh": title.zh, "en": title.en},
    }  # fmt: skip
    event = make_event(about, Verb.LINK, by=by, at=at, from_state=about.state, facts=facts, text_hashes={}, key=key)
    event.save(force_insert=True)
    about.save(force_update=True)
