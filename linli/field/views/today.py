"""My grid today, as a page that needs neither script nor an app."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name
from linli.field.queries.day import VIEWS, day_lines
from linli.field.views.page import show
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only()
def today(request: ReadRequest) -> HttpResponse:
    view = request.GET.get("view", "due")
    view = view if view in VIEWS else "due"
    here = _point(request)
    titles = {"due": _("Due next"), "new": _("New"), "near": _("Near me")}
    context = {
        "lines": day_lines(request.reader, view, here), "view": view, "here": here,
        "chips": [(name, titles[name], name == view) for name in VIEWS],
        "posts": [f"{area_name(post.area)} · {post.role.label}" for post in request.reader.posts],
    }  # fmt: skip
    return show(request, "field/today.html", context, active="today")


def _point(request: ReadRequest) -> tuple[float, float] | None:
    """The place of the phone as it was when its holder asked for it; it is used for this answer and kept nowhere."""
    try:
        lon, lat = float(request.GET.get("longitude", "")), float(request.GET.get("latitude", ""))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -85 <= lat <= 85 else None
