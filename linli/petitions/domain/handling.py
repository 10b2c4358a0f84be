"""The body in charge takes a petition on, asks its head for more time, and answers in writing; whoever petitions may withdraw."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.cases.domain.assignment import file_case
from linli.cases.domain.deed import Sent
from linli.cases.domain.extension import ask_extension, extend_limit, refuse_extension
from linli.cases.enums import Outcome, Verb
from linli.cases.models import ExtensionRequest
from linli.common.calendar import Limit, LimitUnit
from linli.people.reader import Reader
from linli.petitions.domain.deed import NEUTRAL, lock_petition, step, write_note
from linli.petitions.domain.registration import due_of
from linli.petitions.domain.telling import say, to_body, to_head, to_petitioners
from linli.petitions.enums import Part, Verdict
from linli.petitions.errors import AnswerNeeded, ExtensionTooLong, OutsideAnswerNeeded, WordsNeeded
from linli.petitions.higher import higher_name
from linli.petitions.models import Note, Petition
from linli.petitions.papers import Letter, issue_acceptance, issue_extension, issue_opinion

MOST_DAYS = 30  # 信访工作条例 34
MOST_WORDS = 6000


def accept_petition(
    petition: Petition, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Petition:  # fmt: skip
    """Take it on; the sixty days run from here (34). Raises NotPossibleNow, NotYours, StaleCase."""
    with transaction.atomic():
        with step(petition, Verb.ACCEPT, by=by, what="accepted", seq=seq, at=at) as this:
            file_case(this.deed)
            say("accepted", this.petition, this.case, to_petitioners(this.petitioners))
        # The paper names the day of the answer, which the event has only now begun.
        letter = Letter(this.petition, this.case, this.petitioners, by, this.at, is_written=True)
        issue_acceptance(letter, until=localdate(due_of(this.case, "finish")))
    return petition


def ask_more_time(
    petition: Petition, days: int, *, by: Reader, words: str, seq: int | None = None, at: datetime | None = None
) -> Petition:
    """Ask the head of the body for more time, at most thirty days, once; the reason is told to whoever petitions.

    Raises ExtensionTooLong, WordsNeeded, AlreadyAsked, NotPossibleNow, NotYours, StaleCase.
    """
    if not words.strip():
        raise WordsNeeded
    if not 1 <= days <= MOST_DAYS:
        raise ExtensionTooLong
    with transaction.atomic():
        limit = Limit(days, LimitUnit.CALENDAR_DAYS)
        case = ask_extension(petition.case, by=by, limit=limit, note=NEUTRAL, at=at, sent=Sent(seq=seq))
        if ExtensionRequest.objects.filter(case=case, is_granted=True).exists():
            raise ExtensionTooLong
        locked, _petitioners = lock_petition(petition)
        write_note(locked, Part.MORE_TIME, words, by=by, unit=case.lead_unit_id, at=at or now())
        say("more_time_asked", locked, case, to_head(case.lead_unit_id, locked))
    return petition


def decide_more_time(
    petition: Petition,
    is_granted: bool,
    *,
    by: Reader,
    words: str = "",
    seq: int | None = None,
    at: datetime | None = None,
) -> Petition:
    """The head grants it, and a paper tells the reason; or does not.

    Raises NothingAsked, OwnRequest, NotPossibleNow, NotYours, StaleCase.
    """
    decide = extend_limit if is_granted else refuse_extension
    with transaction.atomic():
        case = decide(petition.case, by=by, note=NEUTRAL, at=at, sent=Sent(seq=seq))
        locked, petitioners = lock_petition(petition)
        moment = at or now()
        write_note(locked, Part.TIME_DECIDED, words, by=by, unit=case.lead_unit_id, at=moment)
        say("more_time_decided", locked, case, to_body(case.lead_unit_id))
        if is_granted:
            asked = Note.objects.filter(petition=locked, part=Part.MORE_TIME).latest("at")
            until = localdate(due_of(case, "finish"))
            issue_extension(
                Letter(locked, case, petitioners, by, moment, is_written=True), until=until, reason=asked.words
            )
            say("extended", locked, case, to_petitioners(petitioners), until_on=until.isoformat())
    return petition


@dataclass(frozen=True)
class Answer:
    """What is answered: what was found, the opinion, and on what it rests (32). `outside_…`: of a body that is not in Linli."""

    verdict: Verdict
    findings: str
    opinion: str
    basis: str
    outside_number: str = ""
    outside_on: date | None = None


def answer_petition(
    petition: Petition, answer: Answer, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Petition:
    """Answer in writing; the paper says who may be asked for a review.

    Raises AnswerNeeded, OutsideAnswerNeeded, NotPossibleNow, NotYours, StaleCase.
    """
    if not (answer.findings.strip() and answer.opinion.strip() and answer.basis.strip()):
        raise AnswerNeeded
    with step(petition, Verb.CLOSE, by=by, what="answered", seq=seq, at=at) as this:
        row = this.petition
        if row.outside_body:
            if not answer.outside_number.strip() or answer.outside_on is None or answer.outside_on > localdate(this.at):
                raise OutsideAnswerNeeded
            row.outside_number, row.outside_on = answer.outside_number.strip()[:60], answer.outside_on
        row.verdict, row.answered_at = answer.verdict, this.at
        row.findings, row.opinion, row.basis = (
            words.strip()[:MOST_WORDS] for words in (answer.findings, answer.opinion, answer.basis)
        )
        higher = higher_name(this.case.lead_unit_id)
        issue_opinion(Letter(row, this.case, this.petitioners, by, this.at), higher=higher)
        this.end("answered", Outcome.RESOLVED if answer.verdict == Verdict.SUPPORTED else Outcome.EXPLAINED)
        say("answered", row, this.case, to_petitioners(this.petitioners))
    return petition


def withdraw_petition(
    petition: Petition, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Petition:  # fmt: skip
    """Whoever petitions takes it back. Raises NotPossibleNow, NotYours, StaleCase."""
    with step(petition, Verb.WITHDRAW, by=by, what="withdrawn", seq=seq, at=at) as this:
        this.end("withdrawn", Outcome.WITHDRAWN)
        say("withdrawn", this.petition, this.case, to_body(this.case.lead_unit_id))
    return petition
