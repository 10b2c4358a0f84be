"""Units and posts: read by those who look after the system, written by administrators of the area."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.people.domain.post import SUBJECT, end_post, give_post, name_substitute
from linli.people.domain.post_undo import take_back_post
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from linli.people.forms.unit import suggestions, written
from linli.people.models import Post, Unit
from linli.people.queries.roster import post_in, roster, vacancy_page, within_any
from linli.people.queries.unit import unit_map
from linli.people.rules import may_manage_posts
from linli.settings.forms.fields import area_suggestions, staff_suggestions, written_area
from linli.settings.forms.post import EndingForm, PostForm, SubstitutionForm
from linli.settings.queries.changes import post_changes
from linli.settings.queries.lines import post_line, post_lines, vacancy_lines
from linli.settings.rules import MAY_READ, is_administrator, read_areas
from linli.settings.views.answer import answer, entry_or_404


@require_safe
@staff_only(*MAY_READ)
def show_posts(request: ReadRequest) -> HttpResponse:
    """Units with their posts by code, or the posts that stand empty; a search; what was changed lately."""
    reader, areas = request.reader, read_areas(request.reader)
    words, is_vacant = request.GET.get("q", "").strip()[:80], request.GET.get("view") == "vacant"
    after, before = (request.GET.get(name, "")[:80] for name in ("after", "before"))
    context: dict[str, Any] = {
        "words": words, "is_vacant": is_vacant, "may_give": is_administrator(reader), "changes": post_changes(reader, areas)
    }  # fmt: skip
    kept = {"view": "vacant"} if is_vacant else {"q": words} if words else {}
    if is_vacant:
        empty = vacancy_page(areas, after=after, before=before)
        context |= {
            "rows": vacancy_lines(empty.rows, reader),
            "count": empty.count,
            **_neighbours(empty.before, empty.after, kept),
        }
    else:
        page = roster(areas, words, after=after, before=before)
        context |= {
            "units": post_lines(page.units, reader),
            "count": page.vacant,
            **_neighbours(page.before, page.after, kept),
        }
    titles = (_("Post"), _("Who"), _("For which area"), pgettext("of a post", "Time"), _("Stands in"), "")
    empty_titles = (_("Post"), _("For which area"), _("Unit"), "")
    context["columns"] = [{"title": title} for title in (empty_titles if is_vacant else titles)]
    return answer(request, "settings/posts.html", context)


def _neighbours(before: str, after: str, kept: dict[str, str]) -> dict[str, str]:
    return {
        "newer": "?" + urlencode({**kept, "before": before}) if before else "",
        "older": "?" + urlencode({**kept, "after": after}) if after else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_post(request: ReadRequest) -> HttpResponse:
    """Give somebody a post."""
    if request.method != "POST":
        return _show_form(request, PostForm(initial=_asked(request)), _("Assign a post"))
    form = PostForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            post = give_post(
                said["person"], unit=Unit.objects.get(id=said["unit"]), role=said["role"], area=said["area"],
                from_on=said["from_on"], until_on=said["until_on"], by=request.reader,
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(request, _("%(name)s has the post.") % {"name": post.account.display_name})
    return _show_form(request, form, _("Assign a post"), status=422)


def _asked(request: ReadRequest) -> dict[str, str]:
    """A vacancy to be filled stands in the address."""
    role, area, code = (request.GET.get(name, "") for name in ("role", "area", "unit"))
    unit = next((unit for unit in unit_map().values() if unit.code == code), None)
    found = {"role": role, "area": written_area(area) if area.isdigit() else "", "unit": written(unit) if unit else ""}
    return {name: value for name, value in found.items() if value}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_ending(request: ReadRequest, post_id: UUID) -> HttpResponse:
    """End a post with a last day."""
    post = _post_or_404(request, post_id)
    if request.method != "POST":
        return _show_form(request, EndingForm(), _("End the post"), post)
    form = EndingForm(request.POST)
    if form.is_valid():
        try:
            end_post(post, on=form.cleaned_data["on"], by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(request, _("The post of %(name)s has its last day.") % {"name": post.account.display_name})
    return _show_form(request, form, _("End the post"), post, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_substitution(request: ReadRequest, post_id: UUID) -> HttpResponse:
    """Say who stands in for the holder, or (`nobody`) that nobody does any more."""
    post = _post_or_404(request, post_id)
    title = _("Name who stands in")
    if request.method != "POST":
        return _show_form(request, SubstitutionForm(), title, post)
    is_over = "nobody" in request.POST
    form = SubstitutionForm(request.POST)
    if is_over or form.is_valid():
        said = {"person": None} if is_over else form.cleaned_data
        try:
            name_substitute(
                post, substitute=said["person"], from_on=said.get("from_on"), until_on=said.get("until_on"), by=request.reader
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = _("Nobody stands in for %(name)s any more.") if is_over else _("Somebody stands in for %(name)s.")
            return _done(request, words % {"name": post.account.display_name})
    return _show_form(request, form, title, post, status=422)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a post be as it was before a change."""
    entry = entry_or_404(entry_id, SUBJECT)
    if not within_any(entry.area, read_areas(request.reader)):
        raise Http404
    try:
        take_back_post(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("settings:posts")
    return _done(request, _("The post is as it was before."))


def _post_or_404(request: ReadRequest, post_id: UUID) -> Post:
    post = post_in(read_areas(request.reader), post_id)
    if post is None:
        raise Http404
    if not may_manage_posts(request.reader, post.area):
        raise NotAdministrator
    return post


def _show_form(
    request: ReadRequest, form: Any, title: str, post: Post | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "title": title, "post": post_line(post, request.reader) if post else None, "staff": staff_suggestions(),
        "areas": area_suggestions(), "unit_names": suggestions(),
    }  # fmt: skip
    return answer(request, "settings/post.html", context, status=status)


def _done(request: ReadRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("settings:posts")
