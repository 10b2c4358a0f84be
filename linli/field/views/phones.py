"""Phones: enrolled by their holders, stopped by them or from the desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.problems import problem
from linli.field.domain.device import enrol_device, revoke_device
from linli.field.models import Device
from linli.field.queries.phones import SHOWN, phones_for
from linli.field.rules import MAY_SEE_PHONES
from linli.field.views.page import show
from linli.people.doors import ReadRequest, staff_account, staff_only


@never_cache
@require_safe
@staff_only()
def phone(request: ReadRequest) -> HttpResponse:
    """My phones."""
    rows = Device.objects.filter(account=request.reader.account).order_by("-enrolled_at")[:SHOWN]
    return show(request, "field/phone.html", {"rows": rows}, active="phone")


@require_POST
@staff_only()
def enrolment(request: ReadRequest) -> HttpResponse:
    """Take the phone in hand into use; asked by the app, which has just made its key."""
    account = request.reader.account
    assert account is not None
    try:
        device = enrol_device(
            account, by=request.reader, name=request.POST.get("name", ""), public_key=request.POST.get("key", "")
        )
    except Refusal as refusal:
        return problem(refusal.status, refusal.code, str(refusal))
    return JsonResponse({"device": str(device.id), "account": str(account.id)}, status=201)


@require_POST
@staff_account
def revocation(request: ReadRequest, device_id: UUID) -> HttpResponse:
    """Stop a phone: one's own, or as an administrator that of somebody of one's place."""
    device = get_object_or_404(Device.objects.select_related("account"), pk=device_id)
    revoke_device(device, by=request.reader)
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=204)
    messages.success(
        request, _("Stopped. The phone learns of it at its next contact, and nothing more is taken from it.")
    )
    return redirect("field:phones" if request.POST.get("from") == "desk" else "field:phone")


@never_cache
@require_safe
@staff_only(*MAY_SEE_PHONES)
def phones(request: ReadRequest) -> HttpResponse:
    """All phones of those whose posts one gives, for the day one of them is lost."""
    words = request.GET.get("q", "").strip()[:60]
    return render(request, "field/phones.html", {"rows": phones_for(request.reader, words), "words": words})
