"""A clerk books for who stands at the counter or calls."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.bookings.domain.guest import Guest
from linli.bookings.domain.helping import book_for
from linli.bookings.queries.windows import window_days, windows_of
from linli.bookings.rules import MAY_RECEIVE
from linli.centres.forms.booking import GuestForm
from linli.centres.queries.items import grouped_items, item_titles
from linli.centres.views.answer import own_place_or_404, private
from linli.centres.views.week import DAYS, heading_of, times_of, week_context
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_RECEIVE)
def help_booking(request: ReadRequest, code: str) -> HttpResponse:
    """Book a window for who stands at the counter or calls; the page says afterwards when and where."""
    place = own_place_or_404(request, code)
    titles = item_titles(place.code)
    item = request.POST.get("item", request.GET.get("item", ""))
    item = item if item in titles else ""
    windows = windows_of(place.id, item)
    is_sent, status, fault = request.method == "POST", 200, ""
    form = GuestForm(request.POST if is_sent else None, initial={"key": uuid4().hex})
    if is_sent and form.is_valid():
        said = form.cleaned_data
        guest = Guest(said["name"], said["phone"], agreed=said["agreed"])
        try:
            made = book_for(windows, said["slot"], by=request.reader, guest=guest, item_code=item, key=said["key"])
            messages.success(request, _("Booked: %(what)s.") % {"what": made.resource.name})
            return redirect("centres:desk-bookings", code=place.code)
        except Refusal as refusal:
            form.refuse(refusal)
            fault, status = str(refusal), refusal.status
    elif is_sent:
        status = 422
    week = week_context(request, max((one.horizon_days for one in windows), default=1))
    days = window_days(windows, week["first"], DAYS, item=item) if windows else []
    context = week | {
        "place": place, "form": form, "groups": grouped_items(place.code), "item": item, "title": titles.get(item, ""),
        "windows": windows, "days": [(heading_of(day), times_of(day)) for day in days], "fault": fault,
        "chosen": request.POST.get("slot", ""), "query": f"item={item}&",
    }  # fmt: skip
    return private(render(request, "centres/helping.html", context, status=status))
