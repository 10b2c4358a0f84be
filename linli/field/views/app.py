"""What the installed app is made of: its page, its manifest, its worker, and the data it keeps for later."""

from hashlib import sha256

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from linli.common.look import look
from linli.field.queries.day import day_for_phone
from linli.field.queries.help import heads_for
from linli.field.queries.kinds import kinds_for_phone
from linli.field.queries.places import places_of
from linli.field.queries.visits import visits_for_phone
from linli.field.queries.worker import built
from linli.people.doors import ReadRequest, open_to_all, staff_only


# Packed: each byte is somebody's data plan. None of these answers holds a token that its length could give away.
@gzip_page
@ensure_csrf_cookie
@require_safe
@open_to_all
def app(request: ReadRequest) -> HttpResponse:
    """The page that works without signal. It holds nothing of anybody: what it shows comes from the phone itself."""
    # No token in the page: it is kept, and a kept token would be refused after the next sign-in.
    response = render(request, "field/app.html", {"csrf_token": ""})
    response["Linli-Version"] = built().version
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@open_to_all
def manifest(request: ReadRequest) -> HttpResponse:  # noqa: ARG001
    """How a phone installs it. Nobody must: every page works in the browser, and from a link in a chat."""
    name = look().name
    icons = [
        {"src": static(f"linli/seal-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512) for purpose in ("any", "maskable")
    ]  # fmt: skip
    body = {
        "name": _("%(brand)s in the field") % {"brand": name}, "short_name": name, "id": "/field/",
        "start_url": reverse("field:app"), "scope": reverse("field:today"), "display": "standalone",
        "background_color": "#fbf9f4", "theme_color": "#fbf9f4", "icons": icons,
    }  # fmt: skip
    response = JsonResponse(body, content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@open_to_all
def worker(request: ReadRequest) -> HttpResponse:  # noqa: ARG001
    """The service worker, from an address whose scope is the field and nothing above it."""
    response = HttpResponse(built().script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@gzip_page
@never_cache
@ensure_csrf_cookie
@require_safe
@staff_only()
def day(request: ReadRequest) -> HttpResponse:
    """What the phone keeps of today, sealed under its PIN: matters, places, whom to call."""
    reader = request.reader
    area = min((post.area for post in reader.posts), key=len)
    heads = [
        {"name": one.name, "office": one.office, "telephone": one.telephone} for one in heads_for(area, besides=reader)
    ]
    return JsonResponse(
        {
            "account": str(reader.actor_id), "at": now().isoformat(), "matters": day_for_phone(reader),
            "places": places_of(reader), "heads": heads, "visits": visits_for_phone(reader),
        }
    )  # fmt: skip


@gzip_page
@require_safe
@open_to_all
def kinds_for_the_phone(request: ReadRequest) -> HttpResponse:
    """All kinds offered, for finding them without signal; asked again, it answers "unchanged" where nothing is new."""
    body = JsonResponse(
        {"kinds": kinds_for_phone()}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")}
    )
    tag = f'"{_tag(body.content)}"'
    response = get_conditional_response(request, etag=tag) or body
    response["ETag"], response["Cache-Control"] = tag, "no-cache"
    return response


def _tag(content: bytes) -> str:
    return sha256(content).hexdigest()[:20]
