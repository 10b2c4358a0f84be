"""What every verb does alike: lock → check → change → event → outbox. A verb says only what is its own."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases import rules
from linli.cases.domain import clock
from linli.cases.domain.figures import delta
from linli.cases.domain.history import make_event, make_text
from linli.cases.enums import Decision, Movement, Outcome, TextPart, Verb
from linli.cases.errors import AlreadyDone, NoteNeeded, NotPossibleNow, NotYours, PhotoNeeded, SentOtherwise, StaleCase
from linli.cases.models import Case, CaseEvent, CaseLimit, CaseText, CaseUnit, Delta, Objection
from linli.cases.models.limit import FIRST_CONTACT
from linli.cases.own_page import own_page
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.workflow import ProcedureSpec, Transition
from linli.common.domain.insert import insert_together
from linli.common.domain.outbox import word
from linli.documents.domain.draft import attach_drafts
from linli.documents.models import Document
from linli.people.queries.unit import office_hours_of
from linli.people.reader import Reader


@dataclass(frozen=True)
class Sent:
    """What a form sends along: the event number it was written against, its own key, its basket of photos."""

    seq: int | None = None
    key: str | None = None
    basket: UUID | None = None


NOTHING_SENT = Sent()


@dataclass
class Deed:
    """A case under lock with what is being done to it."""

    case: Case
    spec: ProcedureSpec
    step: Transition
    by: Reader
    at: datetime
    sent: Sent = NOTHING_SENT
    facts: dict[str, Any] = field(default_factory=dict)
    texts: list[CaseText] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    deltas: list[Delta] = field(default_factory=list)
    from_state: str = ""
    stays: bool = False  # the deed does not go where the procedure would lead
    meets: bool = True  # false where it went back, so that the limits it would have met run on
    tells: frozenset[str] = frozenset()

    @cached_property
    def limits(self) -> list[CaseLimit]:
        return list(CaseLimit.objects.filter(case=self.case).order_by("starts_at", "key"))

    def say(self, words: str, part: TextPart = TextPart.NOTE, *, for_reporter: bool = True) -> None:
        """Put words beside the event."""
        if words.strip():
            text, hashed = make_text(self.case, self.case.seq + 1, part, words.strip(), for_reporter=for_reporter)
            self.texts.append(text)
            self.hashes[str(text.id)] = hashed

    def move(self, state: str) -> None:
        """Go to a state; the clock rests and goes on by what the procedure says of it."""
        before, after = self.spec.state(self.case.state), self.spec.state(state)
        self.case.state, self.case.stage = state, after.stage
        if after.rests and not before.rests:
            clock.rest(self.limits, at=self.at)
        elif before.rests and not after.rests:
            clock.go_on(self.limits, at=self.at)

    def end(self, outcome: Outcome) -> None:
        """The case is over: say how, whether in time, and count it."""
        case = self.case
        clock.go_on(self.limits, at=self.at)
        clock.meet(self.limits, self.spec, self.step.verb, at=self.at)
        clock.show_on(case, self.limits)
        case.closed_at = self.at
        case.outcome = outcome
        # Where the whole was met by an earlier deed (a report), that is what was in time or late, not when it was read.
        met_at = next((limit.met_at for limit in self.limits if limit.is_whole), None) or self.at
        case.is_on_time = case.due_at is None or met_at <= case.due_at
        case.next_due_at = None
        self.facts["outcome"] = str(outcome)
        self.facts["on_time"] = case.is_on_time
        self.count(Movement.CLOSED_ON_TIME if case.is_on_time else Movement.CLOSED_LATE)
        if case.accepted_at:
            self.count(Movement.CONCLUDED, at=case.opened_at)
        if case.reopened or case.sent_back:
            self.count(Movement.REWORKED)
        self.settle_objection(Decision.LAPSED)

    def settle_objection(self, decision: Decision) -> None:
        """What was disputed is so no more."""
        if self.spec.objection_within:
            Objection.objects.filter(case=self.case, decided_at__isnull=True).update(
                decision=decision, decided_by=self.by.actor_id, decided_at=self.at
            )

    def count(self, movement: Movement, count: int = 1, *, at: datetime | None = None) -> None:
        self.deltas.append(delta(self.case, movement, count, at=at or self.at))

    def record(self) -> CaseEvent:
        """Write everything: limits, words, event, counts, outbox, and the case itself."""
        case, verb = self.case, self.step.verb
        self._keep_limits(verb)
        event = make_event(
            case, verb, by=self.by, at=self.at, from_state=self.from_state, facts=self.facts,
            text_hashes=self.hashes, key=self.sent.key,
        )  # fmt: skip
        told = word("cases.tell", case=str(case.id), seq=event.seq, tells=sorted(self.tells))
        insert_together([event], self.texts, self.deltas, [told])
        case.save(force_update=True)
        return event

    def _count_contact(self) -> None:
        """Count a first contact that came in time, on the day the matter came in, so that it can be set against all."""
        rules = {rule.key for rule in self.spec.limits if self.step.verb in rule.met_by}
        owed = [limit for limit in self.limits if limit.key == FIRST_CONTACT and limit.met_at is None]
        if FIRST_CONTACT in rules and any(self.at <= limit.due_at for limit in owed):
            self.count(Movement.CONTACTED_ON_TIME, at=self.case.opened_at)

    def _keep_limits(self, verb: Verb) -> None:
        """Begin the limits that this deed begins, meet those it meets, and show on the case what is due next."""
        begins = self.spec.rules_starting(verb)
        is_met = self.meets and any(verb in rule.met_by for rule in self.spec.limits)
        if not (begins or is_met or "limits" in self.__dict__):
            return
        if is_met:
            self._count_contact()
            clock.meet(self.limits, self.spec, verb, at=self.at)
        known = {limit.key for limit in self.limits}
        kind, office = kind_map()[self.case.kind_id], office_hours_of(self.case.lead_unit_id)
        begun = [
            limit
            for limit in clock.start_limits(self.case, self.spec, verb, kind=kind, office=office, at=self.at)
            if limit.key not in known
        ]
        if any(limit.key == FIRST_CONTACT for limit in begun):
            self.count(Movement.CONTACT_OWED, at=self.case.opened_at)
        if self.case.is_open:
            clock.show_on(self.case, [*self.limits, *begun])
            self._calm()
        changed = [
            "amount",
            "unit",
            "due_at",
            "is_certain",
            "met_at",
            "paused_at",
            "steps",
            "starts_at",
            "given_due_at",
        ]
        CaseLimit.objects.bulk_update(self.limits, changed)
        CaseLimit.objects.bulk_create(begun)
        self.limits.extend(begun)

    def _calm(self) -> None:
        """What was late is done, or has more time: the next limit that passes is told to the supervisor again."""
        if self.case.escalated and self.case.next_due_at and self.case.next_due_at > self.at:
            self.case.escalated = 0


def lock(case: Case | UUID) -> Case:
    """Return the case locked and as it is now."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk if isinstance(case, Case) else case)


