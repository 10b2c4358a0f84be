"""When an answer was received, and the review and re-examination that may then be asked for (35, 36)."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, make_aware, now

from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Source
from linli.cases.models import Case
from linli.cases.queries.moments import moment_words
from linli.common.calendar import Limit, LimitUnit
from linli.common.domain.audit import note_deed
from linli.common.working_calendar import working_calendar
from linli.people.reader import Reader
from linli.petitions.domain.deed import NEUTRAL, lock_petition
from linli.petitions.domain.registration import due_of
from linli.petitions.domain.telling import say, to_body, to_petitioners
from linli.petitions.enums import Aim, Handed, Round
from linli.petitions.errors import (
    ClosedForTheseFacts,
    DayOfDelivery,
    DeliveredAlready,
    NoReviewHere,
    NotYourPetition,
    ReviewAsked,
    ReviewTooLate,
    TellOfPetition,
)
from linli.petitions.higher import ABOVE_THE_COUNTY, higher_unit
from linli.petitions.models import Petition, Petitioner
from linli.petitions.papers import Letter, issue_review_receipt
from linli.petitions.rules import COMPARTMENT, MAY_TYPE, SUBJECT, is_petitioner, standing

KIND = "X102"
ASK_WITHIN = Limit(30, LimitUnit.CALENDAR_DAYS)
NEXT = {Round.FIRST: Round.REVIEW, Round.REVIEW: Round.REEXAMINATION}
MOST_WORDS = 2000


def note_delivery(
    petition: Petition, how: Handed, on: date, *, by: Reader, at: datetime | None = None
) -> Petition:  # fmt: skip
    """Note the day on which the written answer was received: from it the thirty days run.

    By whoever petitions, the community or the body. Raises NotYourPetition, DeliveredAlready, DayOfDelivery, NoReviewHere.
    """
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=petition.case_id)
        locked, petitioners = lock_petition(petition)
        mine = standing(by, locked, petitioners)
        may = mine & {"party", "lead", *map(str, MAY_TYPE)} and ("party" in mine) == (how == Handed.ONLINE)
        if not (may or by.is_system):
            raise NotYourPetition
        if locked.answered_at is None:
            raise NoReviewHere
        if locked.handed_on is not None:
            raise DeliveredAlready
        if not localdate(locked.answered_at) <= on <= localdate(at or now()):
            raise DayOfDelivery
        locked.handed_how, locked.handed_on = how, on
        locked.save(update_fields=["handed_how", "handed_on"])
        note_deed(
            "petition.delivered", by=by, subject_kind=SUBJECT, subject_id=locked.id, how=str(how), on=on.isoformat()
        )
    petition.handed_how, petition.handed_on = how, on
    return petition


def review_until(petition: Petition) -> datetime | None:
    """Until when the next round may be asked for; None while nobody has noted that the answer was received."""
    if petition.handed_on is None:
        return None
    start = make_aware(datetime.combine(petition.handed_on, time(12)))
    return working_calendar().due(start, ASK_WITHIN).at


def ask_review(
    petition: Petition, words: str, *, by: Reader, key: str | None = None, at: datetime | None = None
) -> Petition:
    """Ask the body next above for a review, or after it for a re-examination: a petition of its own, with its own clock.

    By whoever petitions, or written down for them at the counter. Once for each answer; the same key gives the same one.
    Raises NotYourPetition, TellOfPetition, NoReviewHere, ClosedForTheseFacts, ReviewTooLate, ReviewAsked.
    """
    if not words.strip():
        raise TellOfPetition
    try:
        with transaction.atomic():
            Case.objects.select_for_update(of=("self",)).get(pk=petition.case_id)
            locked, petitioners = lock_petition(petition)
            return _ask(locked, petitioners, words.strip()[:MOST_WORDS], by, key, at or now())
    except IntegrityError:
        raise ReviewAsked from None


def _ask(
    before: Petition, petitioners: list[Petitioner], words: str, by: Reader, key: str | None, at: datetime
) -> Petition:
    _check(before, petitioners, by, at)
    asked_already = Petition.objects.select_related("case").filter(before=before).first()
    higher = higher_unit(before.case.lead_unit_id)
    report = Report(
        kind=KIND, words=NEUTRAL, area=before.village, source=Source(before.case.source), key=key, compartment=COMPARTMENT,
        is_public=False, about_unit=before.case.about_unit_id, is_invented=before.is_invented,
        unit=higher.id if higher else before.case.lead_unit_id,
    )  # fmt: skip
    if asked_already is not None and key is None:
        raise ReviewAsked
    opened = open_case(report, by=by, at=at)
    if not opened.is_new:
        return Petition.objects.select_related("case").get(case=opened.case)
    if asked_already is not None:
        raise ReviewAsked
    asked = Petition.objects.create(
        case=opened.case, round=NEXT[Round(before.round)], before=before, town=before.town, village=before.village,
        way=before.way, aim=before.aim, wish=before.wish, words=words, extract=before.extract, people=before.people,
        is_hidden=before.is_hidden, received_by=before.received_by, received_at=at, is_invented=before.is_invented,
        outside_body="" if higher else ABOVE_THE_COUNTY,
    )  # fmt: skip
    people = Petitioner.objects.bulk_create(
        Petitioner(petition=asked, position=one.position, account_id=one.account_id, name=one.name, phone=one.phone,
                   phone_index=one.phone_index, address=one.address)
        for one in petitioners
    )  # fmt: skip
    issue_review_receipt(
        Letter(asked, opened.case, people, by, at, is_written=True), until=localdate(due_of(opened.case, "finish"))
    )
    say("review_asked", asked, opened.case, to_petitioners(people))
    say("to_review", asked, opened.case, to_body(opened.case.lead_unit_id))
    return asked


def _check(before: Petition, petitioners: list[Petitioner], by: Reader, at: datetime) -> None:
    may = standing(by, before, petitioners)
    if not (is_petitioner(by, petitioners) or may & set(map(str, MAY_TYPE))):
        raise NotYourPetition
    if fault := review_fault(before, at):
        raise fault


def review_fault(before: Petition, at: datetime) -> ClosedForTheseFacts | NoReviewHere | ReviewTooLate | None:
    """Why no review can be asked for (any more), apart from one that was asked for; None where it can."""
    if before.round == Round.REEXAMINATION and before.answered_at is not None:
        return ClosedForTheseFacts()
    if before.answered_at is None or before.aim != Aim.CLAIM:
        return NoReviewHere()
    until = review_until(before)
    return ReviewTooLate(until=moment_words(until)) if until is not None and at > until else None
