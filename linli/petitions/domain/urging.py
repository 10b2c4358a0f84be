"""A body that is late, evades or does not keep to the rules is urged, then supervised with suggestions; it reports back (14, 40)."""

from datetime import datetime

from django.utils.timezone import localdate

from linli.cases.enums import Verb
from linli.cases.queries.moments import moment_words
from linli.common.working_calendar import working_calendar
from linli.people.reader import Reader
from linli.petitions.domain.deed import Step, step
from linli.petitions.domain.telling import say, to_body, to_heads, to_urgers
from linli.petitions.enums import Fault, Pressure
from linli.petitions.errors import (
    AdoptionNeeded,
    NotAnsweredYet,
    NothingLate,
    NothingUrged,
    NotYourPetition,
    OnlyWhatIsNotDone,
    OwnBody,
    SuggestionsNeeded,
    SupervisedAlready,
    UrgedAlready,
    UrgeFirst,
    WordsNeeded,
)
from linli.petitions.models import Petition, Urging
from linli.petitions.papers import Letter, issue_supervision, issue_supervision_report
from linli.petitions.rules import MAY_SUPERVISE, supervises
from linli.petitions.settings import reported_within

MOST_WORDS = 2000


def urge_petition(
    petition: Petition, fault: Fault, *, by: Reader, words: str = "", seq: int | None = None, at: datetime | None = None
) -> Urging:
    """Urge the body in charge (催办): it reports back within so many working days. One at a time.

    Raises NothingLate, NotAnsweredYet, OnlyWhatIsNotDone, WordsNeeded, UrgedAlready, SupervisedAlready, NotPossibleNow,
    NotYours, StaleCase.
    """
    with step(petition, Verb.URGE, by=by, what="urged", seq=seq, at=at) as this:
        check_fault(this.petition, fault, this.at)
        if fault != Fault.LATE and not words.strip():
            raise WordsNeeded
        _check_none_runs(this)
        made = _press(this, Pressure.URGE, fault, words, by=by)
        this.petition.urged_at = this.petition.urged_at or this.at
        say("urged", this.petition, this.case, to_body(made.unit_id), until_on=localdate(made.due_at).isoformat())
    return made


def supervise_petition(
    petition: Petition, fault: Fault, *, by: Reader, words: str, suggestions: str, seq: int | None = None,
    at: datetime | None = None,
) -> Urging:  # fmt: skip
    """Supervise it (督办), after it was urged: a paper with what is wrong and what is to be done better.

    Raises OwnBody, UrgeFirst, WordsNeeded, SuggestionsNeeded, NothingLate, NotAnsweredYet, OnlyWhatIsNotDone,
    SupervisedAlready, NotYourPetition, NotPossibleNow, NotYours, StaleCase.
    """
    with step(petition, Verb.URGE, by=by, what="supervised", seq=seq, at=at) as this:
        if not (by.is_system or by.roles & MAY_SUPERVISE):
            raise NotYourPetition
        if not (by.is_system or supervises(by, this.petition)):
            raise OwnBody
        if not words.strip():
            raise WordsNeeded
        if not suggestions.strip():
            raise SuggestionsNeeded
        check_fault(this.petition, fault, this.at)
        if fault_found := supervision_fault(this.petition, this.at):
            raise fault_found
        made = _press(this, Pressure.SUPERVISE, fault, words, by=by, suggestions=suggestions)
        Urging.objects.filter(petition=this.petition, pressure=Pressure.URGE, over_at__isnull=True).update(
            over_at=this.at
        )
        this.petition.supervised_at = this.petition.supervised_at or this.at
        letter = Letter(this.petition, this.case, this.petitioners, by, this.at)
        issue_supervision(letter, made)
        told = [*to_body(made.unit_id), *to_heads(made.unit_id)]
        say("supervised", this.petition, this.case, told, until_on=localdate(made.due_at).isoformat())
    return made


