"""The routing rules: read and tried by all staff, written by administrators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.routing_rule import SUBJECT, add_rule, change_rule, mark_of, switch_rule, take_back
from linli.cases.models import RoutingRule
from linli.cases.rules import may_manage_rules
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from linli.people.forms.unit import suggestions
from linli.settings.forms.fields import area_suggestions, kind_suggestions
from linli.settings.forms.rule import RuleForm, initial_of
from linli.settings.queries.changes import rule_changes
from linli.settings.queries.rulebook import rule_faults, rule_lines, try_rules
from linli.settings.rules import MAY_READ, is_administrator
from linli.settings.views.answer import answer, entry_or_404


@require_safe
@staff_only()
def show_rules(request: ReadRequest) -> HttpResponse:
    """The rules in words, what is wrong with them, the tester, and what was changed lately."""
    reader = request.reader
    titles = (_("No."), _("Kind"), _("Where"), _("Goes to"), _("Note"), "")
    context = {
        "rules": rule_lines(reader), "columns": [{"title": title} for title in titles], "faults": rule_faults(),
        "may_add": is_administrator(reader), "changes": rule_changes(reader) if reader.roles & MAY_READ else [],
        **_tried(request),
    }  # fmt: skip
    return answer(request, "settings/rules.html", context)


def _tried(request: ReadRequest) -> dict[str, Any]:
    kind, area = request.GET.get("kind", "").strip()[:200], request.GET.get("area", "").strip()[:200]
    return {
        "tried_kind": kind, "tried_area": area, "trial": try_rules(kind, area) if kind else None,
        "kinds": kind_suggestions(), "areas": area_suggestions(),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_rule(request: ReadRequest) -> HttpResponse:
    """Add a rule."""
    form = RuleForm(request.POST or None)
    if request.method != "POST":
        return _show_form(request, form)
    if form.is_valid():
        try:
            rule = add_rule(form.words(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(request, _("Rule %(number)s is in force.") % {"number": rule.number})
    return _show_form(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def show_rule(request: ReadRequest, number: int) -> HttpResponse:
    """Change a rule."""
    rule = _rule_or_404(request, number)
    if request.method != "POST":
        return _show_form(request, RuleForm(initial=initial_of(rule, mark_of(rule))), rule)
    form = RuleForm(request.POST)
    if form.is_valid():
        try:
            change_rule(rule, form.words(), by=request.reader, seen=form.cleaned_data["seen"] or None)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(request, _("Rule %(number)s is changed.") % {"number": number})
    return _show_form(request, form, rule, status=422)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_force(request: ReadRequest, number: int) -> HttpResponse:
    """Put a rule into force (`on=yes`) or out of it."""
    rule, on = _rule_or_404(request, number), request.POST.get("on") == "yes"
    try:
        switch_rule(rule, on=on, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("settings:rule", number=number)
    words = _("Rule %(number)s is in force.") if on else _("Rule %(number)s is out of force.")
    return _done(request, words % {"number": number})


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a rule be as it was before a change."""
    entry = entry_or_404(entry_id, SUBJECT)
    try:
        rule = take_back(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("settings:rules")
    return _done(request, _("Rule %(number)s is as it was before.") % {"number": rule.number})


def _rule_or_404(request: ReadRequest, number: int) -> RoutingRule:
    rule = RoutingRule.objects.filter(number=number).first()
    if rule is None:
        raise Http404
    if not may_manage_rules(request.reader, rule.area):
        raise NotAdministrator
    return rule


def _show_form(
    request: ReadRequest, form: RuleForm, rule: RoutingRule | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "rule": rule, "units": suggestions(), **_tried(request)}
    return answer(request, "settings/rule.html", context, status=status)


def _done(request: ReadRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("settings:rules")
