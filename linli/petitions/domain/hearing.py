"""A hearing in a re-examination (36): asked for, announced with its day, held with a record or called off. Its time does not count."""

from datetime import datetime, timedelta

from linli.cases.enums import Verb
from linli.cases.queries.moments import moment_words
from linli.people.reader import Reader
from linli.petitions.domain.deed import Step, step
from linli.petitions.domain.telling import say, to_body, to_petitioners
from linli.petitions.enums import Round
from linli.petitions.errors import (
    HearingAsked,
    HearingNotYet,
    HearingPlaceNeeded,
    HearingTooSoon,
    NoHearingHere,
    WordsNeeded,
)
from linli.petitions.models import Hearing, Petition
from linli.petitions.papers import Letter, issue_hearing

# The Regulations give no number; seven days are what 行政处罚法 64 asks for its own hearings. Our own rule, unverified.
AHEAD = timedelta(days=7)
MOST_WORDS, MOST_RECORD, MOST_WHERE = 1000, 6000, 120


def ask_hearing(
    petition: Petition, *, by: Reader, words: str, seq: int | None = None, at: datetime | None = None
) -> Hearing:
    """Whoever petitions asks for one; the body decides. Raises NoHearingHere, HearingAsked, WordsNeeded, NotPossibleNow, NotYours."""
    with step(petition, Verb.SUPPLEMENT, by=by, what="hearing_asked", seq=seq, at=at) as this:
        _check_round(this)
        if not words.strip():
            raise WordsNeeded
        if open_hearing(this.petition) is not None:
            raise HearingAsked
        made = Hearing.objects.create(
            petition=this.petition, asked_at=this.at, reasons=words.strip()[:MOST_WORDS]
        )  # fmt: skip
        say("hearing_asked", this.petition, this.case, to_body(this.case.lead_unit_id))
    return made


def announce_hearing(
    petition: Petition, takes_place_at: datetime, where: str, *, by: Reader, seq: int | None = None,
    at: datetime | None = None,
) -> Hearing:  # fmt: skip
    """Say when and where, asked for or of its own accord; from here the limit rests.

    Raises NoHearingHere, HearingTooSoon, HearingPlaceNeeded, NotPossibleNow, NotYours, StaleCase.
    """
    with step(petition, Verb.PAUSE_CLOCK, by=by, what="hearing_announced", seq=seq, at=at) as this:
        _check_round(this)
        if takes_place_at < this.at + AHEAD:
            raise HearingTooSoon(days=AHEAD.days)
        if not where.strip():
            raise HearingPlaceNeeded
        row = open_hearing(this.petition) or Hearing(petition=this.petition)
        row.announced_at, row.takes_place_at, row.where = this.at, takes_place_at, where.strip()[:MOST_WHERE]
        row.save()
        issue_hearing(Letter(this.petition, this.case, this.petitioners, by, this.at), row)
        say("hearing", this.petition, this.case, to_petitioners(this.petitioners), when=moment_words(takes_place_at))
    return row


def hold_hearing(
    petition: Petition, *, by: Reader, record: str, seq: int | None = None, at: datetime | None = None
) -> Hearing:
    """It was held: the record is kept, sealed, and the limit runs on. Raises HearingNotYet, WordsNeeded, NotPossibleNow, NotYours."""
    with step(petition, Verb.RESUME_CLOCK, by=by, what="hearing_held", seq=seq, at=at) as this:
        row = _announced(this)
        if row.takes_place_at is None or this.at < row.takes_place_at:
            raise HearingNotYet
        if not record.strip():
            raise WordsNeeded
        row.held_at, row.record = this.at, record.strip()[:MOST_RECORD]
        row.save()
        say("hearing_held", this.petition, this.case, to_petitioners(this.petitioners))
    return row


def call_hearing_off(
    petition: Petition, *, by: Reader, words: str, seq: int | None = None, at: datetime | None = None
) -> Hearing:
    """It does not take place, and why; the limit runs on. Raises WordsNeeded, NotPossibleNow, NotYours, StaleCase."""
    with step(petition, Verb.RESUME_CLOCK, by=by, what="hearing_called_off", seq=seq, at=at) as this:
        row = _announced(this)
        if not words.strip():
            raise WordsNeeded
        row.called_off_at, row.called_off_why = this.at, words.strip()[:MOST_WORDS]
        row.save()
        say("hearing_off", this.petition, this.case, to_petitioners(this.petitioners))
    return row


def open_hearing(petition: Petition) -> Hearing | None:
    """The one that is asked for or announced, if there is one. One statement."""
    return Hearing.objects.filter(petition=petition, held_at__isnull=True, called_off_at__isnull=True).first()


def _announced(this: Step) -> Hearing:
    row = open_hearing(this.petition)
    assert row is not None  # the state says so, and the database allows one at a time
    return row


def _check_round(this: Step) -> None:
    if this.petition.round != Round.REEXAMINATION:
        raise NoHearingHere