def report_back(
    petition: Petition, pressure: Pressure, *, by: Reader, words: str, is_adopted: bool | None = None,
    seq: int | None = None, at: datetime | None = None,
) -> Urging:  # fmt: skip
    """The body says in writing what it has done; of suggestions, whether they are taken up.

    Raises NothingUrged, WordsNeeded, AdoptionNeeded, NotPossibleNow, NotYours, StaleCase.
    """
    with step(petition, Verb.REPORT_PROGRESS, by=by, what="reported_back", seq=seq, at=at) as this:
        owed = Urging.objects.select_for_update().filter(
            petition=this.petition, pressure=pressure, unit=this.case.lead_unit_id, over_at__isnull=True
        )
        row = owed.first()
        if row is None:
            raise NothingUrged
        if not words.strip():
            raise WordsNeeded
        if pressure == Pressure.SUPERVISE and is_adopted is None:
            raise AdoptionNeeded
        row.report, row.is_adopted = words.strip()[:MOST_WORDS], is_adopted if pressure == Pressure.SUPERVISE else None
        row.reported_at = row.over_at = this.at
        row.save()
        if pressure == Pressure.SUPERVISE:
            issue_supervision_report(Letter(this.petition, this.case, this.petitioners, by, this.at), row)
        say("reported_back", this.petition, this.case, to_urgers(this.petition, this.case, row))
    return row


def check_fault(petition: Petition, fault: Fault, at: datetime) -> None:
    """Whether what is said can be so. Raises NothingLate, NotAnsweredYet, OnlyWhatIsNotDone."""
    due = petition.case.next_due_at
    if fault == Fault.LATE and petition.answered_at is None and (due is None or due > at):
        raise NothingLate
    if fault == Fault.NOT_DONE and petition.answered_at is None:
        raise NotAnsweredYet
    if fault != Fault.NOT_DONE and petition.answered_at is not None:
        raise OnlyWhatIsNotDone


def running(petition: Petition) -> dict[str, Urging]:
    """What is owed a report, by how it was pressed. One statement."""
    return {row.pressure: row for row in Urging.objects.filter(petition=petition, over_at__isnull=True)}


def supervision_fault(petition: Petition, at: datetime) -> SupervisedAlready | UrgeFirst | None:
    """Why it cannot be supervised now; None where it can. Two statements."""
    owed = running(petition)
    if supervised := owed.get(Pressure.SUPERVISE):
        return SupervisedAlready(until=moment_words(supervised.due_at))
    if urged := owed.get(Pressure.URGE):
        return UrgeFirst() if at <= urged.due_at else None
    was_urged = Urging.objects.filter(
        petition=petition, pressure=Pressure.URGE, unit=petition.case.lead_unit_id, over_at__isnull=False
    )
    return None if was_urged.exists() else UrgeFirst()


def _check_none_runs(this: Step) -> None:
    owed = running(this.petition)
    if supervised := owed.get(Pressure.SUPERVISE):
        raise SupervisedAlready(until=moment_words(supervised.due_at))
    if urged := owed.get(Pressure.URGE):
        raise UrgedAlready(until=moment_words(urged.due_at))


def _press(
    this: Step, pressure: Pressure, fault: Fault, words: str, *, by: Reader, suggestions: str = ""
) -> Urging:  # fmt: skip
    assert this.case.lead_unit_id is not None
    due = working_calendar().due(this.at, reported_within(pressure)).at
    own = next((post.unit_id for post in by.posts if post.unit_id == this.petition.received_by_id), None)
    return Urging.objects.create(
        petition=this.petition, pressure=pressure, fault=fault, words=words.strip()[:MOST_WORDS],
        suggestions=suggestions.strip()[:MOST_WORDS], unit_id=this.case.lead_unit_id,
        by_unit_id=own or (by.posts[0].unit_id if by.posts else this.petition.received_by_id), at=this.at, due_at=due,
    )  # fmt: skip
