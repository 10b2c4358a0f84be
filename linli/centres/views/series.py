"""A room at the same time week after week."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.bookings.domain.series import book_series, look_ahead
from linli.bookings.models import Booking
from linli.centres.forms.booking import SeriesForm
from linli.centres.views.answer import private, show
from linli.centres.views.room import resource_or_404
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def make_series(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """The same time week after week: what of it can be had is seen before it is booked."""
    resource = resource_or_404(code, resource_id)
    is_sent = request.method == "POST"
    asked = request.POST if is_sent else request.GET
    typed = {"times": "4", "every_weeks": "1", "people": "1", "key": uuid4().hex} | {
        name: asked[name] for name in asked
    }
    form = SeriesForm(typed)
    occasions, status = [], 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            if is_sent:
                booked, missed = book_series(resource, said.pop("slot"), by=request.reader, **said)
                _say_series(request, len(booked), len(missed))
                return redirect("centres:my-series", series_id=booked[0].series_id)
            occasions = look_ahead(resource, said["slot"], times=said["times"], every_weeks=said["every_weeks"])
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
    else:
        status = 422
    context = {
        "resource": resource, "place": resource.place, "form": form, "occasions": occasions,
        "free": sum(one.is_free for one in occasions),
    }  # fmt: skip
    return private(show(request, "centres/series.html", context, status=status))


def _say_series(request: ReadRequest, booked: int, missed: int) -> None:
    words = _("Booked: %(booked)s. Could not be had: %(missed)s.") % {"booked": booked, "missed": missed}
    messages.success(request, words)


@require_safe
@signed_in
def show_series(request: ReadRequest, series_id: UUID) -> HttpResponse:
    """A series of mine, time by time."""
    assert request.reader.actor_id is not None  # signed in
    rows = list(
        Booking.objects.filter(series_id=series_id, account_id=request.reader.actor_id)
        .select_related("resource__place", "series").order_by("starts_at")
    )  # fmt: skip
    if not rows:
        raise Http404
    context = {"rows": rows, "resource": rows[0].resource, "place": rows[0].resource.place, "series": rows[0].series}
    return private(show(request, "centres/my_series.html", context, active="me"))
