"""Name, emblem and colour of a city's platform, and the names it has for things."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.common.errors import Refusal
from linli.common.setting import setting_of, stored_values, value_of
from linli.documents.emblem import emblem_of
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.rules import may_manage_settings
from linli.settings.forms.settings import LookForm
from linli.settings.queries.setting_changes import setting_changes
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator

GROUPS = ("look", "names")
EMBLEM = "look.emblem"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_look(request: ReadRequest) -> HttpResponse:
    """The look in force, and setting it."""
    if request.method != "POST":
        return _show(request, LookForm(GROUPS))
    check_administrator(request)
    form = LookForm(GROUPS, request.POST, files=request.FILES)
    if form.is_valid():
        try:
            emblem = _emblem(form)
            change_settings(form.values() | emblem, by=request.reader, seen=_seen(form, emblem))
        except Refusal as refusal:
            form.add_error("emblem" if refusal.code == "emblem_faulty" else None, str(refusal))
        else:
            messages.success(request, _("The look is set; pages show it from the next reading on."))
            return redirect("settings:look")
    return _show(request, form, status=422)


def _seen(form: LookForm, emblem: dict[str, str | None]) -> dict[str, Any] | None:
    """What the writer saw; of the emblem, which no form can carry, what stands there now."""
    before = form.before()
    return None if before is None else before | {code: stored_values().get(code) for code in emblem}


def _emblem(form: LookForm) -> dict[str, str | None]:
    if form.cleaned_data["no_emblem"]:
        return {EMBLEM: None}
    sent = form.cleaned_data["emblem"]
    return {EMBLEM: emblem_of(sent.read())} if sent else {}


def say_look(code: str, value: Any) -> str:
    """A setting of the look in a line."""
    if code == EMBLEM:
        return _("an emblem of its own") if value else _("the mark of Linli")
    return _("%(what)s: %(value)s") % {
        "what": setting_of(code).title, "value": value or setting_of(code).default() or _("as it came")
    }  # fmt: skip


def _show(request: ReadRequest, form: LookForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form, "may_change": may_manage_settings(request.reader), "has_emblem": bool(value_of(EMBLEM)),
        "changes": setting_changes("look", request.reader, say_look),
        "values": [(setting_of(code).title, value_of(code)) for code in form.codes],
    }  # fmt: skip
    return answer(request, "settings/look.html", context, status=status)
