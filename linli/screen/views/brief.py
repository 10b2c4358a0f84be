from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.people.doors import ReadRequest, staff_only
from linli.screen.queries.brief import brief
from linli.screen.queries.view import View
from linli.screen.rules import MAY_SEE, home_of
from linli.screen.views.answer import page, view_or_404
from linli.screen.views.panorama import place_title, rate_words


@require_safe
@staff_only(*MAY_SEE)
def show_brief(request: ReadRequest) -> HttpResponse:
    """The brief of the widest area of the reader's posts."""
    return _show(request, View.read(home_of(request.reader), request.GET))


@require_safe
@staff_only(*MAY_SEE)
def show_area_brief(request: ReadRequest, area: str) -> HttpResponse:
    return _show(request, view_or_404(request, area))


def _show(request: ReadRequest, view: View) -> HttpResponse:
    context = {"found": brief(view), "view": view, "title": place_title(request, view.area), "rate_words": rate_words(),
               "screen_url": view.url()}  # fmt: skip
    return page(request, "screen/brief.html", context)
