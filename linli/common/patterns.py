"""What stands on the pattern page: every component, in the order shown.

An app with a component of its own calls `register_pattern` in its `apps.py` and brings
`templates/common/patterns/<name>.html`; a test fails for a component that stands nowhere.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

PAGES = ("portal", "report", "matter", "desk", "sign-in")


@dataclass(frozen=True)
class Pattern:
    """One component, or a family that is only used together, with the stems of its templates."""

    name: str
    title: str | Promise
    group: str
    components: tuple[str, ...]


GROUPS = {
    "words": gettext_lazy("Marks and words"),
    "doing": gettext_lazy("Doing"),
    "asking": gettext_lazy("Asking"),
    "telling": gettext_lazy("Telling"),
    "lists": gettext_lazy("Lists and figures"),
    "hall": gettext_lazy("Halls and displays"),
}

_patterns: list[Pattern] = []


def register_pattern(name: str, title: str | Promise, group: str, *more: str) -> None:
    """Put a component on the pattern page; `more` are the stems of components shown with it."""
    pattern = Pattern(name, title, group, (name, *more))
    if pattern not in _patterns:
        _patterns.append(pattern)


def all_patterns() -> list[Pattern]:
    return list(_patterns)


def patterns_by_group() -> list[tuple[str | Promise, list[Pattern]]]:
    """Return the groups in their order with their patterns in the order of registration."""
    return [(title, [pattern for pattern in _patterns if pattern.group == key]) for key, title in GROUPS.items()]


register_pattern("seal", pgettext_lazy("component", "Seal"), "words")
register_pattern("tag", pgettext_lazy("component", "Tag"), "words")
register_pattern("person", pgettext_lazy("component", "Person"), "words")
register_pattern("masked", pgettext_lazy("component", "Masked value"), "words")
register_pattern("search", pgettext_lazy("component", "Search"), "doing")
register_pattern("door", pgettext_lazy("component", "Door"), "doing")
register_pattern("button", pgettext_lazy("component", "Button"), "doing")
register_pattern("dialog", pgettext_lazy("component", "Dialog"), "doing")
register_pattern("toast", pgettext_lazy("component", "Message with undo"), "doing")
register_pattern("near-me", pgettext_lazy("component", "Near me"), "doing")
register_pattern("year", gettext_lazy("Year"), "lists")
register_pattern("tabs", pgettext_lazy("component", "Tabs"), "doing")
register_pattern("read-aloud", pgettext_lazy("component", "Reading aloud, speaking"), "doing", "speak")
register_pattern("field", pgettext_lazy("component", "Field"), "asking")
register_pattern("kind-picker", pgettext_lazy("component", "Kind picker"), "asking", "kind-choices")
register_pattern("place-picker", pgettext_lazy("component", "Place picker"), "asking")
register_pattern("linli-map", pgettext_lazy("component", "Map of a provider"), "asking")
register_pattern("photo-strip", pgettext_lazy("component", "Photo strip"), "asking")
register_pattern("slots", pgettext_lazy("component", "Times to book"), "asking")
register_pattern("steps", pgettext_lazy("component", "Steps"), "asking")
register_pattern("notice", pgettext_lazy("component", "Notice"), "telling")
register_pattern("empty", pgettext_lazy("component", "Empty"), "telling")
register_pattern("clock", pgettext_lazy("component", "Clock"), "telling")
register_pattern("timeline", pgettext_lazy("component", "Timeline"), "telling", "event")
register_pattern("facts", pgettext_lazy("component", "Facts"), "telling")
register_pattern("document", pgettext_lazy("component", "Document"), "telling")
register_pattern("skeleton", pgettext_lazy("component", "Skeleton"), "telling")
register_pattern("row", pgettext_lazy("component", "Work list row"), "lists")
register_pattern("chips", pgettext_lazy("component", "Filter chips"), "lists")
register_pattern("table", pgettext_lazy("component", "Table"), "lists")
register_pattern("pager", pgettext_lazy("component", "Pager"), "lists")
register_pattern("figure", pgettext_lazy("component", "Big figure"), "lists")
register_pattern("bars", pgettext_lazy("component", "Bars"), "lists")
register_pattern("ticket", pgettext_lazy("component", "Ticket"), "hall")
register_pattern("tile", pgettext_lazy("component", "Display tile"), "hall")
