"""How it was rated, for staff: by item, centre, town; the list behind each figure; words that everybody may read."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.common.days import day_in
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.places.queries.directory import place_map
from linli.ratings.domain.release import release_words, take_words_back
from linli.ratings.enums import Grade, Rated
from linli.ratings.queries.figures import BY, GRADES, Line, rating_figures
from linli.ratings.queries.listing import Wanted, list_ratings, rating_seen
from linli.ratings.rules import MAY_FOLLOW_UP, MAY_READ
from linli.ratings.views.answer import private

USUAL_DAYS, LONGEST = timedelta(days=89), timedelta(days=366)
LOW = 0  # the grade by which an address asks for the two lowest


@require_safe
@staff_only(*MAY_READ)
def show_figures(request: ReadRequest) -> HttpResponse:
    """By item, centre or town, of some days; never by person."""
    by = request.GET.get("by", "item")
    by = by if by in BY else "item"
    first, last = _days(request.GET)
    whole, lines = rating_figures(request.reader, by, first, last)
    days = {"first": str(first), "last": str(last)}
    titles = {
        "item": pgettext("ratings by", "Item"),
        "place": pgettext("ratings by", "Centre"),
        "town": pgettext("ratings by", "Town"),
    }
    heads = [
        titles[by],
        pgettext("ratings", "Rated"),
        _("Fairly satisfied or better"),
        *(grade.label for grade in GRADES),
    ]
    context = {
        "whole": _links(whole), "lines": [_links(line) for line in lines], "first": first, "last": last, "by": by,
        "columns": [{"title": title, "numeric": number > 0} for number, title in enumerate(heads)],
        "chips": [{"title": title, "url": "?" + urlencode(days | {"by": name}), "active": name == by}
                  for name, title in titles.items()],
    }  # fmt: skip
    return private(render(request, "ratings/figures.html", context))


def _days(asked: QueryDict) -> tuple[date, date]:
    last = day_in(asked.get("last", "")) or localdate()
    first = day_in(asked.get("first", "")) or last - USUAL_DAYS
    return max(min(first, last), last - LONGEST), last


def _links(line: Line) -> dict[str, Any]:
    """A line with the addresses of the lists that its figures count."""
    return {
        "line": line, "url": _list(line.wanted),
        "grades": [(str(Grade(grade).label), count, _list(line.wanted.of(grade=grade))) for grade, count in line.grades],
    }  # fmt: skip


def _list(wanted: Wanted) -> str:
    return f"{reverse('ratings:list')}?{urlencode(wanted.words)}"


@require_safe
@staff_only(*MAY_READ)
def show_list(request: ReadRequest) -> HttpResponse:
    """The ratings behind a figure, newest first; of whom they are, is not said."""
    return _show_list(request)


def _show_list(request: ReadRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    wanted = _wanted(request.GET)
    page = list_ratings(request.reader, wanted, older=request.GET.get("older", ""))
    grades = {None: pgettext("ratings", "All"), LOW: _("The two lowest")}
    grades |= {int(grade): str(grade.label) for grade in GRADES}
    context = {
        "page": page, "wanted": wanted, "fault": fault, "may_release": bool(request.reader.roles & MAY_FOLLOW_UP),
        "about": _about(wanted), "here": request.get_full_path(),
        "chips": [{"title": title, "url": "?" + urlencode(wanted.of(grade=grade).words), "active": grade == wanted.grade}
                  for grade, title in grades.items()],
        "older": "?" + urlencode(wanted.words | {"older": page.older}) if page.older else "",
    }  # fmt: skip
    return private(render(request, "ratings/list.html", context, status=status))


def _wanted(asked: QueryDict) -> Wanted:
    """What an address narrows to; what makes no sense in it narrows nothing."""
    grade = asked.get("grade", "")
    kind = asked.get("kind", "")
    return Wanted(
        kind if kind in Rated.values else "", _word(asked, "item", 60), _word(asked, "place", 60), _word(asked, "town", 9),
        int(grade) if len(grade) == 1 and grade in "012345" else None, day_in(asked.get("first", "")),
        day_in(asked.get("last", "")),
    )  # fmt: skip


def _word(asked: QueryDict, name: str, most: int) -> str:
    word = asked.get(name, "")
    return word if len(word) <= most and word.isprintable() else ""


def _about(wanted: Wanted) -> list[str]:
    """In words, what the list is narrowed to."""
    place = place_map().get(wanted.place)
    said = [area_name(wanted.town) if wanted.town else "", place.name if place else "",
            str(Rated(wanted.kind).label) if wanted.kind else ""]  # fmt: skip
    if wanted.first and wanted.last:
        said.append(f"{date_format(wanted.first, 'DATE_FORMAT')} – {date_format(wanted.last, 'DATE_FORMAT')}")
    return [word for word in said if word]


@require_POST
@staff_only(*MAY_FOLLOW_UP)
def make_words_public(request: ReadRequest, rating_id: UUID, deed: str) -> HttpResponse:
    """Show everybody some words of a rating, or show them no more."""
    found = rating_seen(rating_id, request.reader)
    if found is None or deed not in ("release", "return"):
        raise Http404
    try:
        if deed == "release":
            release_words(found, words=request.POST.get("words", ""), by=request.reader)
            messages.success(request, _("Everybody reads it now on the page of the centre."))
        else:
            take_words_back(found, by=request.reader)
            messages.success(request, _("It is shown no more."))
    except Refusal as refusal:
        return _show_list(request, fault=str(refusal), status=refusal.status)
    return redirect(f"{reverse('ratings:list')}?{urlencode(_wanted(request.GET).words)}")
