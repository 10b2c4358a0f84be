"""What sits inside every deed on an application: the check-list is asked, the paper is issued, or the deed is refused.

So the desk, the interface, many at once and the worker all keep the same rules (`linli.cases.own_page`).
"""

from collections.abc import Callable

from django.utils.timezone import localdate

from linli.cases.domain import clock
from linli.cases.domain.deed import Deed
from linli.cases.enums import Verb
from linli.cases.models import Case
from linli.common.calendar import Limit
from linli.common.working_calendar import working_calendar
from linli.documents.domain.paper import withdraw_paper
from linli.documents.enums import PaperKind
from linli.documents.models import Paper
from linli.hall.application_enums import Standing, Verdict, Way
from linli.hall.application_errors import (
    DeliveryNeeded,
    HelpForbidden,
    MaterialsMissing,
    NothingMissing,
    NoticeOnce,
    OutsideNeeded,
    RestNeeded,
    VerdictNeeded,
)
from linli.hall.domain import paper
from linli.hall.domain.case_rating import rate_case_of
from linli.hall.models import Application, Errand, MaterialCheck
from linli.people.queries.unit import office_hours_of
from linli.ratings.domain.forgetting import erase_rating
from linli.ratings.enums import Rated

NOTICE = "notice"
# What does not go on while the applicant has forbidden whoever acted for them: all before the decision.
STOPPED = frozenset(
    {Verb.ACCEPT, Verb.RETURN_FOR_MATERIALS, Verb.SUPPLEMENT, Verb.ASSIGN, Verb.TRANSFER, Verb.REPORT_PROGRESS,
     Verb.PROPOSE_CLOSURE, Verb.PAUSE_CLOCK, Verb.RESUME_CLOCK}
)  # fmt: skip


def attend(this: Deed) -> None:
    """Called within a deed, before it is written."""
    follow = DEEDS.get(this.step.verb)
    application = Application.objects.filter(case=this.case).select_related("version__item", "place").first()
    if application and application.stopped_at and this.step.verb in STOPPED:
        raise HelpForbidden
    if follow and application:
        follow(this, application)


def _accept(this: Deed, application: Application) -> None:
    rows = list(application.materials.order_by("position"))
    missing = [row for row in rows if row.standing == Standing.MISSING]
    if missing and not this.by.is_system:
        raise MaterialsMissing(names=_names(missing))
    # Nobody told in time what was missing: it counts as accepted from the day it came (行政许可法 32).
    application.deemed_accepted = this.by.is_system
    application.save(update_fields=["deemed_accepted"])
    promised = [row for row in rows if row.standing == Standing.PROMISED]
    due = working_calendar().due(this.at, _decide_limit(this), office=office_hours_of(this.case.lead_unit_id))
    issued = paper.issue_acceptance(
        application, this.case, promised, due_on=localdate(due.at), by=this.by, at=this.at
    )  # fmt: skip
    this.facts |= {"paper": issued.full_number, "promised": len(promised), "deemed": application.deemed_accepted}


def _decide_limit(this: Deed) -> Limit:
    given = this.case.limits_given.get("decide")
    return Limit.parse(given) if given else next(rule.limit for rule in this.spec.limits if rule.key == "decide")


def _return(this: Deed, application: Application) -> None:
    rows = list(application.materials.select_for_update().order_by("position"))
    missing = [row for row in rows if row.standing == Standing.MISSING]
    if not missing:
        raise NothingMissing
    if application.noticed_at and (late := [row for row in missing if not row.was_noticed]):
        raise NoticeOnce(names=_names(late))
    application.noticed_at = application.noticed_at or this.at
    application.save(update_fields=["noticed_at"])
    MaterialCheck.objects.filter(pk__in=[row.pk for row in missing]).update(was_noticed=True)
    issued = paper.issue_notice(application, this.case, missing, by=this.by, at=this.at)
    this.facts |= {"paper": issued.full_number, "missing": [row.code for row in missing]}


def _supplement(this: Deed, application: Application) -> None:  # noqa: ARG001  (the shape of a follower)
    """What was asked for is there: whether it is taken on is told within the whole time again."""
    if this.from_state == "returned":
        for limit in this.limits:
            if limit.key == NOTICE:
                clock.restart(limit, at=this.at)


