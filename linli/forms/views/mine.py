"""One's own forms: what was saved and not sent, and what is kept for the next form."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.surfaces import portal_navigation
from linli.forms.domain.reuse import drop_kept
from linli.forms.domain.sheet import drop_sheet
from linli.forms.enums import Reuse
from linli.forms.errors import SheetGone
from linli.forms.filling import whose_of
from linli.forms.owners import owners_of
from linli.forms.queries.kept import kept_answers
from linli.forms.queries.sheets import open_sheets
from linli.people.doors import ReadRequest, open_to_all, signed_in


@require_safe
@open_to_all
def show_mine(request: ReadRequest) -> HttpResponse:
    """What I have begun and not sent, be it without an account, and what I keep."""
    is_staff = request.reader.is_staff
    context = {
        "layout": "layouts/desk.html" if is_staff else "layouts/portal.html",
        "portal_navigation": [] if is_staff else portal_navigation(request, "me"),
        "sheets": open_sheets(owners_of(request)), "kept": kept_answers(by=request.reader),
        "has_account": not request.reader.is_anonymous,
    }  # fmt: skip
    response = render(request, "forms/mine.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
@open_to_all
def make_dropping(request: ReadRequest, basket: UUID) -> HttpResponse:
    """Throw away a form that was saved."""
    try:
        drop_sheet(basket, whose=whose_of(request))
    except SheetGone:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The form is thrown away, with its files."))
    return redirect("forms:mine")


@require_POST
@signed_in
def drop_answers(request: ReadRequest) -> HttpResponse:
    """Delete one of my kept answers (`key`), or all of them."""
    key = request.POST.get("key", "")
    drop_kept(by=request.reader, key=Reuse(key) if key in Reuse.values else None)
    messages.success(request, _("Deleted. The next form will not offer it."))
    return redirect("forms:mine")
