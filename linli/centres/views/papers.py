"""The code for the door."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.centres.forms.place import DAY_WORDS
from linli.centres.papers import door_code, door_sheet
from linli.centres.queries.face import week_texts
from linli.centres.views.answer import place_or_404
from linli.people.doors import ReadRequest, open_to_all, staff_only
from linli.people.enums import Role
from linli.places.queries.hours import opening_of


def _address(code: str) -> str:
    return settings.LINLI_ADDRESS.rstrip("/") + reverse("centres:centre", kwargs={"code": code})


@require_safe
@open_to_all
def show_code(request: ReadRequest, code: str) -> HttpResponse:  # noqa: ARG001  (every view takes one)
    """The QR code of a centre's page as PNG."""
    place = place_or_404(code)
    return HttpResponse(door_code(_address(place.code)), content_type="image/png")


@require_safe
@staff_only(Role.MANAGER, Role.ADMINISTRATOR, Role.CLERK)
def show_sheet(request: ReadRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The sheet for a centre's door as PDF."""
    place = place_or_404(code)
    texts = week_texts(opening_of(place.id))
    lines = [(str(day), hours or pgettext("opening", "Closed")) for day, hours in zip(DAY_WORDS, texts, strict=True)]
    words = {
        "scan": _("Scan for hours today, rooms, windows and booking"),
        "note": _("As of %(day)s; what changes stands on the page first.") % {"day": date_format(localdate(), "DATE_FORMAT")},
    }  # fmt: skip
    response = HttpResponse(door_sheet(place.name, _address(place.code), lines, words), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="door-{place.code}.pdf"'
    return response
