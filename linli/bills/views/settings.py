"""Providers as the county's administrators keep them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.bills.domain.provider import (
    SUBJECT,
    add_provider,
    change_provider,
    take_back_provider,
    verify_provider,
)
from linli.bills.forms.hosts import BillSettingsForm
from linli.bills.forms.provider import ProviderForm
from linli.bills.models import Provider
from linli.bills.queries.changes import provider_changes
from linli.bills.queries.providers import providers
from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from linli.people.rules import may_manage_settings


def _answer(request: ReadRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _check(request: ReadRequest) -> None:
    if not may_manage_settings(request.reader):
        raise NotAdministrator


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR, Role.AUDITOR)
def show_providers(request: ReadRequest) -> HttpResponse:
    """All of them, which nobody has looked at for long, the hosts that are allowed, and what was changed lately."""
    form = BillSettingsForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        _check(request)
        status = 422
        if form.is_valid():
            try:
                change_settings(form.values(), by=request.reader)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("bills:settings")
    titles = (_("Kind"), _("Provider"), _("Where"), _("Leads to"), _("Checked"), "")
    context = {
        "rows": list(providers().values()), "columns": [{"title": title} for title in titles], "form": form,
        "may_change": may_manage_settings(request.reader), "changes": provider_changes(request.reader),
    }  # fmt: skip
    return _answer(request, "bills/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_provider(request: ReadRequest) -> HttpResponse:
    """Add a provider."""
    _check(request)
    form = ProviderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_provider(form.words(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Added. Look at its page once as a resident would, then say that you did."))
            return redirect("bills:settings")
    return _answer(request, "bills/form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def show_provider(request: ReadRequest, provider_id: UUID) -> HttpResponse:
    """Change a provider."""
    _check(request)
    provider = _provider_or_404(provider_id)
    form = ProviderForm(request.POST if request.method == "POST" else None, provider=provider)
    if request.method == "POST" and form.is_valid():
        try:
            change_provider(provider, form.words(), by=request.reader, seen=form.cleaned_data["seen"] or None)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("bills:settings")
    context = {"form": form, "provider": provider}
    return _answer(request, "bills/form.html", context, status=422 if form.is_bound else 200)


def _provider_or_404(provider_id: UUID) -> Provider:
    provider = Provider.objects.filter(id=provider_id).first()
    if provider is None:
        raise Http404
    return provider


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_verification(request: ReadRequest, provider_id: UUID) -> HttpResponse:
    """Say that a provider was looked at today."""
    _check(request)
    verify_provider(_provider_or_404(provider_id), by=request.reader)
    messages.success(request, _("Noted."))
    return redirect("bills:settings")


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a provider be as it was before a change."""
    entry = AuditEntry.objects.filter(id=entry_id, subject_kind=SUBJECT).first()
    if entry is None:
        raise Http404
    try:
        take_back_provider(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect("bills:settings")
