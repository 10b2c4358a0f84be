"""What ages out, and after how long."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.common.errors import Refusal
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.rules import may_manage_settings
from linli.settings.forms.settings import SettingsForm
from linli.settings.queries.retention import retention_lines, say_retention
from linli.settings.queries.setting_changes import setting_changes
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator

GROUP = "retention"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_retention(request: ReadRequest) -> HttpResponse:
    """The periods, their bounds and grounds, what the next run would remove; and setting them."""
    if request.method != "POST":
        return _show(request, SettingsForm((GROUP,)))
    check_administrator(request)
    form = SettingsForm((GROUP,), request.POST)
    if form.is_valid():
        try:
            change_settings(form.values(), by=request.reader, seen=form.before())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The periods are set; they hold from the next night on."))
            return redirect("settings:retention")
    return _show(request, form, status=422)


def _show(request: ReadRequest, form: SettingsForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form, "lines": retention_lines(form), "may_change": may_manage_settings(request.reader),
        "changes": setting_changes(GROUP, request.reader, say_retention),
    }  # fmt: skip
    return answer(request, "settings/retention.html", context, status=status)
