"""A closed matter of advice becomes an article draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.cases.queries.address import number_of
from linli.cases.queries.visible import visible_to
from linli.common.errors import Refusal
from linli.hotline.queries.article_draft import draft_of
from linli.hotline.views.answering import answer
from linli.knowledge.domain.article import write_article
from linli.knowledge.forms.article import ArticleForm
from linli.knowledge.rules import MAY_WRITE
from linli.people.doors import ReadRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_WRITE)
def make_article_draft(request: ReadRequest, number: str) -> HttpResponse:
    """The form of an article, filled from the matter; what is kept is what its writer sends."""
    found = number_of(number)
    case = visible_to(request.reader).filter(number=found).first() if found is not None else None
    if case is None:
        raise Http404
    draft: dict[str, Any] = draft_of(case)
    form = ArticleForm(request.POST if request.method == "POST" else None, reader=request.reader, initial=draft)
    if request.method == "POST" and form.is_valid():
        try:
            article = write_article(form.wording(), by=request.reader, offer="offer" in request.POST, matter=case.id,
                                    **form.place())  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("knowledge:article", article_id=article.id)
    context = {
        "form": form, "title": _("Article from a matter"),
        "hint": _("Taken from what was asked and answered, without persons and places. Read it once more: nobody may be known by it."),
    }  # fmt: skip
    return answer(request, "knowledge/form.html", context, status=422 if form.is_bound else 200)
