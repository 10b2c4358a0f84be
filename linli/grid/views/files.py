"""Grids and posts in and out as files; what comes in is looked at before it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.common.domain.audit import note_deed
from linli.common.errors import Refusal
from linli.grid.domain.importing import apply_file, keep_file, look_at
from linli.grid.forms.file import FileForm
from linli.grid.geojson import MEDIA_TYPE
from linli.grid.models import GridFile
from linli.grid.queries.exporting import collection, sheets
from linli.grid.rules import MAY_REDRAW, areas_of
from linli.grid.spreadsheet import as_file, workbook
from linli.grid.views.answer import answer, posted
from linli.people.doors import ReadRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_REDRAW)
def make_file(request: ReadRequest) -> HttpResponse:
    """Bring a file in, to be looked at."""
    form = FileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_file(file.read(), name=file.name, datum=form.cleaned_data["datum"], by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("grid:file", file_id=kept.id)
    return answer(request, "grid/files.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_REDRAW)
def show_file(request: ReadRequest, file_id: UUID) -> HttpResponse:
    """The differences, row by row; POST does them, if they are still what was seen."""
    file = GridFile.objects.filter(id=file_id, account=request.reader.account, applied_at__isnull=True).first()
    if file is None:
        raise Http404
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            done = apply_file(file, by=request.reader, seen=int(seen) if seen.isascii() and seen.isdigit() else -1)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("grid:file", file_id=file.id)
        messages.success(request, _("Done: %(n)s changes.") % {"n": len(done)})
        return redirect("grid:desk")
    found = look_at(file, by=request.reader)
    titles = (pgettext("of a file", "Sheet"), pgettext("of a file", "Row"), pgettext("area", "Code"), _("What is done"))
    context = {
        "file": file, "changes": [one for one in found if not one.fault], "faults": [one for one in found if one.fault],
        "columns": [{"title": title} for title in titles],
    }  # fmt: skip
    return answer(request, "grid/file.html", context)


@require_safe
@staff_only(*MAY_REDRAW)
def export_grids(request: ReadRequest, shape: str) -> HttpResponse:
    """Grids and posts as a workbook, or with outlines as GeoJSON; that it was taken is on record."""
    if shape not in ("xlsx", "geojson"):
        raise Http404
    areas = areas_of(request.reader, MAY_REDRAW)
    note_deed("grid.exported", by=request.reader, subject_kind="grid", shape=shape)
    name = f"grids-{localdate():%Y%m%d}.{shape}"
    if shape == "xlsx":
        return as_file(workbook(sheets(areas)), name)
    return as_file(collection(areas), name, MEDIA_TYPE)
