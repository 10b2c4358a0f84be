"""The weekly bulletins."""

from typing import Any

from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.common.days import day_in
from linli.hotline.models import Bulletin
from linli.hotline.rules import MAY_READ_BULLETINS
from linli.hotline.views.answering import answer
from linli.people.doors import ReadRequest, staff_only

SHAPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
}  # fmt: skip
MOST_SHOWN = 60


@require_safe
@staff_only(*MAY_READ_BULLETINS)
def show_bulletins(request: ReadRequest) -> HttpResponse:
    """Every week's, the newest first."""
    rows: list[dict[str, Any]] = [
        {
            "bulletin": one, "came": one.figures["whole"]["counts"]["came"],
            "has_pdf": one.pdf_size > 0,
            "shares": [(title, _share(one.figures["whole"][name])) for name, title in
                       (("response", _("Response")), ("resolution", _("Resolution")), ("satisfaction", _("Satisfaction")))],
        }
        for one in Bulletin.objects.defer("docx", "pdf").annotate(pdf_size=Length("pdf")).order_by("-first_on")[:MOST_SHOWN]
    ]  # fmt: skip
    columns = [{"title": title} for title in
               (_("Week"), _("Came in"), _("Response"), _("Resolution"), _("Satisfaction"), _("Paper"))]  # fmt: skip
    return answer(request, "hotline/bulletins.html", {"rows": rows, "columns": columns})


def _share(found: list[int | None]) -> str:
    """As the paper has it, in the reader's language."""
    percent, of, whole = found
    said = {"percent": "—" if percent is None else f"{percent}%", "of": of, "whole": whole}
    return _("%(percent)s (%(of)s/%(whole)s)") % said


@require_safe
@staff_only(*MAY_READ_BULLETINS)
def give_bulletin(request: ReadRequest, first: str, shape: str) -> HttpResponse:  # noqa: ARG001
    """One week's paper as a file."""
    day = day_in(first)
    found = Bulletin.objects.filter(first_on=day).first() if day else None
    content = bytes(getattr(found, shape)) if found and shape in SHAPES else b""
    if found is None or not content:
        raise Http404
    response = HttpResponse(content, content_type=SHAPES[shape])
    response["Content-Disposition"] = f'attachment; filename="hotline-{found.first_on}.{shape}"'
    response["Cache-Control"] = "private, no-store"
    return response
