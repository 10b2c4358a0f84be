"""A grid member does not take a matter on, and says why. It works without script; the app without signal does not carry it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.common.errors import Refusal
from linli.field.views.case import page_or_404
from linli.field.views.page import show
from linli.grid.domain.task_refusal import refuse_task, take_task_back
from linli.grid.enums import RefusalGround
from linli.grid.errors import AlreadyRefused, NotRefused
from linli.grid.forms.task_refusal import TaskRefusalForm
from linli.grid.rules import may_refuse
from linli.people.doors import ReadRequest, staff_only


@never_cache
@sensitive_post_parameters("reason")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def refusal(request: ReadRequest, number: str) -> HttpResponse:
    """GET shows the form, POST refuses; sent twice, the first time did it."""
    page = page_or_404(request, number)
    if not may_refuse(request.reader, page.case):
        raise PermissionDenied
    form = TaskRefusalForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                refuse_task(page.case, by=request.reader, reason=said["reason"], ground=RefusalGround(said["ground"]))
            except AlreadyRefused:
                return redirect("field:case", number=page.number)
            except Refusal as refused:
                form.refuse(refused)
                status = refused.status
            else:
                messages.success(request, _("Noted. Grid head and community have been told; it has left your list."))
                return redirect("field:today")
    return show(request, "field/refusal.html", {"page": page, "form": form}, status=status)


@require_POST
@staff_only()
def withdrawal(request: ReadRequest, number: str) -> HttpResponse:
    """The member does it after all."""
    page = page_or_404(request, number)
    if not may_refuse(request.reader, page.case):
        raise PermissionDenied
    try:
        take_task_back(page.case, by=request.reader)
    except NotRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("It stands in your list again."))
    return redirect("field:case", number=page.number)
