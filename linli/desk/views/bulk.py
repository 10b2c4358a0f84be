"""Many matters at once: first what would happen to each, then it is done, and for ten minutes it can be taken back."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.domain.bulk import do_bulk, undo_bulk
from linli.cases.domain.taking_back import UNDO_WITHIN
from linli.cases.enums import BulkAction
from linli.cases.errors import TooManyAtOnce, UnitNeeded
from linli.cases.kept_refusal import said
from linli.cases.models import BulkDeed
from linli.cases.queries.address import number_of
from linli.cases.queries.bulk import MOST_AT_ONCE, Foreseen, Wish, foresee, own_bulk, rows_of
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import visible_to
from linli.common.errors import Refusal
from linli.desk.queries.dispatch import read_tab, tab_url
from linli.desk.queries.rows import case_url
from linli.desk.rules import MAY_SEE_DISPATCH
from linli.desk.views.answer import answer
from linli.desk.views.dispatch import answer_dispatch
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.unit import unit_of
from linli.people.queries.unit import unit_name

MOST_NOTE = 500


@require_POST
@staff_only(*MAY_SEE_DISPATCH)
def make_preview(request: ReadRequest) -> HttpResponse:
    """Say what would happen to each ticked row. Nothing is written."""
    numbers = request.POST.getlist("case")
    if not numbers:
        return _nothing_ticked(request)
    if len(set(numbers)) > MOST_AT_ONCE:
        return answer_dispatch(request, said=str(TooManyAtOnce(most=MOST_AT_ONCE)), status=422)
    action = _action(request)
    wishes, note = _wishes(request, numbers), _note(request)
    foreseen = foresee(wishes, action, by=request.reader, note=note)
    context: dict[str, Any] = {
        "action": action, "action_words": action.label, "note": note, "key": uuid4().hex,
        "rows": [
            {"wish": one.wish, "title": one.wish.case.title, "number": one.wish.number, "url": case_url(one.wish.number),
             "now": unit_name(one.wish.case.lead_unit_id), "then": unit_name(one.unit), "refusal": _refusal(request, one),
             "typed": _typed(request, one.wish.number)}
            for one in foreseen
        ],
        "possible": sum(1 for one in foreseen if not one.refusal), "here": tab_url(read_tab(request.GET)),
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return answer(request, "desk/bulk_preview.html", "desk/bulk_preview.html", context)


@require_POST
@staff_only(*MAY_SEE_DISPATCH)
def make_deeds(request: ReadRequest) -> HttpResponse:
    """Do it to each, or to the one row whose own button was pressed. What was refused is listed with its reason."""
    one = request.POST.get("one", "")
    numbers = [one] if one else request.POST.getlist("case")
    if not numbers:
        return _nothing_ticked(request)
    try:
        bulk = do_bulk(
            _wishes(request, numbers), action=BulkAction.GIVE if one else _action(request), by=request.reader,
            key=_key(request, one), note=_note(request),
        )  # fmt: skip
    except Refusal as refusal:
        return answer_dispatch(request, said=str(refusal), status=refusal.status)
    if not one:
        return HttpResponseRedirect(reverse("desk:bulk-deed", args=[bulk.id]), status=303)
    if refused := [said(row.refusal) for row in rows_of(bulk.id) if row.refusal]:
        return answer_dispatch(request, failed={one: refused[0]}, status=422)
    messages.success(request, _("Given to its unit."))
    return HttpResponseRedirect(tab_url(read_tab(request.GET), done=str(bulk.id)), status=303)


@require_safe
@staff_only(*MAY_SEE_DISPATCH)
def show_deed(request: ReadRequest, bulk_id: UUID) -> HttpResponse:
    """What became of each, and the way back for ten minutes; for whoever did it."""
    bulk = _own(request, bulk_id)
    rows = [
        {
            "number": (number := number_text(row.case.number, row.case.opened_at)), "url": case_url(number),
            "title": row.case.title, "unit": unit_name(row.case.lead_unit_id), "refusal": said(row.refusal),
            "undone": row.undone_at, "stays": said(row.stays),
        }
        for row in rows_of(bulk.id)
    ]  # fmt: skip
    done = sum(1 for row in rows if not row["refusal"])
    context = {
        "bulk": bulk, "rows": rows, "done": done, "refused": len(rows) - done,
        "undone": sum(1 for row in rows if row["undone"]), "here": reverse("desk:dispatch"),
        "may_undo": done and bulk.undone_at is None and now() - bulk.at <= UNDO_WITHIN, "until": bulk.at + UNDO_WITHIN,
    }  # fmt: skip
    return answer(request, "desk/bulk_deed.html", "desk/bulk_deed.html", context)


@require_POST
@staff_only(*MAY_SEE_DISPATCH)
def make_undo(request: ReadRequest, bulk_id: UUID) -> HttpResponse:
    try:
        undo_bulk(_own(request, bulk_id), by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("desk:bulk-deed", args=[bulk_id]), status=303)


def _own(request: ReadRequest, bulk_id: UUID) -> BulkDeed:
    found = own_bulk(request.reader, bulk_id)
    if found is None:
        raise Http404
    return found


def _nothing_ticked(request: ReadRequest) -> HttpResponse:
    messages.info(request, _("Tick the matters first."))
    return HttpResponseRedirect(tab_url(read_tab(request.GET)), status=303)


def _refusal(request: ReadRequest, one: Foreseen) -> str:
    """Why not; where a unit was written that nobody is called, that."""
    if one.refusal == str(UnitNeeded()) and _typed(request, one.wish.number).strip():
        return _("No unit is called that. Choose one from the list that opens as you write.")
    return one.refusal


def _key(request: ReadRequest, one: str) -> str:
    """The key of the form; the button of a row has one for each unit that is written beside it."""
    key = request.POST.get("key", "").replace("\0", "")[:32]
    return f"{key}:{one[:18]}:{str(unit_of(_typed(request, one)) or '')[-8:]}" if one else key


def _action(request: ReadRequest) -> BulkAction:
    said = request.POST.get("action", "")
    return BulkAction(said) if said in BulkAction.values else BulkAction.GIVE


def _note(request: ReadRequest) -> str:
    return request.POST.get("note", "").replace("\0", "")[:MOST_NOTE]


def _typed(request: ReadRequest, number: str) -> str:
    """The unit written for all, else the one beside the row."""
    together = "" if request.POST.get("one") else request.POST.get("unit", "").strip()
    return together or request.POST.get(f"unit-{number}", "")


def _wishes(request: ReadRequest, numbers: list[str]) -> list[Wish]:
    """What the form asks for, of the matters that this reader may see, in the order of the form."""
    found = {known: number for number in numbers[: MOST_AT_ONCE + 1] if (known := number_of(number)) is not None}
    cases = {case.number: case for case in visible_to(request.reader).filter(number__in=list(found))}
    wishes = []
    for known, number in found.items():
        if known in cases:
            case, seq = cases[known], request.POST.get(f"seq-{number}", "")
            unit = unit_of(_typed(request, number), near=case.area)
            wishes.append(Wish(case, number, unit, int(seq) if seq.isdecimal() and len(seq) < 10 else None))
    return wishes
