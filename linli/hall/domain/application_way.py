"""The way of an application through the hall. Each verb sets what is the application's and does the case's deed in one go."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import NOTHING_SENT, Sent
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.enums import Outcome
from linli.hall.application_enums import HelpKind, Standing, Verdict, Way
from linli.hall.application_errors import DecidedAhead, NoOriginals, NotYourApplication, OutsideNeeded
from linli.hall.application_rules import may_receive
from linli.hall.domain.holding import hold
from linli.hall.domain.paper import issue_originals, issue_originals_back
from linli.hall.models import Application, ErrandOriginal
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

MOST_NAME, MOST_ORIGINALS = 100, 20


def accept_application(
    application: Application, *, by: Reader, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Application:
    """Take it on (受理); with papers promised for later it is 容缺受理. Raises MaterialsMissing."""
    accept_case(application.case, by=by, at=at, sent=sent)
    return _fresh(application)


def give_notice(
    application: Application, *, by: Reader, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Application:
    """Tell once everything that is missing (一次性告知), as a paper and a message. Raises NothingMissing, NoticeOnce."""
    missing = (
        application.materials.filter(standing=Standing.MISSING).order_by("position").values_list("name", flat=True)
    )
    return_for_materials(application.case, by=by, note=_missing_words(list(missing)), at=at, sent=sent)
    return _fresh(application)


def _missing_words(names: list[str]) -> str:
    return f"还差 {len(names)} 份材料：{'、'.join(names)}。" if names else "材料不齐。"


def materials_complete(
    application: Application, *, by: Reader, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Application:
    """Say that what was missing is there (补正): the clock runs again and it is told within the whole time."""
    supplement_case(application.case, by=by, note="", at=at, sent=sent)
    return _fresh(application)


def refuse_application(
    application: Application, *, by: Reader, reason: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Application:
    """Do not take it on, or return it later, with the reason."""
    refuse_case(application.case, by=by, note=reason, at=at, sent=sent)
    return _fresh(application)


def pass_to_unit(
    application: Application, *, unit: UUID | None, by: Reader, note: str = "", at: datetime | None = None,
    sent: Sent = NOTHING_SENT,
) -> Application:  # fmt: skip
    """Pass it to the unit that decides. The receiving place still sees it; the deciding body's clock is shown beside its own."""
    assign_case(application.case, unit=unit, by=by, note=note, at=at, sent=sent)
    return _fresh(application)


def pass_outside(
    application: Application, *, body: str, by: Reader, number: str = "", due_on: date | None = None,
    at: datetime | None = None, sent: Sent = NOTHING_SENT,
) -> Application:  # fmt: skip
    """Pass it on into another body's system: from then on it waits for that body, by name, number and day. Raises OutsideNeeded."""
    if not body.strip():
        raise OutsideNeeded
    with transaction.atomic():
        held = hold(application)
        held.outside_body, held.outside_number, held.outside_due_on = body.strip()[:100], number.strip()[:80], due_on
        held.sent_out_at, held.outside_told = at or now(), ""
        held.save()
        report_progress(held.case, by=by, note="", at=at, sent=sent)
    return held


def decide_application(
    application: Application, *, verdict: Verdict, decided_on: date, by: Reader, reason: str = "", number: str = "",
    at: datetime | None = None, sent: Sent = NOTHING_SENT,
) -> Application:  # fmt: skip
    """Decide, or record what another body decided: who brought it back and when stands with it. Raises DecidedAhead."""
    moment = at or now()
    if not localdate(application.opened_at) <= decided_on <= localdate(moment):
        raise DecidedAhead
    with transaction.atomic():
        held = hold(application)
        held.verdict, held.decided_on = verdict, decided_on
        if held.sent_out_at:
            held.brought_back_at, held.brought_back_by = moment, by.label[:200]
            held.outside_number = number.strip()[:80] or held.outside_number
            held.decided_by = held.outside_body
        else:
            held.decided_by = unit_name(held.case.lead_unit_id)[:120] or held.place.name
        held.save()
        propose_closure(held.case, by=by, note=reason, at=moment, sent=sent)
    return held


def deliver_result(
    application: Application,
    *,
    way: Way,
    by: Reader,
    note: str = "",
    at: datetime | None = None,
    sent: Sent = NOTHING_SENT,
) -> Application:
    """Hand the result over and close: how, when and by whom stands with it."""
    with transaction.atomic():
        held = hold(application)
        held.delivered_by, held.delivered_at = way, at or now()
        held.save(update_fields=["delivered_by", "delivered_at"])
        outcome = Outcome.RESOLVED if held.verdict == Verdict.GRANTED else Outcome.EXPLAINED
        close_case(held.case, by=by, outcome=outcome, note=note, at=at, sent=sent)
    return held


def take_originals(
    application: Application, handed: list[tuple[str, int]], *, by: Reader, at: datetime | None = None
) -> list[ErrandOriginal]:
    """Note which originals somebody who helps takes with them, with the list as a paper. Raises NoOriginals, NotYourApplication."""
    moment = at or now()
    named = [(name.strip()[:MOST_NAME], copies) for name, copies in handed if name.strip()][:MOST_ORIGINALS]
    if not named:
        raise NoOriginals
    with transaction.atomic():
        held = hold(application)
        if not may_receive(by, held.village) or held.help_kind != HelpKind.ERRAND:
            raise NotYourApplication
        label, taker = _taker(held, by)
        rows = [
            ErrandOriginal(application=held, name=name, copies=copies, handed_at=moment, handed_to=label)
            for name, copies in named
        ]
        ErrandOriginal.objects.bulk_create(rows)
        issue_originals(held, held.case, named, taker=taker, by=by, at=moment)
    return rows


def _taker(held: Application, by: Reader) -> tuple[str, str]:
    """Who takes them along: as the list says it, and as the paper does, which is sealed and names a volunteer."""
    errand = held.errands.filter(ended_at__isnull=True).select_related("account").first()
    label = (errand.label if errand else "") or by.label
    if errand and errand.account:
        return label, f"{errand.account.name}（{label}）"
    return label, label.split(" · ")[0]


def return_originals(
    application: Application, *, by: Reader, which: Collection[UUID] | None = None, at: datetime | None = None
) -> int:
    """Note that originals are back with their owner, all or those named, with a receipt; return how many.

    Raises NotYourApplication. Once over it can still be noted: what is out comes back whatever became of the application.
    """
    moment = at or now()
    with transaction.atomic():
        held = hold(application)
        if not may_receive(by, held.village):
            raise NotYourApplication
        owed = held.originals.filter(returned_at__isnull=True).order_by("handed_at", "id")
        rows = list(owed.filter(pk__in=which) if which is not None else owed)
        if rows:
            ErrandOriginal.objects.filter(pk__in=[row.pk for row in rows]).update(
                returned_at=moment, returned_by=by.label[:200]
            )
            issue_originals_back(held, held.case, [(row.name, row.copies) for row in rows], by=by, at=moment)
    return len(rows)


def _fresh(application: Application) -> Application:
    application.refresh_from_db()
    return application
