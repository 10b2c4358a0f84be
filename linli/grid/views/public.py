"""The public pages: find one's grid, see who is there and what they may do, leave a message."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from linli.areas.enums import AreaLevel
from linli.areas.queries.find import find_areas
from linli.areas.queries.map import area_map, area_path, children_of, grids_of, towns
from linli.common.errors import Refusal
from linli.common.surfaces import portal_navigation
from linli.grid.domain.message import write_to_grid
from linli.grid.forms.message import MessageForm
from linli.grid.models import GridWords
from linli.grid.queries.face import MAY, MAY_NOT, face_of, grid_matters
from linli.grid.queries.wishes import wall
from linli.grid.views.answer import grid_or_404, posted
from linli.people.address import client_address
from linli.people.doors import ReadRequest, open_to_all


def _show(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    frame = {"portal_navigation": portal_navigation(request, "nearby")}
    return render(request, template, frame | context, status=status)


@require_safe
@open_to_all
def find(request: ReadRequest) -> HttpResponse:
    """Grids by village: by words, or by choosing town and village."""
    known, words = area_map(), request.GET.get("q", "").strip()[:80]
    asked = request.GET.get("village", "") or request.GET.get("town", "")
    place = known.get(asked) if len(asked) in (9, 12) else None
    grids = grids_of(place.code) if place and place.level == AreaLevel.VILLAGE else ()
    covers = dict(
        GridWords.objects.filter(grid__in=[facts.code for facts in grids], until__isnull=True).values_list(
            "grid", "covers"
        )
    )
    context = {
        "words": words, "place": place, "place_path": " ".join(area_path(place.code)) if place else "",
        "grids": [(facts, covers.get(facts.code, "")) for facts in grids],
        "villages": children_of(place.code) if place and place.level == AreaLevel.TOWN else (),
        "towns": towns(),
        "found": [
            (facts, " ".join(area_path(facts.parent)) if len(facts.code) > 9 else "")
            for facts in find_areas(words, limit=12)
        ],
    }  # fmt: skip
    return _show(request, "grid/find.html", context)


@require_safe
@open_to_all
def show_face(request: ReadRequest, code: str) -> HttpResponse:
    """One grid for everybody."""
    return _face(request, code, MessageForm())


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def make_message(request: ReadRequest, code: str) -> HttpResponse:
    """Leave a message for whoever answers for the grid."""
    form = MessageForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            write_to_grid(code, **form.cleaned_data, sent_from=client_address(request))
        except Refusal as refusal:
            form.refuse(refusal)
            return _face(request, code, form, status=refusal.status)
        return _face(request, code, None)
    return _face(request, code, form, status=422 if form.errors else 200)


def _face(request: ReadRequest, code: str, form: MessageForm | None, *, status: int = 200) -> HttpResponse:
    face = face_of(grid_or_404(code))
    context = {
        "face": face,
        "form": form,
        "matters": grid_matters(),
        "may": MAY,
        "may_not": MAY_NOT,
        "wishes": wall(code, most=3),
    }
    return _show(request, "grid/face.html", context, status=status)
