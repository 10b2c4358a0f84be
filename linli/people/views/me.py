"""One's own account: what is stored, who looked at it, how to leave."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.surfaces import portal_navigation
from linli.people.account_links import account_links
from linli.people.domain.account import change_details, end_sessions, withdraw_account
from linli.people.doors import ReadRequest, signed_in
from linli.people.enums import IdentityKind, Role
from linli.people.forms.details import SIZES, DetailsForm
from linli.people.identity import mask_identity
from linli.people.models import Account, Look
from linli.people.phones import mask_phone
from linli.people.queries.look import looks_at_person
from linli.people.queries.page import page_of
from linli.people.queries.unit import words_of
from linli.people.rules import may_withdraw
from linli.people.views.pages import key_of, neighbours
from linli.people.views.preferences import keep_preferences

AT_ONCE = 20


@require_safe
@signed_in
def me(request: ReadRequest) -> HttpResponse:
    """What is stored about me, masked, and who looked at it."""
    account = _account(request)
    page = page_of(
        looks_at_person(account.id), before=key_of(request, "before"), after=key_of(request, "after"), size=20
    )
    context = {
        "account": account,
        "masked_phone": mask_phone(account.phone),
        "masked_identity": mask_identity(account.identity),
        "identity_words": IdentityKind(account.identity_kind).label if account.identity_kind else "",
        "size_words": SIZES.get(account.text_size, account.text_size),
        "language_words": str(dict(settings.LANGUAGES).get(account.language, account.language)),
        "looks": [in_words(look) for look in page.rows],
        "links": account_links(),
        "may_withdraw": may_withdraw(account),
        **neighbours(page),
    }
    return _show(request, "people/me.html", context)


@sensitive_post_parameters("name", "identity")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def details(request: ReadRequest) -> HttpResponse:
    """Change what I say of myself."""
    form = DetailsForm(request.POST or None, account=_account(request))
    if request.method != "POST" or not form.is_valid():
        return _show(request, "people/details.html", {"form": form}, status=422 if request.method == "POST" else 200)
    account = change_details(_account(request), form.details())
    response = redirect("people:me")
    keep_preferences(response, account)
    with translation.override(account.language):
        messages.success(request, _("Saved."))
    return response


@require_POST
@signed_in
def other_sessions(request: ReadRequest) -> HttpResponse:
    """Sign out on every other device; this one stays."""
    account = end_sessions(_account(request), by=request.reader)
    update_session_auth_hash(request, account)
    messages.success(request, _("You are signed out on every other device."))
    return redirect("people:me")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdrawal(request: ReadRequest) -> HttpResponse:
    """Close my account and have what is stored in it erased; asked once more before it is done."""
    account = _account(request)
    if request.method != "POST":
        return _show(request, "people/withdrawal.html", {"may_withdraw": may_withdraw(account)})
    try:
        withdraw_account(account, by=request.reader)
    except Refusal as refusal:
        return _show(request, "people/withdrawal.html", {"refusal": refusal}, status=refusal.status)
    logout(request)
    messages.success(request, _("Your account is closed and its data are erased."))
    return redirect("/")


def in_words(look: Look) -> dict[str, Any]:
    """A look as the person concerned reads it: unit and post, never the name."""
    return {
        "at": look.at,
        "unit": words_of(look.unit_name),
        "post": Role(look.role).label if look.role in Role.values else look.role,
        "field": look.field_words,
        "reason": look.reason,
    }


def _account(request: ReadRequest) -> Account:
    account = request.reader.account
    assert isinstance(account, Account)
    return account


def _show(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    is_staff = request.reader.is_staff
    frame = {
        "layout": "layouts/desk.html" if is_staff else "layouts/portal.html",
        "portal_navigation": [] if is_staff else portal_navigation(request, "me"),
    }
    return render(request, template, context | frame, status=status)
