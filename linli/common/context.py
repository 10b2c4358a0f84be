from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from linli.common.look import look
from linli.common.map_provider import map_provider

TEXT_SIZES = ("1", "1.25", "1.6", "2")
TEXT_SIZE_COOKIE = "linli_text"


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page needs to know: its county, the reader's text size, whether this is a demonstration."""
    size = request.COOKIES.get(TEXT_SIZE_COOKIE, "1")
    return {
        "county": getattr(request, "county", None),
        "reader": getattr(request, "reader", None),
        "text_size": size if size in TEXT_SIZES else "1",
        "city_look": SimpleLazyObject(look),
        "is_demonstration": settings.LINLI_DEMO,
        "map_provider": map_provider(),
    }
