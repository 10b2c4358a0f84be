"""Knowledge: searched while somebody speaks, written by units, approved by somebody else."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.common.errors import Refusal
from linli.knowledge.domain.article import (
    OPEN,
    approve_article,
    revise_article,
    send_back_article,
    withdraw_article,
    write_article,
)
from linli.knowledge.enums import Standing
from linli.knowledge.errors import NotYourArticle
from linli.knowledge.forms.article import ArticleForm, WordingForm
from linli.knowledge.models import Article, ArticleVersion
from linli.knowledge.queries.articles import VIEWS, count_views, list_articles
from linli.knowledge.queries.search import search_articles
from linli.knowledge.rules import MAY_APPROVE, MAY_WRITE, may_approve, may_write
from linli.people.doors import ReadRequest, staff_only
from linli.people.queries.unit import unit_name
from linli.people.subjects import subjects


def view_words() -> dict[str, str]:
    return {
        "read": pgettext("articles", "In force"), "stale": pgettext("articles", "Running out, of your unit"),
        "offered": pgettext("articles", "Waiting for approval"), "drafts": pgettext("articles", "Being written, of your unit"),
    }  # fmt: skip


@require_safe
@staff_only()
def show_articles(request: ReadRequest) -> HttpResponse:
    """Search, or what is to be done; htmx asks for the answers alone."""
    typed = request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"q": typed, "hits": search_articles(typed) if typed else [], "asked": bool(typed)}
    if request.headers.get("HX-Request-Type") == "partial":
        response = render(request, "knowledge/hits.html", context)
        patch_vary_headers(response, ["HX-Request-Type"])
        return response
    view = request.GET.get("view", "read")
    view, here, counts = view if view in VIEWS else "read", reverse("knowledge:articles"), count_views(request.reader)
    context |= {
        "rows": [] if typed else list_articles(view, request.reader), "may_write": bool(request.reader.roles & MAY_WRITE),
        "chips": [{"title": title, "url": f"{here}?view={name}", "active": name == view and not typed, "count": counts.get(name)}
                  for name, title in view_words().items()],
        "columns": [{"title": title} for title in
                    (_("Question"), _("Unit in charge"), _("Where it holds"), _("Valid until"), pgettext("article", "State"))],
    }  # fmt: skip
    for row in context["rows"]:
        row.article.place, row.article.unit_words = area_name(row.article.area), unit_name(row.article.unit_id)
    response = render(request, "knowledge/articles.html", context)
    patch_vary_headers(response, ["HX-Request-Type"])
    return response


@require_safe
@staff_only()
def show_article(request: ReadRequest, article_id: UUID) -> HttpResponse:
    return _show(request, _article_or_404(article_id))


def _article_or_404(article_id: UUID) -> Article:
    article = Article.objects.filter(id=article_id).select_related("unit").first()
    if article is None:
        raise Http404
    return article


def _show(request: ReadRequest, article: Article, *, status: int = 200, fault: str = "") -> HttpResponse:
    versions = list(article.versions.order_by("-number"))
    offered = next((one for one in versions if one.standing == Standing.OFFERED), None)
    is_open = article.withdrawn_at is None
    writes, approves = may_write(request.reader, article), may_approve(request.reader, article)
    current = next((one for one in versions if one.number == article.current), None)
    context = {
        "article": article, "versions": versions, "offered": offered, "place": area_name(article.area), "unit": unit_name(article.unit_id),
        "current": current, "shown": current or versions[0], "fault": fault,
        "may_write": writes and is_open, "may_withdraw": (writes or approves) and is_open,
        "made_of": subjects([("case", article.matter)])[("case", article.matter)] if article.matter else None,
        "opinion": article.opinions.filter(version=article.current).first() if article.for_residents and article.current else None,
        "may_approve": approves and offered is not None and offered.written_by != request.reader.actor_id,
    }  # fmt: skip
    return render(request, "knowledge/article.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_WRITE)
def make_article(request: ReadRequest) -> HttpResponse:
    """Write an article for one's unit."""
    form = ArticleForm(request.POST if request.method == "POST" else None, reader=request.reader)
    if request.method == "POST" and form.is_valid():
        try:
            article = write_article(form.wording(), by=request.reader, offer="offer" in request.POST, **form.place())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _written(request, article)
    return _form(request, form, _("Write an article"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_WRITE)
def make_revision(request: ReadRequest, article_id: UUID) -> HttpResponse:
    """Word an article anew."""
    article = _article_or_404(article_id)
    if not may_write(request.reader, article):
        raise NotYourArticle
    last = article.versions.order_by("-number").first()
    assert last is not None  # written with the article
    form = WordingForm(request.POST if request.method == "POST" else None, initial=_initial(last))
    if request.method == "POST" and form.is_valid():
        try:
            revise_article(article, form.wording(), by=request.reader, offer="offer" in request.POST)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _written(request, article)
    return _form(request, form, _("Revise"), article, is_draft=last.standing in OPEN)


def _initial(version: ArticleVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("question", "answer", "source", "valid_until", "for_residents")}


def _written(request: ReadRequest, article: Article) -> HttpResponse:
    offered = "offer" in request.POST
    messages.success(request, _("Written; somebody else approves it.") if offered else _("The draft is kept."))
    return redirect("knowledge:article", article_id=article.id)


def _form(
    request: ReadRequest, form: WordingForm, title: str, article: Article | None = None, **more: Any
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "knowledge/form.html", {"form": form, "title": title, "article": article, **more}, status=status
    )


@require_POST
@staff_only(*MAY_APPROVE)
def make_approval(request: ReadRequest, article_id: UUID) -> HttpResponse:
    """Approve what is offered, or (`back`) give it back to its unit with a note."""
    article = _article_or_404(article_id)
    try:
        if "back" in request.POST:
            send_back_article(article, by=request.reader, note=request.POST.get("note", ""))
        else:
            approve_article(article, by=request.reader)
    except Refusal as refusal:
        return _show(request, article, status=refusal.status, fault=str(refusal))
    messages.success(request, _("Sent back.") if "back" in request.POST else _("Approved: it is what is read now."))
    return redirect("knowledge:article", article_id=article.id)


@require_POST
@staff_only(*(MAY_WRITE | MAY_APPROVE))
def make_withdrawal(request: ReadRequest, article_id: UUID) -> HttpResponse:
    """Take an article out."""
    article = _article_or_404(article_id)
    try:
        withdraw_article(article, by=request.reader)
    except Refusal as refusal:
        return _show(request, article, status=refusal.status, fault=str(refusal))
    messages.success(request, _("Withdrawn; its versions are kept."))
    return redirect("knowledge:articles")
