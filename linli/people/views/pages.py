from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from linli.people.queries.page import Page


def key_of(request: HttpRequest, name: str) -> UUID | None:
    """The key in the address under a name; what is none names nothing."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def neighbours(page: Page[Any], **kept: str) -> dict[str, str]:
    """The addresses of the older and the newer page, keeping the filters."""
    filters = {name: value for name, value in kept.items() if value}
    return {
        "older": "?" + urlencode({**filters, "before": str(page.older)}) if page.older else "",
        "newer": "?" + urlencode({**filters, "after": str(page.newer)}) if page.newer else "",
    }
