"""What one content of a procedure says that another does not: added, removed, changed, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.cases.queries import procedure_words as words

Content = Mapping[str, Any]
Row = Mapping[str, Any]
ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Point:
    """One thing that a row says, before and after; lists are told by what came and went."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A row that was added, removed or changed, and how."""

    kind: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Section:
    title: str
    changes: tuple[Change, ...]


def difference(before: Content, after: Content) -> list[Section]:
    """The sections in which two contents differ; empty where they say the same."""
    sections = [Section(pgettext("of a procedure", "In general"), _whole(before, after))]
    for part, title in (
        ("states", _("States")), ("transitions", _("What may be done")), ("limits", _("Limits")),
        ("grounds", _("Listed reasons")), ("ladder", _("When a limit has passed")),
    ):  # fmt: skip
        sections.append(Section(title, _rows(part, before, after)))
    return [section for section in sections if section.changes]


def _whole(before: Content, after: Content) -> tuple[Change, ...]:
    points = _points("", before, after, before, after)
    return (Change(CHANGED, words.text_of(after.get("title")), points),) if points else ()


def _rows(part: str, before: Content, after: Content) -> tuple[Change, ...]:
    old, new = list(before.get(part, [])), list(after.get(part, []))
    pairs = _pairs(part, old, new)
    taken = {id(one) for one, _other in pairs}
    mine = {id(other) for _one, other in pairs}
    changes = [
        Change(CHANGED, words.row_words(after, part, other), points)
        for one, other in pairs
        if (points := _points(part, before, after, one, other))
    ]
    changes += [
        Change(ADDED, words.row_words(after, part, row), _points(part, after, after, {}, row))
        for row in new if id(row) not in mine
    ]  # fmt: skip
    changes += [Change(REMOVED, words.row_words(before, part, row), ()) for row in old if id(row) not in taken]
    order = [old.index(one) for one, _other in sorted(pairs, key=lambda pair: new.index(pair[1]))]
    if order != sorted(order) and len(pairs) > 1:
        changes.append(Change(CHANGED, _("The order in which they stand"), ()))
    return tuple(changes)


def _pairs(part: str, old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Which row of the old is which of the new: by code; a deed by its verb and the states it shares most."""
    if part == "ladder":  # its steps have no name: each is what its place makes it
        return list(zip(old, new, strict=False))
    if part != "transitions":
        name = "key" if part == "limits" else "code"
        known = {row.get(name): row for row in old}
        return [(known[row.get(name)], row) for row in new if row.get(name) in known]
    found, left, rest = [], list(old), []
    for row in new:  # what did not change is itself
        if row in left:
            found.append((left.pop(left.index(row)), row))
        else:
            rest.append(row)
    for row in rest:
        same = [one for one in left if one.get("verb") == row.get("verb")]
        best = max(same, key=lambda one: _likeness(one, row), default=None)
        if best is not None:
            found.append((left.pop(left.index(best)), row))
    return found


def _likeness(one: Row, other: Row) -> tuple[int, bool]:
    return len(set(one.get("from", [])) & set(other.get("from", []))), one.get("to", "") == other.get("to", "")


Tell = Callable[[Any, Content], str]


def _fields(part: str) -> list[tuple[str, str, Tell]]:
    def text(value: Any, _content: Content) -> str:
        return f"{value.get('zh', '')} / {value.get('en', '')}" if value else ""

    def state(value: Any, content: Content) -> str:
        return words.state_words(content, value) if value else _("stays where it is")

    def of(tell: Callable[[Any], str]) -> Tell:
        return lambda value, _content: tell(value)

    title = ("title", _("Name"), text)
    found: dict[str, list[tuple[str, str, Tell]]] = {
        "": [
            title, ("first", _("It begins in"), state),
            ("first_desk", _("It begins with"), of(words.first_desk_words)),
            ("assigns_on", _("The routing rules name the lead unit on"), of(lambda verb: words.verb_words(verb) if verb else "–")),
            ("escalates_to", _("What is overdue goes to"), of(words.who_words)),
            ("reminds_before", _("Reminded after this part of a limit"), of(lambda part: f"{round(part * 100)} %")),
            ("objection_within", _("A unit may object to what it was given within"), of(words.length_words)),
            ("public", _("Of public space"), of(words.yes_words)),
        ],
        "states": [
            title, ("stage", _("Stage"), of(words.stage_words)), ("rests", _("The clock rests"), of(words.yes_words)),
            ("resident", _("What residents read"), text), ("following", _("And what comes next"), text),
        ],
        "transitions": [
            title, ("to", pgettext("state", "To"), state), ("primary", _("The next step offered first"), of(words.yes_words)),
        ],
        "limits": [
            title, ("limit", _("Length"), of(words.length_words)), ("starts", _("Begins with"), of(words.verb_words)),
            ("clock", _("Whose clock"), of(words.clock_words)), ("whole", _("Of the whole matter"), of(words.yes_words)),
        ],
        "grounds": [title, ("instead", _("Where to go instead"), text)],
        "ladder": [title, ("after", _("How long after the limit"), of(words.after_words))],
    }  # fmt: skip
    return found[part]


def _lists(part: str) -> list[tuple[str, str, Tell]]:
    return {
        "": [
            ("closed_to", _("Who never sees who reports"), lambda _one, _content: _("the unit it is about")),
            ("opened_by", _("Only these may open one"), lambda one, _content: words.who_words(one)),
        ],
        "ladder": [("tells", _("Who is told"), lambda one, _content: words.tells_words(one))],
        "transitions": [
            ("from", pgettext("state", "From"), lambda one, content: words.state_words(content, one)),
            ("who", _("Who may"), lambda one, _content: words.who_words(one)),
            ("needs", _("Needs"), lambda one, _content: words.needs_words(one)),
            ("tells", _("Who is told"), lambda one, _content: words.tells_words(one)),
        ],
        "limits": [("met_by", _("Met by"), lambda one, _content: words.verb_words(one))],
    }.get(part, [])  # fmt: skip


# What holds where a row does not say.
DEFAULTS: dict[str, Any] = {
    "rests": False, "primary": False, "whole": False, "public": False, "to": "", "assigns_on": "", "clock": "receiver",
    "first_desk": "rule", "escalates_to": "supervisor", "reminds_before": 0.75,
}  # fmt: skip


def _points(part: str, old: Content, new: Content, one: Row, other: Row) -> tuple[Point, ...]:
    points = []
    for key, label, tell in _fields(part):
        before, after = (row.get(key, DEFAULTS.get(key)) for row in (one, other))
        if before != after or (not one and after not in (DEFAULTS.get(key), None)):
            points.append(Point(label, tell(before, old) if one and before is not None else "", tell(after, new)
                                if after is not None else ""))  # fmt: skip
    for key, label, tell in _lists(part):
        had, has = list(one.get(key, [])), list(other.get(key, []))
        gone = [tell(value, old) for value in had if value not in has]
        came = [tell(value, new) for value in has if value not in had]
        if gone or came:
            points.append(Point(label, " · ".join(gone), " · ".join(came)))
    return tuple(points)
