"""Pass a petition on to the body that may decide, or tell which other way is right (分类处理); a wrong routing is objected to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain import clock
from linli.cases.domain.assignment import give_to, known_unit
from linli.cases.domain.deed import Sent, lock
from linli.cases.domain.objection import decide_objection, object_to_assignment
from linli.cases.enums import Decision, Outcome, Verb
from linli.cases.models import Case, CaseLimit
from linli.cases.queries.routing import Route
from linli.people.enums import UnitKind
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader
from linli.petitions.domain.deed import NEUTRAL, Step, check_ground, lock_petition, settle_urging, step, write_note
from linli.petitions.domain.telling import say, to_body, to_petitioners, to_receivers
from linli.petitions.enums import Part, Round
from linli.petitions.errors import BodyCannotDecide, ExtractNeeded, VillageNeverDecides, WordsNeeded
from linli.petitions.models import Petition
from linli.petitions.papers import Letter, body_name, issue_declined, issue_routing
from linli.petitions.rules import DECIDING

MOST_EXTRACT = 2000


def route_petition(
    petition: Petition, body: UUID | None, *, by: Reader, note: str = "", extract: str = "", seq: int | None = None,
    at: datetime | None = None,
) -> Petition:  # fmt: skip
    """Pass it on to the body that may decide, and tell whoever petitions where it went.

    Where the identity is to stay hidden, the body reads `extract` and nothing else of what was said.
    Raises VillageNeverDecides, BodyCannotDecide, ExtractNeeded, UnitNeeded, UnitConcerned, NotPossibleNow, NotYours, StaleCase.
    """
    with step(petition, Verb.ASSIGN, by=by, what="routed", seq=seq, at=at) as this:
        known = deciding_body(body, this.case)
        if this.petition.is_hidden and not extract.strip():
            raise ExtractNeeded
        this.petition.extract = extract.strip()[:MOST_EXTRACT]
        give_to(this.deed, known, Route(known, "hand"))
        write_note(this.petition, Part.ROUTING, note, by=by, unit=this.petition.received_by_id, at=this.at)
        issue_routing(_letter(this, by), known)
        _tell_routed(this.petition, this.case, this)
    return petition


def _tell_routed(petition: Petition, case: Case, this: Step) -> None:
    say("routed", petition, case, to_petitioners(this.petitioners))
    say("to_accept", petition, case, to_body(case.lead_unit_id))


def deciding_body(body: UUID | None, case: Case) -> UUID:
    """A body that this petition may go to. Raises UnitNeeded, UnitConcerned, VillageNeverDecides, BodyCannotDecide."""
    known = known_unit(body, case)
    kind = unit_map()[known].kind
    if kind == UnitKind.VILLAGE_OFFICE:
        raise VillageNeverDecides
    if kind not in DECIDING:
        raise BodyCannotDecide
    return known


def _letter(this: Step, by: Reader) -> Letter:
    return Letter(this.petition, this.case, this.petitioners, by, this.at)


def decline_petition(
    petition: Petition, ground: str, *, by: Reader, words: str = "", seq: int | None = None, at: datetime | None = None
) -> Petition:
    """Do not accept it: one of the listed grounds, and in writing the way that is right instead.

    Raises GroundUnknown, NotPossibleNow, NotYours, StaleCase.
    """
    with step(petition, Verb.REFUSE, by=by, what="declined", seq=seq, at=at) as this:
        title, instead = check_ground(this, ground)
        # Beside the words, where it can be erased; the history says no more than that it was not accepted.
        this.petition.ground = ground
        is_received = this.deed.from_state == "received" and this.petition.round == Round.FIRST
        issuer = body_name(this.petition.received_by_id if is_received else this.case.lead_unit_id)
        write_note(this.petition, Part.DECLINED, words, by=by, unit=this.case.lead_unit_id, at=this.at)
        issue_declined(_letter(this, by), title=title, instead=instead, words=words, issuer=issuer)
        this.end("declined", Outcome.NOT_ACCEPTED)
        say("declined", this.petition, this.case, to_petitioners(this.petitioners))
    return petition


def object_to_routing(
    petition: Petition, *, by: Reader, words: str, seq: int | None = None, at: datetime | None = None
) -> Petition:
    """The body says within five working days, with its reasons, why it is for another (23).

    Raises WordsNeeded, ObjectionTooLate, ObjectionMade, ObjectionSettled, NotPossibleNow, NotYours, StaleCase.
    """
    if not words.strip():
        raise WordsNeeded
    with transaction.atomic():
        case = object_to_assignment(petition.case, by=by, note=NEUTRAL, at=at, sent=Sent(seq=seq))
        locked, _petitioners = lock_petition(petition)
        write_note(locked, Part.OBJECTION, words, by=by, unit=case.lead_unit_id, at=at or now())
        say("objection", locked, case, to_receivers(locked, case))
    return petition


def decide_on_objection(
    petition: Petition, *, by: Reader, body: UUID | None, words: str, seq: int | None = None, at: datetime | None = None
) -> Petition:
    """Whoever passed it on decides: to another body, or (`body` None) it stays where it is, with the reason.

    Raises WordsNeeded, VillageNeverDecides, BodyCannotDecide, NothingObjected, OwnObjection, SameUnit, NotPossibleNow, NotYours.
    """
    if not words.strip():
        raise WordsNeeded
    moved = Decision.MOVED if body else Decision.STAYS
    with transaction.atomic():
        if body:
            deciding_body(body, lock(petition.case_id))
        before = lock(petition.case_id).lead_unit_id
        case = decide_objection(
            petition.case, by=by, decision=moved, note=NEUTRAL, unit=body, at=at, sent=Sent(seq=seq)
        )
        locked, petitioners = lock_petition(petition)
        moment = at or now()
        write_note(locked, Part.DECISION, words, by=by, unit=locked.received_by_id, at=moment)
        if body:
            _accept_anew(petition, moment)
            settle_urging(locked, moment)
            case = Case.objects.get(pk=case.pk)
            issue_routing(Letter(locked, case, petitioners, by, moment, is_written=True), body)
            say("routed", locked, case, to_petitioners(petitioners))
            say("to_accept", locked, case, to_body(body))
        say("objection_decided", locked, case, to_body(before))
    return petition


def _accept_anew(petition: Petition, at: datetime) -> None:
    """Another body has its own fifteen days from the day it receives it (23)."""
    case = lock(petition.case_id)
    limits = list(CaseLimit.objects.filter(case=case))
    for limit in limits:
        if limit.key == "accept":
            clock.restart(limit, at=at)
            limit.save()
    clock.show_on(case, limits)
    case.save(update_fields=["due_at", "next_due_at", "due_certain", "paused_at"])
