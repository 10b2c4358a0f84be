"""Done for somebody, free of charge (代办): who does it is set, changed, ended, or forbidden by the applicant.

Whoever is concerned is told each time. Legal agency and guardianship are shown by a paper and are never set here.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from linli.cases.rules import is_reporter
from linli.common.domain.audit import note_deed
from linli.hall.application_enums import EndedBy, HelpKind
from linli.hall.application_errors import (
    GuardianStays,
    HelpApart,
    HelperIsApplicant,
    NobodyHelps,
    NotYourApplication,
)
from linli.hall.application_rules import MAY_RECEIVE, may_receive
from linli.hall.domain.holding import hold
from linli.hall.domain.resting import go_on_with_applicant, rest_for_applicant
from linli.hall.models import Application, Errand
from linli.hall.queries.volunteers import Volunteer
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, holders
from linli.notices.recipients import account as to_account
from linli.people.reader import Reader
from linli.people.scan import scan

MOST_REASON = 200
FORBIDDABLE = frozenset({HelpKind.ERRAND, HelpKind.AGENCY, HelpKind.FAMILY})


def set_helper(
    application: Application, *, by: Reader, volunteer: Volunteer | None = None, at: datetime | None = None
) -> Errand:
    """Say who does it for the applicant: a volunteer, or the one who says so. It takes the place of whoever did before.

    Raises NotYourApplication, HelpApart, HelperIsApplicant.
    """
    with transaction.atomic():
        held = hold(application)
        if not held.case.is_open or not by.is_staff or not may_receive(by, held.village) or held.stopped_at:
            raise NotYourApplication
        if held.help_kind not in ("", HelpKind.ERRAND):
            raise HelpApart
        if volunteer and volunteer.account.id == held.case.reporter_id:
            raise HelperIsApplicant
        former = held.errands.filter(ended_at__isnull=True).first()
        if former and _is_same(former, volunteer, by):
            return former
        if former:
            _end(former, EndedBy.STAFF, "", at or now())
            _tell(held, "application.help_over", to_account_of(former))
        errand = begin_errand(held, by=by, volunteer=volunteer, at=at)
        held.help_kind = HelpKind.ERRAND
        held.helper_account, held.helper_label = errand.account, errand.label
        held.save(update_fields=["help_kind", "helper_account", "helper_label"])
        _note("application.helper_set", held, by, is_volunteer=errand.is_volunteer)
        _tell(held, "application.helper_changed" if former else "application.helper_set", to_applicant(held))
        _tell(held, "application.you_help", to_account_of(errand))
    return errand


def begin_errand(
    application: Application, *, by: Reader, volunteer: Volunteer | None = None, label: str | None = None,
    at: datetime | None = None,
) -> Errand:  # fmt: skip
    """Write down who helps from now on, in the transaction of the verb that says so."""
    return Errand.objects.create(
        application=application, account=volunteer.account if volunteer else None, is_volunteer=volunteer is not None,
        label=volunteer.label if volunteer else by.label if label is None else label, began_at=at or now(),
        began_by=by.label,
    )  # fmt: skip


def _is_same(errand: Errand, volunteer: Volunteer | None, by: Reader) -> bool:
    if volunteer is None:
        return errand.account_id is None and errand.label == by.label
    return errand.account_id == volunteer.account.id


def end_help(application: Application, *, by: Reader, reason: str = "", at: datetime | None = None) -> Application:
    """Nobody does it for them any more: said by the office, or by the one who helped. The application goes on.

    Raises NobodyHelps, NotYourApplication. Originals that are still out stay on their list until they are back.
    """
    with transaction.atomic():
        held = hold(application)
        errand = held.errands.filter(ended_at__isnull=True).first()
        if errand is None:
            raise NobodyHelps
        is_helper = by.actor_id is not None and errand.account_id == by.actor_id
        if not is_helper and not (by.is_staff and may_receive(by, held.village)):
            raise NotYourApplication
        _end(errand, EndedBy.HELPER if is_helper else EndedBy.STAFF, reason, at or now())
        _alone(held)
        _note("application.helper_gone", held, by, by_helper=is_helper)
        _tell(held, "application.helper_gone", to_applicant(held))
        _tell(held, "application.helper_gone", to_office(held) if is_helper else to_account_of(errand))
    return held


def forbid_help(application: Application, *, by: Reader, at: datetime | None = None) -> Application:
    """The applicant does not want it: whoever acts is out at once, and nothing is decided before they say how it goes on.

    Said by the applicant, or written down by the place for somebody who says so there. Raises NobodyHelps, GuardianStays,
    NotYourApplication.
    """
    with transaction.atomic():
        held = hold(application)
        is_theirs = is_reporter(by, held.case) or (by.is_staff and may_receive(by, held.village))
        if not held.case.is_open or not is_theirs:
            raise NotYourApplication
        if held.help_kind == HelpKind.GUARDIAN:
            raise GuardianStays
        if held.help_kind not in FORBIDDABLE or held.stopped_at:
            raise NobodyHelps
        stop(held, by=by, at=at)
    return held


def stop(held: Application, *, by: Reader, at: datetime | None = None) -> None:
    """Let an application stand still, in the transaction in which the applicant's consent ended. It is held already."""
    moment = at or now()
    helper = held.helper_account_id
    for errand in held.errands.filter(ended_at__isnull=True):
        _end(errand, EndedBy.APPLICANT, "", moment)
    rest_for_applicant(held, at=moment)
    held.stopped_at, held.helper_account = moment, None
    held.save(update_fields=["stopped_at", "helper_account"])
    _note("application.stopped", held, by)
    _tell(held, "application.stopped", to_office(held))
    _tell(held, "application.help_over", [to_account(helper)] if helper else [])


