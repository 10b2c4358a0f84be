"""Which hotlines give orders, and how they are reached."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.queries.sentences import limit_words
from linli.common.calendar import Limit, LimitUnit
from linli.common.errors import Refusal
from linli.hotline.domain.line import set_up_line
from linli.hotline.forms.order import LineForm
from linli.hotline.models import Line
from linli.hotline.rules import MAY_SET_UP
from linli.hotline.views.answering import answer, titles
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only(*MAY_SET_UP)
def show_lines(request: ReadRequest) -> HttpResponse:
    context = {
        "lines": [
            {"line": line, "within": limit_words(Limit.parse(line.return_within))}
            for line in Line.objects.order_by("code")
        ],
        "columns": titles(_("Hotline"), _("Where answers are sent"), _("May be given back within"), ""),
    }
    return answer(request, "hotline/lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_SET_UP)
def show_line(request: ReadRequest, line_id: UUID) -> HttpResponse:
    line = Line.objects.filter(id=line_id).first()
    if line is None:
        raise Http404
    before = {"name": line.name, "url": line.url, "amount": Limit.parse(line.return_within).amount}
    form = LineForm(request.POST) if request.method == "POST" else LineForm(initial=before)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_up_line(
                line, name=said["name"], url=said["url"], by=request.reader,
                return_within=Limit(said["amount"], LimitUnit.WORKING_DAYS),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("hotline:lines")
    status = 422 if request.method == "POST" else 200
    return answer(request, "hotline/line.html", {"form": form, "line": line}, status=status)
