"""Pages of other apps that belong to one's own account; each app registers its own in `apps.py`."""

from django.urls import reverse
from django.utils.functional import Promise

_links: dict[str, str | Promise] = {}


def register_account_link(url_name: str, title: str | Promise) -> None:
    """Put a page beside one's own details at /me/."""
    _links[url_name] = title


def account_links() -> list[dict[str, str]]:
    """The pages, in the order in which the apps are loaded."""
    return [{"url": reverse(name), "title": str(title)} for name, title in _links.items()]
