"""How numbers are called, how long something can be rated, by when petitions are reported on: as far as a county sets it."""

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from linli.common.errors import Refusal
from linli.common.setting import Setting, setting_of, value_of
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.rules import may_manage_settings
from linli.settings.forms.settings import SettingsForm, field_of
from linli.settings.queries.retention import say_retention
from linli.settings.queries.setting_changes import setting_changes
from linli.settings.queries.words import unit_words
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator

GROUP = "counter"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_counter(request: ReadRequest) -> HttpResponse:
    """What holds, and setting it."""
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
            messages.success(request, _("Set; it holds from the next call on."))
            return redirect("settings:counter")
    return _show(request, form, status=422)


def _groups(form: SettingsForm) -> list[tuple[str, str, list[tuple[BoundField, Setting, str]]]]:
    """The settings of each app under its name; a code begins with its app."""
    titles = {
        "tickets": (
            pgettext("settings", "Queue"),
            _("In the order of taking; appointments and priority first, within bounds, so that nobody is overtaken for ever."),
        ),
        "ratings": (pgettext("settings", "Ratings"), ""),
        "petition": (pgettext("settings", "Petitions"), ""),
    }  # fmt: skip
    found: dict[str, list[tuple[BoundField, Setting, str]]] = {app: [] for app in titles}
    for code in form.codes:
        found.setdefault(code.partition(".")[0], []).append(_line(form, code))
    return [(*titles.get(app, (app, "")), lines) for app, lines in found.items() if lines]


def _line(form: SettingsForm, code: str) -> tuple[BoundField, Setting, str]:
    setting = setting_of(code)
    return form[field_of(code)], setting, unit_words(setting.unit, int(value_of(code)))


def _show(request: ReadRequest, form: SettingsForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form, "may_change": may_manage_settings(request.reader),
        "groups": _groups(form),
        "changes": setting_changes(GROUP, request.reader, say_retention),
    }  # fmt: skip
    return answer(request, "settings/counter.html", context, status=status)
