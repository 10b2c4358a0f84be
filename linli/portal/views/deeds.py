"""What a resident does to a matter: each deed is a noun with a page of its own, so that it works without script."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.domain.deed import Sent
from linli.cases.domain.erasure import erase_personal
from linli.cases.domain.merging import follow_case
from linli.cases.errors import AlreadyDone, NoteNeeded, NotPossibleNow, SentOtherwise, StaleCase
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.cases.rules import is_reporter
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.portal.deeds import RATING, REOPENING, SUPPLEMENT, URGING, WITHDRAWAL, Deed
from linli.portal.page import show
from linli.portal.queries.matter import MatterPage
from linli.portal.rules import as_resident
from linli.portal.views.matters import matter_or_404
from linli.portal.views.photos import Photos, takes_photos


def _page(deed: Deed) -> Callable[..., HttpResponse]:
    @never_cache
    @sensitive_post_parameters("note")
    @require_http_methods(["GET", "HEAD", "POST"])
    @open_to_all
    def page(request: ReadRequest, number: str) -> HttpResponse:
        if request.POST.get("account") and request.reader.is_anonymous:
            # The session ended while the form stood open. The browser keeps the words until they are back here.
            return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': request.path})}")
        found = matter_or_404(request, number)
        if request.method != "POST":
            return _ask(request, found, deed)
        return _do(request, found, deed)

    page.__name__ = deed.noun
    page.__doc__ = f"Ask for, and do, the {deed.noun} of a matter of one's own."
    return takes_photos(page) if deed.takes_photos else page


def _ask(request: ReadRequest, found: MatterPage, deed: Deed) -> HttpResponse:
    if all(step.verb != deed.verb for step in found.page.deeds):
        raise NotPossibleNow(state=found.page.state.title)
    form = deed.form(label=deed.note, needs_note=_needs_note(found, deed))
    return _show(request, found, deed, form, Photos(request) if deed.takes_photos else None)


def _do(request: ReadRequest, found: MatterPage, deed: Deed) -> HttpResponse:
    photos = Photos(request) if deed.takes_photos else None
    if photos:
        photos.take()
    form = deed.form(request.POST, label=deed.note, needs_note=_needs_note(found, deed))
    if not form.is_valid() or (photos and photos.errors):
        return _show(request, found, deed, form, photos, status=422)
    more = {name: form.cleaned_data[name] for name in deed.words}
    try:
        deed.act(
            found.case, by=as_resident(request), note=form.cleaned_data["note"],
            sent=_sent(request, photos.basket if photos else None), **more,
        )  # fmt: skip
    except AlreadyDone:
        pass  # the same form again: the first time did it
    except StaleCase as refusal:
        form.add_error(None, str(refusal))
        return _show(request, found, deed, form, photos, status=refusal.status, since=_since(request, found))
    except NoteNeeded as refusal:
        form.add_error("note", str(refusal))
        return _show(request, found, deed, form, photos, status=refusal.status)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        renew = isinstance(refusal, SentOtherwise)
        return _show(request, found, deed, form, photos, status=refusal.status, is_new=renew)
    messages.success(request, str(deed.done))
    return redirect("portal:matter", number=found.number)


def _needs_note(found: MatterPage, deed: Deed) -> bool:
    step = next((step for step in found.page.deeds if step.verb == deed.verb), None)
    return step is not None and "note" in step.needs


def _sent(request: ReadRequest, basket: UUID | None) -> Sent:
    seq = request.POST.get("seq", "")
    key = request.POST.get("key", "")[:60]
    return Sent(seq=int(seq) if seq.isascii() and seq.isdigit() else None, key=key or None, basket=basket)


def _since(request: ReadRequest, found: MatterPage) -> list[Any]:
    seq = request.POST.get("seq", "")
    return found.since(int(seq)) if seq.isascii() and seq.isdigit() else []


def _show(
    request: ReadRequest, found: MatterPage, deed: Deed, form: forms.Form, photos: Photos | None, *,
    status: int = 200, since: list[Any] | None = None, is_new: bool = False,
) -> HttpResponse:  # fmt: skip
    key = "" if is_new else request.POST.get("key", "")[:60]
    context = {
        "matter": found, "deed": deed, "form": form, "photos": photos, "since": since,
        "key": key or secrets.token_urlsafe(18),
    }  # fmt: skip
    return show(request, "portal/deed.html", context, active="mine", status=status)


supplement = _page(SUPPLEMENT)
urging = _page(URGING)
withdrawal = _page(WITHDRAWAL)
rating = _page(RATING)
reopening = _page(REOPENING)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def erasure(request: ReadRequest, number: str) -> HttpResponse:
    """Erase what I wrote and who I am from a matter of mine; asked once more before it is done."""
    found = matter_or_404(request, number)
    if not found.is_mine:
        raise Http404
    if request.method != "POST":
        return show(request, "portal/erasure.html", {"matter": found}, active="mine")
    if found.may_erase:  # twice is as good as once
        erase_personal(found.case, by=as_resident(request), reason="asked by the person")
    messages.success(request, _("Erased. What was done stays on record, without your words and your name."))
    return redirect("portal:matter", number=found.number)


@require_POST
@signed_in
def following(request: ReadRequest, number: str) -> HttpResponse:
    """Follow a matter of public space that somebody else has reported."""
    plain = number_of(number)
    case = Case.objects.filter(number=plain, is_public=True, compartment="").first() if plain is not None else None
    account = request.reader.account
    if case is None or account is None or number_text(case.number, case.opened_at) != number.upper():
        raise Http404
    if not is_reporter(as_resident(request), case) and follow_case(case, account=account):
        messages.success(request, _("You follow it now, and are told when it is done."))
    return redirect("portal:matter", number=number_text(case.number, case.opened_at))
