from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from linli.common.surfaces import Words, entries_for
from linli.people.reader import Reader

GROUPS = ("settings", "records")


@dataclass(frozen=True)
class Card:
    """One page that can be opened from the settings."""

    title: Words
    about: Words
    url: str
    count: int | None


def cards(reader: Reader) -> list[Card]:
    """Return what the apps have registered for setting up and looking after, as far as this reader may see it."""
    groups = entries_for(frozenset(role.value for role in reader.roles))
    found = []
    for entry in (entry for group in GROUPS for entry in groups.get(group, [])):
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:  # an app whose page is not there yet
            continue
        if entry.url_name != "settings:overview":
            found.append(Card(entry.title, entry.about, url, entry.count(reader) if entry.count else None))
    return found
