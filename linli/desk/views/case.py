"""One case at the desk: its page, whether its history holds, what may be the same."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from linli.cases.enums import TextPart
from linli.cases.queries.address import number_of
from linli.cases.queries.alike import alike_cases
from linli.cases.queries.detail import CasePage, page_of_number
from linli.cases.queries.listing import number_text
from linli.cases.queries.verification import Verified, verify_history
from linli.cases.queries.visible import visible_to
from linli.desk.queries.detail import Detail
from linli.desk.queries.pane import Place, read_pane
from linli.desk.queries.rows import case_url
from linli.desk.views.answer import answer, asks_for_part
from linli.people.doors import ReadRequest, staff_only

PAGE, PART = "desk/case.html", "desk/case_pane.html"


def page_or_404(request: ReadRequest, number: str) -> CasePage:
    """The page of a case as its reader may see it; what is not theirs is not there."""
    found = number_of(number)
    page = page_of_number(found, request.reader) if found is not None else None
    if page is None:
        raise Http404
    return page


def detail_of(request: ReadRequest, page: CasePage) -> Detail:
    return Detail(page, Place.read(request.GET))


def answer_case(request: ReadRequest, detail: Detail, *, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the case; the list beside it is read only for a whole page."""
    context = {"detail": detail, "case": detail.page, **more}
    if not asks_for_part(request):
        context["pane"] = read_pane(request.reader, detail.place, active=detail.page.number)
    return answer(request, PAGE, PART, context, status=status)


@require_safe
@staff_only()
def show_case(request: ReadRequest, number: str) -> HttpResponse:
    return answer_case(request, detail_of(request, page_or_404(request, number)))


@require_safe
@staff_only()
def show_verification(request: ReadRequest, number: str) -> HttpResponse:
    """Recompute the history of this one case, now."""
    page = page_or_404(request, number)
    found = Verified()
    faults = list(verify_history(found, case=page.case.id))
    context: dict[str, Any] = {"verified": found, "faults": faults}
    if asks_for_part(request):
        return answer(request, PAGE, "desk/verification.html", {"detail": detail_of(request, page), **context})
    return answer_case(request, detail_of(request, page), **context)


@require_safe
@staff_only()
def show_alike(request: ReadRequest, number: str) -> HttpResponse:
    """Open matters nearby that may be the same; offered where this one may be merged."""
    page = page_or_404(request, number)
    detail = detail_of(request, page)
    context: dict[str, Any] = {"alike": alike_to(detail), "is_alike_asked": True}
    if asks_for_part(request):
        return answer(request, PAGE, "desk/alike.html", {"detail": detail, "case": page, **context})
    return answer_case(request, detail, **context)


def alike_to(detail: Detail) -> list[dict[str, Any]]:
    """What may be the same as a case, as far as its reader may see it. Three statements at most."""
    page = detail.page
    words = " ".join(text.body for text in page.texts if text.part == TextPart.WORDS)
    case = page.case
    found = alike_cases(case.kind_id, case.area, words, lon=case.lon, lat=case.lat, limit=6)
    ids = [one.case.id for one in found if one.case.id != case.id]
    seen = set(visible_to(page.reader).filter(id__in=ids).values_list("id", flat=True)) if ids else set()
    return [
        {
            "number": (number := number_text(one.case.number, one.case.opened_at)), "url": case_url(number, detail.place.query),
            "case": one.case, "metres": one.metres, "percent": round(100 * one.likeness),
        }
        for one in found
        if one.case.id in seen
    ]  # fmt: skip
