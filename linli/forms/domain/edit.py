"""Edits of a draft: pure functions from one schema to the next. A path is a field, or a group and a field in its rows."""

from typing import Any

from linli.forms.domain.draft import Content, Edit

Path = tuple[str, ...]


def put_whole(words: Content) -> Edit:
    """Give the form its title and help, in both languages."""

    def edit(content: Content) -> Content:
        kept = {key: value for key, value in content.items() if key not in ("title", "description", "x-en")}
        return kept | words

    return edit


def put_field(path: Path, schema: Content, *, is_required: bool) -> Edit:
    """Add a field behind the others, or let one be asked otherwise. A repeated group keeps its fields."""

    def edit(content: Content) -> Content:
        level, name = _level(content, path), path[-1]
        former = level["properties"].get(name, {})
        level["properties"][name] = schema | ({"items": former["items"]} if former.get("x-kind") == "rows" else {})
        if name not in level["x-order"]:
            level["x-order"].append(name)
        required = {*level.get("required", []), name} if is_required else {*level.get("required", [])} - {name}
        level["required"] = [one for one in level["x-order"] if one in required]
        return content

    return edit


def move_field(path: Path, step: int) -> Edit:
    """Ask a field earlier (-1) or later (1). At the end of the list nothing happens."""

    def edit(content: Content) -> Content:
        level, name = _level(content, path), path[-1]
        order = level["x-order"]
        at = order.index(name)
        to = at + step
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            level["required"] = [one for one in order if one in level.get("required", [])]
        return content

    return edit


def remove_field(path: Path) -> Edit:
    """Ask a field no more."""

    def edit(content: Content) -> Content:
        level, name = _level(content, path), path[-1]
        level["properties"].pop(name, None)
        for key in ("x-order", "required"):
            level[key] = [one for one in level.get(key, []) if one != name]
        return content

    return edit


def empty_rows() -> Content:
    """The rows of a new group, without a field yet."""
    return {"type": "object", "additionalProperties": False, "properties": {}, "required": [], "x-order": []}


def _level(content: Content, path: Path) -> Any:
    return content["properties"][path[0]]["items"] if len(path) == 2 else content
