"""Erase the words and persons of a case, on somebody's demand: administrators only, with the reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.cases.domain.erasure import erase_personal
from linli.desk.forms.person import ErasureForm
from linli.desk.rules import MAY_ERASE
from linli.desk.views.answer import answer, asks_for_part
from linli.desk.views.case import PAGE, answer_case, detail_of, page_or_404
from linli.people.doors import ReadRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_ERASE)
def make_erasure(request: ReadRequest, number: str) -> HttpResponse:
    page = page_or_404(request, number)
    detail = detail_of(request, page)
    if not detail.may_erase:
        raise PermissionDenied
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        erase_personal(page.case, by=request.reader, reason=form.cleaned_data["reason"])
        messages.success(request, _("Erased. The history stays, without words and persons."))
        if asks_for_part(request):
            return HttpResponse(headers={"HX-Redirect": detail.url})
        return HttpResponseRedirect(detail.url, status=303)
    status = 422 if form.is_bound else 200
    context = {"erasure_form": form}
    if asks_for_part(request):
        part = {"detail": detail, "case": page, **context}
        return answer(request, PAGE, "desk/erasure_panel.html", part, status=status)
    return answer_case(request, detail, status=status, **context)
