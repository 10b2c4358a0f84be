"""Advice: answers that stand already, then asking; each answer has a page of its own."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.knowledge.domain.opinion import note_opinion
from linli.knowledge.models import Article
from linli.knowledge.queries.public import newest_answers, public_answer
from linli.knowledge.queries.search import search_articles
from linli.people.doors import ReadRequest, open_to_all
from linli.portal.page import show
from linli.portal.queries.advice import advice_kinds

SAID, MOST_SAID = "portal.opinions", 100
MOST_TYPED = 200


@require_safe
@never_cache
@open_to_all
def advice(request: ReadRequest) -> HttpResponse:
    """Look first, then ask. While somebody types htmx asks for the answers alone; without script it is a step."""
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    hits = search_articles(typed, for_residents=True) if typed else []
    context = {"typed": typed, "hits": hits}
    if request.headers.get("HX-Request-Type") == "partial":
        response = render(request, "portal/parts/answers.html", context)
    else:
        context |= {"kinds": advice_kinds(), "newest": [] if typed else newest_answers()}
        response = show(request, "portal/advice.html", context)
    patch_vary_headers(response, ["HX-Request-Type"])
    return response


@require_safe
@never_cache
@open_to_all
def answer(request: ReadRequest, article_id: UUID) -> HttpResponse:
    """One question and its answer, by whom and since when."""
    found = public_answer(article_id)
    if found is None:
        raise Http404
    has_said = str(article_id) in request.session.get(SAID, [])
    return show(request, "portal/answer.html", {"found": found, "has_said": has_said})


@require_POST
@open_to_all
def opinion(request: ReadRequest, article_id: UUID) -> HttpResponse:
    """Helpful or not: counted once a session, and kept as a number."""
    if public_answer(article_id) is None:
        raise Http404
    said = request.session.get(SAID, [])
    if str(article_id) not in said:
        try:
            note_opinion(Article(pk=article_id), is_helpful=request.POST.get("helpful") == "yes")
        except Refusal as refusal:
            raise Http404 from refusal
        request.session[SAID] = [*said, str(article_id)][-MOST_SAID:]
    return redirect("portal:answer", article_id=article_id)