def co_units(case: Case) -> list[UUID]:
    return list(CaseUnit.objects.filter(case=case).values_list("unit_id", flat=True))


def check(case: Case, spec: ProcedureSpec, verb: Verb, by: Reader) -> Transition:
    """Return the transition; raises NotPossibleNow or NotYours."""
    step = spec.transition(case.state, verb)
    if step is None:
        raise NotPossibleNow(state=spec.state(case.state).title)
    units = co_units(case) if "assist" in step.who else []
    if not step.who & rules.capacities(by, case, units) and not _is_party(step, spec, by, case):
        raise NotYours
    return step


def _is_party(step: Transition, spec: ProcedureSpec, by: Reader, case: Case) -> bool:
    """Whether the app whose matters these are knows the reader as the party that may do it."""
    own = own_page(spec.code) if "party" in step.who else None
    return own is not None and own.is_party is not None and own.is_party(by, case)


def _check_key(case: Case, verb: Verb, key: str, note: str) -> None:
    """A key that was used: the same form again (AlreadyDone), or another under the same key (SentOtherwise)."""
    first = CaseEvent.objects.filter(case=case, key=key).only("verb", "seq", "text_hashes").first()
    if first is None:
        return
    rows = CaseText.objects.filter(case=case, seq=first.seq, erased_at__isnull=True)
    said = [text.sealed or text.body for text in rows]
    is_erased = bool(first.text_hashes) and not said
    if first.verb == verb and (is_erased or said == [note.strip()] or not (said or note.strip())):
        raise AlreadyDone
    raise SentOtherwise


@contextmanager
def deed(
    case: Case | UUID,
    verb: Verb,
    *,
    by: Reader,
    at: datetime | None = None,
    note: str = "",
    sent: Sent = NOTHING_SENT,
    part: TextPart = TextPart.NOTE,
    for_reporter: bool = True,
) -> Iterator[Deed]:
    """Do a deed to a case. The block changes what is its own; the rest is checked before and written after.

    `for_reporter`: whether whoever reported the case reads the note.

    Raises AlreadyDone, SentOtherwise, StaleCase, NotPossibleNow, NotYours, NoteNeeded, PhotoNeeded; and what the block raises.
    """
    with transaction.atomic():
        locked = lock(case)
        if sent.key:
            _check_key(locked, verb, sent.key, note)
        spec = spec_of(locked.procedure_id)
        step = check(locked, spec, verb, by)
        if sent.seq is not None and sent.seq != locked.seq:
            raise StaleCase
        if "note" in step.needs and not note.strip():
            raise NoteNeeded
        this = Deed(locked, spec, step, by, at or now(), sent, from_state=locked.state, tells=step.tells)
        this.say(note, part, for_reporter=for_reporter)
        yield this
        if own := own_page(spec.code):
            own.attend(this)
        if step.to and not this.stays and locked.state == this.from_state:
            this.move(step.to)
        photos = attach_photos(locked, sent.basket, by)
        if photos:
            this.facts["photos"] = photos
        if step.needs & {"photo", "after_photo"} and not by.is_system and not _show_something(photos):
            raise PhotoNeeded
        this.record()
    if isinstance(case, Case):
        case.__dict__.update({name: value for name, value in locked.__dict__.items() if name != "_state"})


def _show_something(documents: Collection[str]) -> bool:
    """Whether one of the files is more than a voice note."""
    return (
        bool(documents) and Document.objects.filter(id__in=documents).exclude(media_type__startswith="audio/").exists()
    )


def attach_photos(case: Case, basket: UUID | None, by: Reader) -> dict[str, str]:
    """Bind what was uploaded with the form to the coming event; return what the event says of it: number → SHA-256."""
    if basket is None:
        return {}
    documents = attach_drafts(basket, holder_kind="case", holder_id=case.id, event_seq=case.seq + 1, by=by)
    return {str(document.id): document.sha256 for document in documents}
