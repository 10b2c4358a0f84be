from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.people.doors import ReadRequest, open_to_all
from linli.people.models import SentText

NEWEST = 50


@require_safe
@never_cache
@open_to_all
def outbox(request: ReadRequest) -> HttpResponse:
    """The texts that the demonstration would have sent; a real installation has no such page."""
    if not settings.LINLI_DEMO:
        raise Http404
    texts = SentText.objects.order_by("-id")[:NEWEST]
    response = render(request, "people/demonstration_outbox.html", {"texts": texts})
    response["X-Robots-Tag"] = "noindex"
    return response
