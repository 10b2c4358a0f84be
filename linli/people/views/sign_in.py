"""Residents' door: a number, a code, in. Works without script."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.common.context import TEXT_SIZE_COOKIE
from linli.common.errors import Refusal
from linli.people.address import client_address
from linli.people.domain.sign_in import ask_code, use_code
from linli.people.doors import ReadRequest, is_own_address, open_to_all
from linli.people.forms.sign_in import CodeForm, PhoneForm, refuse
from linli.people.models import Account, SignInCode
from linli.people.phones import mask_phone
from linli.people.views.preferences import keep_preferences

SESSION_KEY = "people.sign_in_code"
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@never_cache
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def sign_in(request: ReadRequest) -> HttpResponse:
    """Ask for a number and send a code to it; whether the number is known is not said."""
    if request.method != "POST":
        if not request.reader.is_anonymous:
            return redirect(next_page(request))
        return _ask(request, PhoneForm())
    waiting = _waiting_code(request) if "again" in request.POST else None
    form = PhoneForm({"phone": waiting.phone} if waiting else request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        code = ask_code(form.cleaned_data["phone"], address=client_address(request))
    except Refusal as refusal:
        refuse(form, "phone", refusal)
        return _ask(request, form, status=refusal.status)
    # The number itself stays out of the session, which is kept in the clear.
    request.session[SESSION_KEY] = str(code.id)
    return redirect(_with_next(request, "people:sign-in-code"))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def sign_in_code(request: ReadRequest) -> HttpResponse:
    """Take the code; the account is made at the first right one."""
    waiting = _waiting_code(request)
    if waiting is None:
        return redirect(_with_next(request, "people:sign-in"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _ask_code(request, form, waiting)
    if not form.is_valid():
        return _ask_code(request, form, waiting, status=422)
    try:
        account = use_code(waiting.id, form.cleaned_data["code"])
    except Refusal as refusal:
        refuse(form, "code", refusal)
        return _ask_code(request, form, waiting, status=refusal.status)
    return _enter(request, account)


@require_POST
@open_to_all
def sign_out(request: ReadRequest) -> HttpResponse:
    """Leave; the session is gone."""
    logout(request)
    return redirect("/")


def _enter(request: ReadRequest, account: Account) -> HttpResponse:
    page = next_page(request)
    request.session.pop(SESSION_KEY, None)
    login(request, account, backend=BACKEND)  # gives the session a new key
    response = redirect(page)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and TEXT_SIZE_COOKIE not in request.COOKIES:
        keep_preferences(response, account)  # a new device reads as the others do
    return response


def next_page(request: HttpRequest) -> str:
    """Where the reader was when asked to sign in; only on this host."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if address and is_own_address(request, address) else reverse("people:me")


def _with_next(request: HttpRequest, name: str) -> str:
    address = request.POST.get("next") or request.GET.get("next") or ""
    return reverse(name) + (f"?{urlencode({'next': address})}" if address and is_own_address(request, address) else "")


def _waiting_code(request: HttpRequest) -> SignInCode | None:
    try:
        number = UUID(request.session.get(SESSION_KEY, ""))
    except ValueError:
        return None
    return SignInCode.objects.filter(id=number).first()


def _ask(request: HttpRequest, form: PhoneForm, *, status: int = 200) -> HttpResponse:
    return _page(request, "people/sign_in.html", {"form": form}, status)


def _ask_code(request: HttpRequest, form: CodeForm, code: SignInCode, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "masked": mask_phone(code.phone), "again": _with_next(request, "people:sign-in")}
    return _page(request, "people/sign_in_code.html", context, status)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    address = next_page(request)
    given = "next" in request.POST or "next" in request.GET
    return render(request, template, {**context, "next": address if given else ""}, status=status)
