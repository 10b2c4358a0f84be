"""Staff type the residents' form for a caller, a visitor or a letter; the door it came in by is recorded."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.domain.opening import open_case
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import case_page
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import may_read
from linli.cases.rules import MAY_TYPE_FOR_OTHERS
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.reader import system
from linli.portal.forms.typed_report import TypedReportForm
from linli.portal.queries.matter import MatterPage
from linli.portal.rules import usual_source
from linli.portal.session import keep_secret, secret_of, was_typed_here
from linli.portal.views.photos import Photos, takes_photos
from linli.portal.views.report_form import PRIVATE, alike_to, as_typed, asks_for_more, form_context, new_form, refuse


@takes_photos
@cache_control(private=True, no_cache=True)
@sensitive_post_parameters(*PRIVATE)
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_TYPE_FOR_OTHERS)
def typed_report(request: ReadRequest) -> HttpResponse:
    """Take down what somebody reports."""
    photos = Photos(request)
    if request.method != "POST":
        form = new_form(request, TypedReportForm, account=None, source_door=usual_source(request.reader).value)
        return _show(request, form, photos)
    photos.take()
    if asks_for_more(request):
        return _show(request, TypedReportForm(initial=as_typed(request)), photos)
    form = TypedReportForm(request.POST)
    if not form.is_valid() or photos.errors:
        return _show(request, form, photos, status=422)
    if not form.cleaned_data["seen"] and (alike := alike_to(form)):
        return _show(request, form, photos, status=422, alike=alike)
    try:
        opened = open_case(form.report(photos.basket), by=request.reader)
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, form, photos, status=refusal.status)
    if opened.is_new:
        keep_secret(request, opened)
    return redirect("portal:typed-received", number=number_text(opened.case.number, opened.case.opened_at))


@require_safe
@never_cache
@staff_only(*MAY_TYPE_FOR_OTHERS)
def typed_received(request: ReadRequest, number: str) -> HttpResponse:
    """The slip to hand over or read out, also where the matter itself went to somebody else's desk."""
    plain = number_of(number)
    case = Case.objects.filter(number=plain).only("id").first() if plain is not None else None
    if case is None or not was_typed_here(request, case.id):
        raise Http404
    # The slip shows what the reporter may know, and nothing that is only for whoever handles the matter.
    page = case_page(case.id, system("slip"))
    if page is None or page.number != number.upper():
        raise Http404
    context: dict[str, Any] = {
        "matter": MatterPage(page),
        "secret": secret_of(request, case.id),
        "may_read": may_read(case.id, request.reader),
    }
    return render(request, "portal/desk_received.html", context)


def _show(
    request: ReadRequest, form: TypedReportForm, photos: Photos, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = form_context(form, photos, again=reverse("portal:typed-report"), **more)
    return render(request, "portal/desk_report.html", context, status=status)
