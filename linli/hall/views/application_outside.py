"""The bridge to other bodies' systems: what waits there, as CSV, and its results brought back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.hall.application_rules import MAY_RECEIVE
from linli.hall.domain.outside import Line, outside_file, read_outside
from linli.hall.models import Application
from linli.hall.views.application_answer import private
from linli.people.doors import ReadRequest, staff_only

MOST_FILE = 2_000_000


@require_safe
@staff_only(*MAY_RECEIVE)
def export_outside(request: ReadRequest) -> HttpResponse:
    """What waits for other bodies, as CSV: to be filled in there, and brought back."""
    response = HttpResponse(outside_file(request.reader), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="outside.csv"'
    return private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_RECEIVE)
def import_outside(request: ReadRequest) -> HttpResponse:
    """Bring results back from a CSV; each line is told whether it was taken, and why not."""
    file = request.FILES.get("file") if request.method == "POST" else None
    lines: list[Line] = []
    fault = ""
    if request.method == "POST":
        if file is None or file.size is None or file.size > MOST_FILE:
            fault = _("Choose a CSV file of at most 2 MB.")
        else:
            lines, fault = read_outside(file.read(), by=request.reader)
    waiting = Application.objects.filter(case__state="outside").exists()
    context = {"lines": lines, "fault": fault, "waiting": waiting, "address": reverse("hall:outside-export")}
    return private(render(request, "hall/application_outside.html", context, status=422 if fault else 200))
