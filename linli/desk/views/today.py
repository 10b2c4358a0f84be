"""My work today: what is mine, in the order of what is due next, the first of it open."""

from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name
from linli.cases.queries.detail import case_page
from linli.desk.context import counts_of
from linli.desk.queries.counts import count_views, today_filters
from linli.desk.queries.detail import Detail
from linli.desk.queries.pane import TODAY, VIEWS_OF_TODAY, Pane, Place, read_pane, view_chips
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.queries.unit import unit_name


@require_safe
@staff_only()
def show_today(request: ReadRequest) -> HttpResponse:
    place = Place.read(request.GET, kind=TODAY)
    pane = read_pane(request.reader, place)
    first = case_page(pane.first.id, request.reader) if pane.first else None
    if first:
        pane = Pane(place, pane.page, first.number)
    counts = counts_of(request)
    if place.chosen(request.reader):
        counts = count_views(place.reader(request.reader), today_filters())
    context = {
        "pane": pane, "detail": Detail(first, place) if first else None, "case": first, "greeting": greeting(request),
        "chips": view_chips(place, VIEWS_OF_TODAY, counts), "total": counts[place.filter.view],
        "posts": posts(request, place),
    }  # fmt: skip
    return answer(request, "desk/today.html", "desk/list_pane.html", context)


def greeting(request: ReadRequest) -> str:
    """Good morning by the clock of the county, with the name where there is one."""
    hour = localtime().hour
    words = _("Good morning") if 5 <= hour < 12 else _("Good afternoon") if 12 <= hour < 18 else _("Good evening")
    return (
        _("%(greeting)s, %(name)s") % {"greeting": words, "name": request.reader.name} if request.reader.name else words
    )


def posts(request: ReadRequest, place: Place) -> list[dict[str, object]]:
    """The posts held today; several can be looked at one by one."""
    chosen = place.chosen(request.reader)
    found: list[dict[str, object]] = [
        {
            "words": f"{unit_name(post.unit_id)} · {post.role.label}", "area": area_name(post.area),
            "url": place.held_by(str(post.post_id)), "active": post == chosen,
        }
        for post in request.reader.posts
    ]  # fmt: skip
    if len(found) > 1:
        found.insert(0, {"words": _("All posts"), "area": "", "url": place.held_by(""), "active": chosen is None})
    return found