def go_on_alone(application: Application, *, by: Reader, at: datetime | None = None) -> Application:
    """It goes on without whoever helped: said by the applicant, or at the window for them. Raises NotYourApplication."""
    with transaction.atomic():
        held = hold(application)
        is_theirs = is_reporter(by, held.case) or (by.is_staff and may_receive(by, held.village))
        if held.stopped_at is None or not is_theirs:
            raise NotYourApplication
        _alone(held)
        go_on_with_applicant(held, at=at or now())
        _note("application.gone_on", held, by)
        _tell(held, "application.gone_on", to_office(held))
    return held


def _alone(held: Application) -> None:
    held.help_kind, held.helper_account, held.helper_label = HelpKind.NONE, None, ""
    held.stopped_at, held.authorised_by, held.authorised_until = None, "", None
    held.save(
        update_fields=["help_kind", "helper_account", "helper_label", "stopped_at", "authorised_by", "authorised_until"]
    )


def _end(errand: Errand, ended_by: EndedBy, reason: str, at: datetime) -> None:
    errand.ended_at, errand.ended_by = at, ended_by
    errand.reason = scan(" ".join(reason.split())[:MOST_REASON]).masked[:MOST_REASON]
    errand.save(update_fields=["ended_at", "ended_by", "reason"])


def to_applicant(held: Application) -> list[To]:
    return [to_account(held.case.reporter_id)] if held.case.reporter_id else []


def to_account_of(errand: Errand) -> list[To]:
    return [to_account(errand.account_id)] if errand.account_id else []


def to_office(held: Application) -> list[To]:
    """Who takes applications at the place that received it."""
    return [holders(roles=sorted(MAY_RECEIVE), area=held.village)]


def _tell(held: Application, topic: str, to: list[To]) -> None:
    if to:
        tell(topic, to=to, subject_kind="case", subject_id=held.case_id,
             parameters={"item": held.case.title.split(" · ")[0]})  # fmt: skip


def _note(action: str, held: Application, by: Reader, **detail: object) -> None:
    note_deed(action, by=by, subject_kind="case", subject_id=held.case_id, area=held.village, **detail)
