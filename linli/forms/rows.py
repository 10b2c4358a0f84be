"""Add a row to a repeated group, or take one out: by a button that sends the form, so that it works without script."""

from collections.abc import Mapping
from typing import Any

from linli.forms.enums import Kind
from linli.forms.shape import Shape

ADD, REMOVE = "add", "remove"


def changed_rows(shape: Shape, given: Mapping[str, Any], deed: str) -> dict[str, Any]:
    """Return what was typed with a row more (`add:group`) or without one (`remove:group:0`); else as it is."""
    found = dict(given)
    word, _, rest = deed.partition(":")
    name, _, number = rest.partition(":")
    field = shape.by_name.get(name)
    if field is None or field.kind is not Kind.ROWS:
        return found
    rows = list(found.get(name) or [])
    if word == ADD and len(rows) < field.most:
        found[name] = [*rows, {}]
    if word == REMOVE and number.isascii() and number.isdigit() and len(number) < 4:
        found[name] = [row for at, row in enumerate(rows) if at != int(number)]
    return found
