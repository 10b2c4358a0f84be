"""The kinds of matter: read by whoever looks after the county, written by its administrators."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.kind import SUBJECT, add_kind, change_kind, is_own, take_back_kind
from linli.cases.models import Kind
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.rules import may_manage_settings
from linli.settings.forms.kind import KindForm
from linli.settings.queries.kinds import KindFilter, kind_lines, kind_unit, major_choices, open_matters
from linli.settings.queries.setting_changes import kind_changes
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator, entry_or_404


@require_safe
@staff_only(*MAY_READ)
def show_kinds(request: ReadRequest) -> HttpResponse:
    """The kinds, narrowed by words, group and state."""
    asked = request.GET
    wanted = KindFilter(asked.get("q", "").strip()[:60], asked.get("major", "")[:10], asked.get("only", "")[:10])
    titles = (_("Code"), _("Kind"), _("Procedure"), _("Limits of its own"), _("Goes to"), "")
    context = {
        "lines": kind_lines(wanted), "wanted": wanted, "columns": [{"title": title} for title in titles],
        "majors": major_choices(), "may_change": may_manage_settings(request.reader),
        "choices": (("", _("all")), ("off", _("out of use")), ("local", _("local")), ("set", _("changed here"))),
        "changes": kind_changes(request.reader),
    }  # fmt: skip
    return answer(request, "settings/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_kind(request: ReadRequest) -> HttpResponse:
    """Add a kind of the county's own."""
    check_administrator(request)
    form = KindForm(None, request.POST or None)
    if request.method != "POST":
        return answer(request, "settings/kind.html", {"form": form})
    if form.is_valid():
        try:
            kind = add_kind(form.said(), major=form.cleaned_data["major"], by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(request, _("%(kind)s can be chosen from now on.") % {"kind": f"{kind.name} {kind.code}"})
    return answer(request, "settings/kind.html", {"form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_kind(request: ReadRequest, code: str) -> HttpResponse:
    """One kind: how it is, what hangs on it, and changing it."""
    kind = Kind.objects.filter(code=code).first()
    if kind is None:
        raise Http404
    if request.method != "POST":
        return _show(request, kind, KindForm(kind))
    check_administrator(request)
    form = KindForm(kind, request.POST)
    if form.is_valid():
        try:
            change_kind(kind, form.said(), by=request.reader, seen=form.cleaned_data["seen"] or None)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(request, _("%(kind)s is changed.") % {"kind": f"{kind.name} {kind.code}"})
    return _show(request, kind, form, status=422)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a kind be as it was before a change."""
    entry = entry_or_404(entry_id, SUBJECT)
    try:
        kind = take_back_kind(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("settings:kinds")
    return _done(request, _("%(kind)s is as it was before.") % {"kind": f"{kind.name} {kind.code}"})


def _show(request: ReadRequest, kind: Kind, form: KindForm, *, status: int = 200) -> HttpResponse:
    context = {
        "kind": kind, "form": form, "is_own": is_own(kind), "route": kind_unit(kind), "open": open_matters(kind),
        "changes": kind_changes(request.reader, kind.code), "may_change": may_manage_settings(request.reader),
    }  # fmt: skip
    return answer(request, "settings/kind.html", context, status=status)


def _done(request: ReadRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("settings:kinds")
