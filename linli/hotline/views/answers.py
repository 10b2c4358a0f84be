"""What goes back to the hotline: listed with its state, sent again, put into the bridge file, acknowledged."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.cases.queries.listing import number_text
from linli.common.errors import Refusal
from linli.hotline.domain.file_intake import receipts_of
from linli.hotline.domain.sending import acknowledge_answer, content, put_into_file, send_again
from linli.hotline.enums import Carriage, Said, Way
from linli.hotline.forms.order import FileForm, ReceiptForm
from linli.hotline.models import Answer
from linli.hotline.queries.answers import answers_of, count_states, list_answers
from linli.hotline.rules import MAY_READ_ANSWERS, MAY_TAKE, may_take
from linli.hotline.views.answering import answer, titles
from linli.hotline.views.sheets import csv_answer
from linli.people.doors import ReadRequest, staff_only

HEAD = ("答复编号", "工单编号", "动作", "时间", "承办单位", "内容", "依据", "回执号")


@require_safe
@staff_only(*MAY_READ_ANSWERS)
def show_answers(request: ReadRequest) -> HttpResponse:
    """Every answer with how far it has come."""
    return _show(request)


def _show(request: ReadRequest, *, status: int = 200, fault: str = "") -> HttpResponse:
    state, here = request.GET.get("state", ""), reverse("hotline:answers")
    counts = count_states(request.reader)
    rows = [
        {"answer": row, "number": number_text(row.order.case.number, row.order.case.opened_at), "tone": _tone(row)}
        for row in list_answers(request.reader, state)
    ]
    chips = [{"title": pgettext("hotline answer", "All"), "url": here, "active": state not in Carriage.values}]
    chips += [
        {"title": one.label, "url": f"{here}?state={one}", "active": state == one, "count": counts.get(one, 0),
         "tone": "late" if one == Carriage.FAILED and counts.get(one) else ""}
        for one in Carriage
    ]  # fmt: skip
    waiting = answers_of(request.reader).filter(state=Carriage.WAITING, way=Way.FILE).count()
    context = {
        "rows": rows, "chips": chips, "may_take": may_take(request.reader), "waiting": waiting, "fault": fault,
        "failed": counts.get(Carriage.FAILED, 0), "form": FileForm(),
        "columns": titles(_("Order"), pgettext("hotline", "What"), _("Written"), _("How it goes"),
                          pgettext("hotline answer", "State"), ""),
    }  # fmt: skip
    return answer(request, "hotline/answers.html", context, status=status)


def _tone(row: Answer) -> str:
    return {Carriage.WAITING: "wait", Carriage.SENT: "soon", Carriage.ACKNOWLEDGED: "done", Carriage.FAILED: "late"}[
        Carriage(row.state)
    ]


@require_POST
@staff_only(*MAY_TAKE)
def make_resends(request: ReadRequest) -> HttpResponse:
    """Let one answer (`answer`) or all that failed (`all`) go out again."""
    chosen = None if "all" in request.POST else [key for word in request.POST.getlist("answer") if (key := _uuid(word))]
    count = send_again(chosen, by=request.reader)
    words = ngettext("%(count)s answer goes out again.", "%(count)s answers go out again.", count)
    messages.success(request, words % {"count": count})
    return redirect("hotline:answers")


@require_POST
@staff_only(*MAY_TAKE)
def make_bridge_file(request: ReadRequest) -> HttpResponse:
    """The answers that go by file, as one file; the hotline's receipts come back in its last column."""
    file, answers = put_into_file(by=request.reader)
    if not answers:
        messages.info(request, _("No answer waits for a file."))
        return redirect("hotline:answers")
    return csv_answer(f"hotline-answers-{str(file)[:13]}", HEAD, (_line(row) for row in answers))


def _line(row: Answer) -> list[str]:
    said = content(row)
    at = localtime(row.written_at).strftime("%Y-%m-%d %H:%M")
    return [
        said["id"],
        said["order"],
        str(Said(row.said).label),
        at,
        said["unit"],
        said["words"],
        said["ground_words"],
        "",
    ]


@require_POST
@staff_only(*MAY_TAKE)
def make_acknowledgement(request: ReadRequest, answer_id: UUID) -> HttpResponse:
    """Write down a receipt."""
    row = answers_of(request.reader).filter(id=answer_id).first()
    if row is None:
        raise Http404
    form = ReceiptForm(request.POST)
    try:
        acknowledge_answer(row, receipt=form.data.get("receipt", "")[:80], by=request.reader)
    except Refusal as refusal:
        return _show(request, status=refusal.status, fault=str(refusal))
    messages.success(request, _("The receipt is written down."))
    return redirect("hotline:answers")


@require_POST
@staff_only(*MAY_TAKE)
def make_receipts(request: ReadRequest) -> HttpResponse:
    """Read the bridge file as it came back, with its receipts."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, status=422, fault=_("Choose the file that came back."))
    file = form.cleaned_data["file"]
    try:
        found = {key: receipt for word, receipt in receipts_of(file.read(), file.name) if (key := _uuid(word))}
    except Refusal as refusal:
        return _show(request, status=refusal.status, fault=str(refusal))
    rows = list(answers_of(request.reader).filter(id__in=found, way=Way.FILE).exclude(state=Carriage.ACKNOWLEDGED))
    for row in rows:
        acknowledge_answer(row, receipt=found[row.id], by=request.reader)
    words = ngettext("%(count)s receipt is written down.", "%(count)s receipts are written down.", len(rows))
    messages.success(request, words % {"count": len(rows)})
    return redirect("hotline:answers")


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
