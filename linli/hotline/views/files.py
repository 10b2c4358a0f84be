"""Orders by file."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.common.errors import Refusal
from linli.hotline.domain.file_intake import pattern_lines, take_file
from linli.hotline.forms.order import FileForm
from linli.hotline.rules import MAY_TAKE
from linli.hotline.views.answering import answer, titles
from linli.hotline.views.sheets import csv_answer
from linli.people.doors import ReadRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_TAKE)
def make_file(request: ReadRequest) -> HttpResponse:
    """Take a file of orders: what is new, what had come before, which rows were refused and why."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    outcome = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = take_file(file.read(), file.name, by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.is_bound and not form.is_valid() else 200
    columns = titles(_("Row"), _("The hotline's number"), _("Why it was not taken"))
    return answer(request, "hotline/file.html", {"form": form, "outcome": outcome, "columns": columns}, status=status)


@require_safe
@staff_only(*MAY_TAKE)
def give_pattern(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """An empty file with the columns that are understood."""
    head, *rows = pattern_lines()
    return csv_answer("hotline-orders", head, rows)
