"""Objections of those whose bookings the centre approves for a while."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.bookings.domain.restraint import answer_objection
from linli.bookings.models import Restraint
from linli.bookings.rules import MAY_MANAGE, may_manage
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only


@require_POST
@staff_only(*MAY_MANAGE)
def answer(request: ReadRequest, restraint_id: UUID) -> HttpResponse:
    """Answer an objection: lift it, or say why it stays."""
    restraint = Restraint.objects.filter(id=restraint_id).select_related("booking__resource__place").first()
    if restraint is None or not may_manage(request.reader, restraint.booking.resource):
        raise Http404
    try:
        answer_objection(
            restraint, by=request.reader, lift=request.POST.get("lift") == "1", words=request.POST.get("words", "")
        )
        messages.success(request, _("Noted."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("centres:visits")