def _rest(this: Deed, application: Application) -> None:
    """What for and until when was said before (`resting`); the applicant is told in writing (行政许可法 45)."""
    if not application.rest_cause:
        raise RestNeeded
    this.facts["cause"] = application.rest_cause
    if application.rest_until:
        reason = next((text.sealed or text.body for text in this.texts), "")
        issued = paper.issue_rest(application, this.case, reason=reason, by=this.by, at=this.at)
        this.facts |= {"paper": issued.full_number, "until": application.rest_until.isoformat()}


def _go_on(this: Deed, application: Application) -> None:  # noqa: ARG001  (the shape of a follower)
    application.rest_cause, application.rest_until = "", None
    application.save(update_fields=["rest_cause", "rest_until"])


def _rest_no_more(this: Deed, application: Application) -> None:
    """It is over, or decided, while the clocks rested: what was not counted is not counted, and then they are met."""
    if this.case.paused_at:
        clock.go_on(this.limits, at=this.at)
    if application.rest_cause:
        _go_on(this, application)


def _refuse(this: Deed, application: Application) -> None:
    reason = next((text.sealed or text.body for text in this.texts), "")
    _rest_no_more(this, application)
    issued = paper.issue_refusal(application, this.case, reason=reason, by=this.by, at=this.at)
    this.facts["paper"] = issued.full_number
    _no_more_promises(application)


def _pass_on(this: Deed, application: Application) -> None:
    if this.from_state == "accepted" and not application.outside_body:
        raise OutsideNeeded


def _decide(this: Deed, application: Application) -> None:
    if not application.verdict:
        raise VerdictNeeded
    owed = list(application.materials.filter(standing=Standing.PROMISED).order_by("position"))
    if owed and application.verdict == Verdict.GRANTED:
        raise MaterialsMissing(names=_names(owed))
    _rest_no_more(this, application)
    reason = next((text.sealed or text.body for text in this.texts), "")
    issued = paper.issue_decision(application, this.case, reason=reason, by=this.by, at=this.at)
    this.facts |= {"paper": issued.full_number, "verdict": application.verdict}
    _no_more_promises(application)


def _close(this: Deed, application: Application) -> None:
    if not application.delivered_by:
        raise DeliveryNeeded
    if application.stopped_at and application.delivered_by == Way.HELPER:
        raise HelpForbidden
    this.facts["delivery"] = application.delivered_by


def _reopen(this: Deed, application: Application) -> None:
    """What was decided holds no more, and whoever checks its paper reads so."""
    decided = Paper.objects.filter(holder_kind="case", holder_id=this.case.id, kind=PaperKind.DECISION)
    for one in decided.filter(withdrawn_at__isnull=True):
        withdraw_paper(one, by=this.by, reason="重新办理，原决定收回。", at=this.at)
    application.verdict, application.decided_on, application.decided_by = "", None, ""
    application.delivered_by, application.delivered_at, application.archived_at = "", None, None
    application.sent_out_at = application.brought_back_at = None
    application.outside_told = application.outside_body = application.outside_number = application.brought_back_by = ""
    application.save()


def _rate(this: Deed, application: Application) -> None:
    item = application.version.item
    rate_case_of(this, Rated.APPLICATION, item.name, application.item_code, application.place)


def _no_more_promises(application: Application) -> None:
    if application.lapses_on:
        application.lapses_on = None
        application.save(update_fields=["lapses_on"])


def _names(rows: list[MaterialCheck]) -> str:
    return "、".join(row.name for row in rows)


def erase(case: Case) -> None:
    """Let go of what was answered and noted, with the words and persons of the case."""
    Application.objects.filter(case=case).update(answers="")
    Errand.objects.filter(application__case=case).update(reason="")
    MaterialCheck.objects.filter(application__case=case).update(want="")
    erase_rating(Rated.APPLICATION, case.id)


Follow = Callable[[Deed, Application], None]
DEEDS: dict[Verb, Follow] = {
    Verb.ACCEPT: _accept, Verb.RETURN_FOR_MATERIALS: _return, Verb.SUPPLEMENT: _supplement, Verb.REFUSE: _refuse,
    Verb.REPORT_PROGRESS: _pass_on, Verb.PROPOSE_CLOSURE: _decide, Verb.CLOSE: _close, Verb.REOPEN: _reopen,
    Verb.RATE: _rate, Verb.PAUSE_CLOCK: _rest, Verb.RESUME_CLOCK: _go_on, Verb.WITHDRAW: _rest_no_more,
}  # fmt: skip
