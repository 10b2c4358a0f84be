"""A leader's instruction on a figure of the screen: a page of its own, made for a phone."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.cases.domain.instruction import instruct
from linli.cases.forms.instruction import InstructionForm
from linli.cases.queries.address import case_path
from linli.cases.rules import may_instruct
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.forms.unit import suggestions
from linli.screen.queries.naming import figure_named, title_of
from linli.screen.queries.panorama import panorama
from linli.screen.views.answer import view_or_404
from linli.screen.views.panorama import place_title


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.LEADER)
def give_instruction(request: ReadRequest, area: str) -> HttpResponse:
    """GET shows the figure and the form, POST gives the instruction with the figure as it is at that moment."""
    view = view_or_404(request, area)
    figure = figure_named(panorama(view), request.GET.get("figure", ""))
    if figure is None or not may_instruct(request.reader, area):
        raise Http404
    form = InstructionForm(request.POST if request.method == "POST" else None, near=area)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = instruct(figure, by=request.reader, **form.said).case
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                messages.success(request, _("The unit has been told."))
                return HttpResponseRedirect(case_path(str(made.id), True), status=303)
    context = {
        "view": view, "form": form, "figure": figure, "figure_title": title_of(figure), "units": suggestions(area),
        "title": place_title(request, area), "action": request.get_full_path(), "screen_url": view.url(),
    }  # fmt: skip
    response = render(request, "screen/instruction.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response
