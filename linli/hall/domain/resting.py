"""Time that is not counted (行政许可法 45): both clocks rest, with the reason and until when, told in writing; then they go on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.cases.domain.deed import NOTHING_SENT, Sent
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.enums import Verb
from linli.cases.queries.procedure import spec_of
from linli.cases.rules import may
from linli.documents.official.sheet import day_words
from linli.hall.application_enums import RestCause
from linli.hall.application_errors import RestDay
from linli.hall.domain.holding import hold
from linli.hall.models import Application
from linli.people.reader import Reader, system

MOST_REST = timedelta(days=180)
# Papers and messages to applicants are Chinese whatever language somebody reads the pages in.
WORDS = {
    RestCause.HEARING: "听证", RestCause.TENDER: "招标、拍卖", RestCause.TEST: "检验、检测、检疫", RestCause.APPRAISAL: "鉴定",
    RestCause.EXPERTS: "专家评审", RestCause.APPLICANT: "等申请人决定如何继续",
}  # fmt: skip


def rest_clock(
    application: Application, *, cause: RestCause, until: date | None, by: Reader, note: str = "",
    at: datetime | None = None, sent: Sent = NOTHING_SENT,
) -> Application:  # fmt: skip
    """Let both clocks rest for what the law does not count; the applicant is told in writing what for and until when.

    Raises RestDay, HelpForbidden, ClockRests.
    """
    moment = at or now()
    today = localdate(moment)
    if until is None or not today < until <= today + MOST_REST:
        raise RestDay(most=MOST_REST.days)
    with transaction.atomic():
        held = hold(application)
        held.rest_cause, held.rest_until = cause, until
        held.save(update_fields=["rest_cause", "rest_until"])
        said = f"{WORDS[cause]}，预计到{day_words(until)}。{note.strip()}"
        pause_clock(held.case, by=by, note=said, at=moment, sent=sent)
    return held


def go_on(
    application: Application, *, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Application:
    """Let the clocks go on with exactly what was left. Raises ClockRuns, HelpForbidden."""
    resume_clock(application.case, by=by, note=note, at=at, sent=sent)
    application.refresh_from_db()
    return application


def rest_for_applicant(held: Application, *, at: datetime) -> None:
    """While it stands still because the applicant forbade whoever helped, no time runs. What rests already rests on."""
    if held.case.paused_at is None and _possible(held, Verb.PAUSE_CLOCK):
        held.rest_cause, held.rest_until = RestCause.APPLICANT, None
        held.save(update_fields=["rest_cause", "rest_until"])
        pause_clock(held.case, by=system("standing still"), note=f"{WORDS[RestCause.APPLICANT]}。", at=at)


def go_on_with_applicant(held: Application, *, at: datetime) -> None:
    """The applicant has said how it goes on; what rests for another reason rests on."""
    if held.rest_cause == RestCause.APPLICANT and _possible(held, Verb.RESUME_CLOCK):
        resume_clock(held.case, by=system("standing still"), at=at)


def _possible(held: Application, verb: Verb) -> bool:
    """Whether its procedure lets the clocks rest where it stands; one begun under an older version may not."""
    return may(system("standing still"), held.case, spec_of(held.case.procedure_id), verb) is not None
