"""The papers of an application: what each says is gathered from the case, its persons and its check-list."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from linli.cases.enums import Part
from linli.cases.models import Case, CaseParty
from linli.cases.queries.listing import number_text
from linli.documents.domain.paper import issue_paper
from linli.documents.enums import PaperKind
from linli.documents.models import Paper
from linli.documents.official import wording
from linli.documents.official.sheet import Sheet, day_words
from linli.documents.official.wording import Material, Matter
from linli.hall.application_enums import Standing, Verdict
from linli.hall.models import Application, MaterialCheck
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

# Papers are Chinese whatever language somebody reads the pages in.
FORMS = {"original": "原件", "copy": "复印件", "both": "原件及复印件"}
STANDINGS = {
    Standing.RECEIVED: "已收", Standing.MISSING: "未收", Standing.NOT_NEEDED: "不需要", Standing.OBTAINED: "由本单位调取",
}  # fmt: skip
NAMELESS = "申请人"


def matter_of(application: Application, case: Case) -> Matter:
    """What every paper of an application names. Three statements."""
    version, place = application.version, application.place
    party = CaseParty.objects.filter(case=case, part=Part.REPORTER).first()
    return Matter(
        applicant=(party.name if party else "") or NAMELESS, item=version.item.name,
        number=number_text(case.number, case.opened_at), body=place.name,
        deciding_body=application.outside_body or application.decided_by or deciding_body(application, case),
        received_on=localdate(case.opened_at), contact=place.telephone, is_licensing=version.is_licensing,
        is_invented=application.is_invented,
    )  # fmt: skip


def deciding_body(application: Application, case: Case) -> str:
    """The body that decides: as the item names it, else the unit that has the case."""
    return application.version.deciding_body or unit_name(case.lead_unit_id) or application.place.name


def material(check: MaterialCheck) -> Material:
    words = STANDINGS.get(Standing(check.standing), "")
    if check.promised_until and check.standing == Standing.PROMISED:
        words = f"承诺{day_words(check.promised_until)}前补交"
    want = check.want or "未提交，请补交"
    return Material(check.name, FORMS.get(check.form, check.form), check.copies, words, want)


def issue_receipt(application: Application, case: Case, *, by: Reader, at: datetime) -> Paper:
    rows = [material(row) for row in application.materials.order_by("position")]
    sheet = wording.receipt(matter_of(application, case), rows)
    return _issue(sheet, PaperKind.RECEIPT, case, by, at, seq=1)


def issue_notice(
    application: Application, case: Case, missing: Sequence[MaterialCheck], *, by: Reader, at: datetime
) -> Paper:
    sheet = wording.one_time_notice(matter_of(application, case), [material(row) for row in missing], until=None)
    return _issue(sheet, PaperKind.NOTICE, case, by, at)


def issue_acceptance(
    application: Application, case: Case, promised: Sequence[MaterialCheck], *, due_on: date | None, by: Reader, at: datetime
) -> Paper:  # fmt: skip
    sheet = wording.acceptance(matter_of(application, case), [material(row) for row in promised], due_on=due_on)
    return _issue(sheet, PaperKind.ACCEPTANCE, case, by, at)


def issue_refusal(application: Application, case: Case, *, reason: str, by: Reader, at: datetime) -> Paper:
    sheet = wording.refusal(matter_of(application, case), reason=reason)
    return _issue(sheet, PaperKind.REFUSAL, case, by, at)


def issue_rest(application: Application, case: Case, *, reason: str, by: Reader, at: datetime) -> Paper:
    assert application.rest_until is not None
    sheet = wording.rest(matter_of(application, case), reason=reason, since=localdate(at), until=application.rest_until)
    return _issue(sheet, PaperKind.REST, case, by, at)


def issue_decision(application: Application, case: Case, *, reason: str, by: Reader, at: datetime) -> Paper:
    """The decision of a body in Linli is its own document; what came from outside is only handed on."""
    assert application.decided_on is not None
    matter = matter_of(application, case)
    sheet = wording.decision(
        matter, is_granted=application.verdict == Verdict.GRANTED, reason=reason, decided_on=application.decided_on,
        outside_number=application.outside_number, is_own=application.sent_out_at is None,
    )  # fmt: skip
    return _issue(sheet, PaperKind.DECISION, case, by, at)


def issue_originals(
    application: Application, case: Case, handed: Sequence[tuple[str, int]], *, taker: str, by: Reader, at: datetime
) -> Paper:
    rows = [Material(name, "原件", copies) for name, copies in handed]
    sheet = wording.originals(matter_of(application, case), rows, taker=taker, on=localdate(at))
    return _issue(sheet, PaperKind.ORIGINALS, case, by, at, seq=case.seq)


def issue_originals_back(
    application: Application, case: Case, back: Sequence[tuple[str, int]], *, by: Reader, at: datetime
) -> Paper:
    rows = [Material(name, "原件", copies) for name, copies in back]
    sheet = wording.originals_back(matter_of(application, case), rows, on=localdate(at))
    return _issue(sheet, PaperKind.ORIGINALS, case, by, at, seq=case.seq)


def _issue(sheet: Sheet, kind: PaperKind, case: Case, by: Reader, at: datetime, *, seq: int | None = None) -> Paper:
    """Issue it with the event that is about to be written."""
    return issue_paper(
        sheet,
        kind=kind,
        holder_kind="case",
        holder_id=case.id,
        by=by,
        at=at,
        event_seq=case.seq + 1 if seq is None else seq,
    )
