"""What an appointment is for, in words: the items that a place deals with, by their codes."""

from linli.places.counter import CounterItem, counter_items


def item_titles(place_code: str) -> dict[str, str]:
    """Return the titles of the items of a place by code; empty where nobody keeps a catalogue."""
    return {item.code: item.title for item in counter_items(place_code)}


def grouped_items(place_code: str) -> list[tuple[str, list[CounterItem]]]:
    """Return the items of a place in their groups, both in the catalogue's order."""
    found: dict[str, list[CounterItem]] = {}
    for item in counter_items(place_code):
        found.setdefault(item.group, []).append(item)
    return list(found.items())
