"""Look at who reported a case: only with a reason, written down before anything is shown. And who did so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.queries.detail import CasePage
from linli.common.errors import Refusal
from linli.desk.forms.person import LookForm
from linli.desk.queries.detail import Detail
from linli.desk.queries.looks import looks_at_case
from linli.desk.rules import MAY_READ_LOOKS
from linli.desk.views.answer import answer, asks_for_part
from linli.desk.views.case import PAGE, answer_case, detail_of, page_or_404
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.reader import Held


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def make_look(request: ReadRequest, number: str) -> HttpResponse:
    """GET asks why, POST writes it down and shows what was asked for, once."""
    page = page_or_404(request, number)
    if not page.may_see_persons:
        raise PermissionDenied
    detail = detail_of(request, page)
    data = request.POST if request.method == "POST" else None
    form = LookForm(data, hides_words=detail.hides_words)
    if data is None or not form.is_valid():
        return _answer(request, detail, form, status=200 if data is None else 422)
    try:
        unmask("case", page.case.id, form.wanted, by=request.reader, reason=form.words, person_id=page.case.reporter_id,
               post=_post(request, page))  # fmt: skip
    except Refusal as refusal:
        form.add_error("detail", str(refusal))
        return _answer(request, detail, form, status=refusal.status)
    return _answer(request, detail, None, shown=form.wanted)


def _answer(
    request: ReadRequest, detail: Detail, form: LookForm | None, *, status: int = 200, shown: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"look_form": form, "shown": shown}
    if asks_for_part(request):
        return answer(
            request, PAGE, "desk/look_panel.html", {"detail": detail, "case": detail.page, **context}, status=status
        )
    return answer_case(request, detail, status=status, **context)


def _post(request: ReadRequest, page: CasePage) -> Held | None:
    """The post in whose right this case is seen: of the unit in charge, else of its area."""
    case = page.case
    posts = request.reader.posts
    return next((post for post in posts if post.unit_id == case.lead_unit_id), None) or next(
        (post for post in posts if case.area.startswith(post.area)), None
    )


@require_safe
@staff_only(*MAY_READ_LOOKS)
def show_looks(request: ReadRequest, number: str) -> HttpResponse:
    """Who looked at the persons of this case: when, in which post, at what, why."""
    page = page_or_404(request, number)
    detail = detail_of(request, page)
    context: dict[str, Any] = {"looks": looks_at_case(page.case.id), "is_looks": True}
    if asks_for_part(request):
        return answer(request, PAGE, "desk/case_pane.html", {"detail": detail, "case": page, **context})
    return answer_case(request, detail, **context)
