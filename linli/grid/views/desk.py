"""The desk pages of grids: the list, and one grid."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.grid.domain.post_terms import accept_naming, set_working_time
from linli.grid.enums import WorkingTime
from linli.grid.errors import NotYourGrid
from linli.grid.queries.changes import change_lines
from linli.grid.queries.face import covers_of
from linli.grid.queries.listing import grid_page, open_counts
from linli.grid.queries.sheet import staff_lines, take_overs, voluntary_lines
from linli.grid.queries.stand_in import answerer_of
from linli.grid.rules import MAY_READ, MAY_REDRAW, areas_read, may_manage, may_redraw, may_see_volunteers, may_visit
from linli.grid.views.answer import answer, own_grid_or_404
from linli.people.doors import ReadRequest, staff_only
from linli.people.models import Post


@require_safe
@staff_only(*MAY_READ)
def show_list(request: ReadRequest) -> HttpResponse:
    """The grids of my areas: who answers for each, who lends a hand, what is open."""
    words = request.GET.get("q", "").strip()[:80]
    after, before = (request.GET.get(name, "")[:15] for name in ("after", "before"))
    page = grid_page(areas_read(request.reader), words, after=after, before=before)
    kept = {"q": words} if words else {}
    titles = (pgettext("area", "Grid"), _("Who answers"), _("Volunteers"), _("Open matters"))
    context: dict[str, Any] = {
        "page": page, "words": words, "may_redraw": bool(request.reader.roles & MAY_REDRAW),
        "columns": [{"title": title, "numeric": number > 1} for number, title in enumerate(titles)],
        "newer": "?" + urlencode({**kept, "before": page.before}) if page.before else "",
        "older": "?" + urlencode({**kept, "after": page.after}) if page.after else "",
    }  # fmt: skip
    return answer(request, "grid/list.html", context)


@require_safe
@staff_only(*MAY_READ)
def show_sheet(request: ReadRequest, code: str) -> HttpResponse:
    """One grid: who is there and in which post, who lends a hand, what is open, who took over and when."""
    facts, reader = own_grid_or_404(request, code), request.reader
    staff = staff_lines(code, reader)
    context: dict[str, Any] = {
        "facts": facts, "path": " ".join(area_path(facts.parent)), "answerer": answerer_of(code),
        "staff": staff, "voluntary": voluntary_lines(code, reader), "take_overs": take_overs(code), "changes": change_lines(code), "may_redraw": may_redraw(reader, code),
        "open": open_counts([code]).get(code, 0), "may_manage": may_manage(reader, code) and facts.is_active,
        "covers": covers_of(code), "may_visit": may_visit(reader, code) and facts.is_active, "may_see_volunteers": may_see_volunteers(reader, code), "working_times": WorkingTime.choices,
    }  # fmt: skip
    return answer(request, "grid/sheet.html", context)


@require_POST
@staff_only(*MAY_READ)
def make_terms(request: ReadRequest, code: str, post_id: UUID) -> HttpResponse:
    """Full or part time (`working_time`), by who manages; named on the public page or not (`naming`), by the holder."""
    own_grid_or_404(request, code)
    post = Post.objects.filter(pk=post_id).first()
    if post is None or not code.startswith(post.area):
        raise Http404
    said = request.POST.get("working_time", "")
    try:
        if said in WorkingTime.values:
            set_working_time(post, working_time=WorkingTime(said), by=request.reader)
        else:
            accept_naming(post, accepts=request.POST.get("naming") == "yes", by=request.reader)
    except NotYourGrid:
        raise PermissionDenied from None
    messages.success(request, _("Noted."))
    return redirect("grid:sheet", code=code)
