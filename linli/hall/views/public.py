"""The catalogue for everybody: find an item, read its guide, see which items fit."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.forms.blank import blank_pdf
from linli.hall.enums import Channel, Group, ItemKind
from linli.hall.queries.answers import asked_form
from linli.hall.queries.finding import Wanted, found_items, item_page
from linli.hall.queries.fitting import answers_in, first_questions, fits
from linli.hall.queries.guide import guide_of, item_lines, where_of
from linli.hall.queries.versions import version_lines
from linli.hall.views.answer import item_or_404, page_number, show
from linli.people.doors import ReadRequest, open_to_all


@require_safe
@open_to_all
def find(request: ReadRequest) -> HttpResponse:
    """By words, kind, group, channel and centre; a page at a time. No statement."""
    wanted = Wanted.read(request.GET.dict())
    found = found_items(wanted)
    page = item_page(found, page_number(request.GET.get("page", "1")))
    context = {
        "wanted": wanted, "page": page, "lines": item_lines(page.lines), "chips": _chips(wanted),
        "groups": _groups(), "channels": Channel.choices, "query": wanted.query(),
    }  # fmt: skip
    return show(request, "hall/find.html", context)


def _chips(wanted: Wanted) -> list[dict[str, object]]:
    titles = [("", pgettext("items", "All")), *ItemKind.choices]
    return [
        {"title": title, "url": f"?{wanted.query(kind=value)}", "active": value == wanted.kind}
        for value, title in titles
    ]


def _groups() -> list[tuple[str, str, int]]:
    """What in life there are items for, with how many."""
    offered = [item.group for item in found_items(Wanted())]
    return [(str(group), str(group.label), offered.count(group)) for group in Group if group in offered]


@require_safe
@open_to_all
def show_item(request: ReadRequest, code: str) -> HttpResponse:
    """The guide of one item: who, which papers, how, how long, where. Two statements, for its versions."""
    item = item_or_404(code)
    if not item.versions:
        raise Http404
    context = {
        "item": item, "guide": guide_of(item, answers_in(dict(request.GET.lists()))),
        "where": where_of(item, request.GET.dict()), "versions": version_lines(code),
        "blank_form": asked_form(item),
    }  # fmt: skip
    return show(request, "hall/item.html", context)


@require_safe
@open_to_all
def print_form(request: ReadRequest, code: str) -> HttpResponse:
    """The blank form of an item as PDF, to be filled in by hand: what is asked online, made of the same form."""
    item = item_or_404(code)
    asked = asked_form(item)
    if asked is None:
        raise Http404
    edition = _("%(code)s, version %(version)s") % {"code": asked.code, "version": asked.version}
    try:
        pdf = blank_pdf(
            asked.shape, title=item.title, edition=edition, language=get_language() or settings.LANGUAGE_CODE
        )
    except OSError:  # no Pango on this machine: the window has paper forms
        messages.warning(request, _("The blank form cannot be printed here just now. The window has it on paper."))
        return redirect("hall:item", code=code)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{item.code}-blank.pdf"'
    return response


@require_safe
@open_to_all
def show_fit(request: ReadRequest) -> HttpResponse:
    """Three or four questions, and the items that fit the answers. The answers stand in the address and nowhere else."""
    answers = answers_in(dict(request.GET.lists()))
    questions = [(question, answers.get(question.code, frozenset())) for question in first_questions()]
    context = {"questions": questions, "answers": answers, "fits": fits(answers) if answers else []}
    return show(request, "hall/fit.html", context)
