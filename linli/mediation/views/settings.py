"""What a county sets for mediation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.mediation.forms.intervals import IntervalsForm
from linli.mediation.views.answer import at_desk
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from linli.people.rules import may_manage_settings


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def show_intervals(request: ReadRequest) -> HttpResponse:
    """When the mediator comes back after an agreement."""
    if not may_manage_settings(request.reader):
        raise NotAdministrator
    form = IntervalsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_settings(form.values(), by=request.reader)
        messages.success(request, _("Saved."))
        return redirect("mediation:intervals")
    return at_desk(request, "mediation/intervals.html", {"form": form}, status=422 if form.is_bound else 200)
