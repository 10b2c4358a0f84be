"""What a number is taken for: the groups of what a place deals with, each with its letter."""

from dataclasses import dataclass

from linli.places.counter import CounterItem, counter_items

APPOINTMENT = "Y"  # 预约
LETTERS = "ABCDEFGHJKLMNPQRSTUVWX"  # without I and O, which look like a one and a nought, and without Y and Z


@dataclass(frozen=True)
class Line:
    """A group of what can be asked for, with the letter of its numbers."""

    letter: str
    title: str
    items: tuple[CounterItem, ...]


def lines_at(place_code: str) -> list[Line]:
    """Return the groups of a place in the order of its catalogue; none where nobody keeps one. More than there are letters
    share the last."""
    groups: dict[str, list[CounterItem]] = {}
    for item in counter_items(place_code):
        groups.setdefault(item.group, []).append(item)
    return [
        Line(LETTERS[min(number, len(LETTERS) - 1)], title, tuple(items))
        for number, (title, items) in enumerate(groups.items())
    ]


def line_of(place_code: str, item_code: str) -> str | None:
    """Return the letter for what somebody comes for; the first where they do not say, None where it is not dealt with."""
    if not item_code:
        return LETTERS[0]
    return next(
        (line.letter for line in lines_at(place_code) if any(item.code == item_code for item in line.items)), None
    )


def item_titles(place_code: str) -> dict[str, str]:
    """Return what can be asked for at a place, by code."""
    return {item.code: item.title for item in counter_items(place_code)}
