"""What a schema says of a field beside its words: bounds, options, files; by kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from linli.forms import limits
from linli.forms.enums import Accept, Depth, Kind
from linli.forms.problem import Problem, pointer
from linli.forms.shape import TODAY, Option, Words

KEYWORDS: dict[Kind, frozenset[str]] = {
    Kind.TEXT: frozenset({"minLength", "maxLength"}),
    Kind.WORDS: frozenset({"minLength", "maxLength"}),
    Kind.NUMBER: frozenset({"minimum", "maximum", "x-decimals"}),
    Kind.DATE: frozenset({"format", "x-from", "x-until"}),
    Kind.CHOICE: frozenset({"oneOf"}),
    Kind.CHOICES: frozenset({"items", "uniqueItems", "minItems", "maxItems"}),
    Kind.IDENTITY: frozenset(),
    Kind.CREDIT_CODE: frozenset(),
    Kind.PHONE: frozenset(),
    Kind.ADDRESS: frozenset({"x-depth"}),
    Kind.FILES: frozenset({"items", "uniqueItems", "minItems", "maxItems", "x-accept"}),
    Kind.ROWS: frozenset({"items", "minItems", "maxItems"}),
}
TYPES = {Kind.CHOICES: "array", Kind.FILES: "array", Kind.ROWS: "array", Kind.ADDRESS: "object"}
FILE_ITEMS = {"type": "string", "format": "uuid"}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
CODE = re.compile(r"[a-z0-9][a-z0-9_]*", re.ASCII)
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Face:
    """The bounds and choices of a field."""

    least: Any = None
    most: Any = None
    decimals: int = 0
    options: tuple[Option, ...] = ()
    accept: tuple[str, ...] = ()
    depth: Depth | None = None


def read_face(kind: Kind, schema: Mapping[str, Any], path: Path, problems: list[Problem]) -> Face:
    """Return the bounds and choices that a field's schema states, by its kind."""
    decimals = _whole(schema, "x-decimals", path, problems, 0, limits.MOST_DECIMALS, 0) if kind is Kind.NUMBER else 0
    expected = ("number" if decimals else "integer") if kind is Kind.NUMBER else TYPES.get(kind, "string")
    if schema.get("type") != expected:
        problems.append(Problem("type", _("the type must be %(type)s"), pointer(*path, "type"), type=expected))
    match kind:
        case Kind.TEXT | Kind.WORDS:
            most = limits.MOST_TEXT if kind is Kind.TEXT else limits.MOST_WORDS
            return _bounded(schema, "minLength", "maxLength", path, problems, 0, most)
        case Kind.NUMBER:
            return _numbers(schema, path, problems, decimals)
        case Kind.DATE:
            return _days(schema, path, problems)
        case Kind.CHOICE:
            return Face(options=_options(schema.get("oneOf"), (*path, "oneOf"), problems))
        case Kind.CHOICES:
            return _choices(schema, path, problems)
        case Kind.FILES:
            return _files(schema, path, problems)
        case Kind.ROWS:
            if not isinstance(schema.get("items"), Mapping):
                problems.append(Problem("value", _("the fields of a row are needed"), pointer(*path, "items")))
            return _bounded(schema, "minItems", "maxItems", path, problems, 0, limits.MOST_ROWS)
        case Kind.ADDRESS:
            depth = schema.get("x-depth", Depth.VILLAGE.value)
            if depth not in Depth.values:
                problems.append(_one_of(path, "x-depth", Depth.values))
                return Face()
            return Face(depth=Depth(depth))
    return Face()


def _bounded(
    schema: Mapping[str, Any], low: str, high: str, path: Path, problems: list[Problem], least: int, most: int
) -> Face:
    found = Face(
        _whole(schema, low, path, problems, least, most, least), _whole(schema, high, path, problems, 1, most, most)
    )
    return _ordered(found, high, path, problems)


def _ordered(face: Face, high: str, path: Path, problems: list[Problem]) -> Face:
    if face.least is not None and face.most is not None and face.least > face.most:
        problems.append(Problem("bounds", _("the upper bound lies below the lower one"), pointer(*path, high)))
    return face


def _whole(
    schema: Mapping[str, Any], key: str, path: Path, problems: list[Problem], least: int, most: int, default: int
) -> int:
    value = schema.get(key, default)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        problems.append(
            Problem("number", _("a whole number from %(least)s to %(most)s"), pointer(*path, key), least=least, most=most)
        )  # fmt: skip
        return default
    return value


def _numbers(schema: Mapping[str, Any], path: Path, problems: list[Problem], decimals: int) -> Face:
    found: dict[str, Any] = {}
    for key in ("minimum", "maximum"):
        value: Any = schema.get(key)
        if value is None and key not in schema:
            found[key] = None
            continue
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) <= limits.MOST_NUMBER or round(value, decimals) != value:
            problems.append(
                Problem("bound", _("a number with at most %(decimals)s decimals"), pointer(*path, key), decimals=decimals)
            )  # fmt: skip
            value = None
        found[key] = int(value) if value is not None and value == int(value) else value
    return _ordered(Face(found["minimum"], found["maximum"], decimals), "maximum", path, problems)


def _days(schema: Mapping[str, Any], path: Path, problems: list[Problem]) -> Face:
    if schema.get("format") != "date":
        problems.append(_one_of(path, "format", ["date"]))
    found: list[str | None] = []
    for key in ("x-from", "x-until"):
        value = schema.get(key)
        if key in schema and value != TODAY and not is_day(value):
            problems.append(Problem("day", _("a day such as 2026-12-31, or today"), pointer(*path, key)))
            value = None
        found.append(value)
    face = Face(found[0], found[1])
    return face if TODAY in found else _ordered(face, "x-until", path, problems)


def is_day(value: Any) -> bool:
    """Whether this is a day of the calendar written 2026-12-31, within what a form knows."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value) or not limits.DAYS[0] <= value <= limits.DAYS[1]:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _choices(schema: Mapping[str, Any], path: Path, problems: list[Problem]) -> Face:
    _unique(schema, path, problems)
    items = schema.get("items")
    if not isinstance(items, Mapping) or set(items) != {"type", "oneOf"} or items["type"] != "string":
        problems.append(Problem("value", _("texts of a list are needed: type and oneOf"), pointer(*path, "items")))
        return Face()
    options = _options(items["oneOf"], (*path, "items", "oneOf"), problems)
    bounds = _bounded(schema, "minItems", "maxItems", path, problems, 0, max(len(options), 1))
    return Face(bounds.least, bounds.most, options=options)


def _files(schema: Mapping[str, Any], path: Path, problems: list[Problem]) -> Face:
    _unique(schema, path, problems)
    if schema.get("items", FILE_ITEMS) != FILE_ITEMS:
        problems.append(Problem("value", _("files are named by their numbers: string, uuid"), pointer(*path, "items")))
    accept = schema.get("x-accept", Accept.values)
    if not isinstance(accept, list) or not accept or not set(map(str, accept)) <= set(Accept.values):
        problems.append(_one_of(path, "x-accept", Accept.values))
        accept = Accept.values
    bounds = _bounded(schema, "minItems", "maxItems", path, problems, 0, limits.MOST_FILES)
    return Face(bounds.least, bounds.most, accept=tuple(one for one in Accept.values if one in accept))


def _unique(schema: Mapping[str, Any], path: Path, problems: list[Problem]) -> None:
    if schema.get("uniqueItems", True) is not True:
        problems.append(Problem("value", _("only true is taken here"), pointer(*path, "uniqueItems")))


def _options(rows: Any, path: Path, problems: list[Problem]) -> tuple[Option, ...]:
    if not isinstance(rows, list) or not 1 <= len(rows) <= limits.MOST_OPTIONS:
        problems.append(
            Problem("options", _("one to %(most)s answers to choose from"), pointer(*path), most=limits.MOST_OPTIONS)
        )
        return ()
    found: list[Option] = []
    for number, row in enumerate(rows):
        option = _option(row, (*path, number), problems)
        if option and any(one.code == option.code for one in found):
            problems.append(Problem("option_twice", _("an answer stands here twice"), pointer(*path, number)))
        elif option:
            found.append(option)
    return tuple(found)


def _option(row: Any, path: Path, problems: list[Problem]) -> Option | None:
    english = row.get("x-en", {}) if isinstance(row, Mapping) else None
    holds = (
        isinstance(row, Mapping) and set(row) <= {"const", "title", "x-en"} and isinstance(english, Mapping)
        and set(english) <= {"title"} and all(isinstance(one, str) for one in (*row.values(), *english.values()) if one is not english)
    )  # fmt: skip
    if not holds:
        problems.append(Problem("option", _("an answer has const, title and perhaps English"), pointer(*path)))
        return None
    code, title, said = row.get("const", ""), row.get("title", "").strip(), (english or {}).get("title", "").strip()
    if not CODE.fullmatch(code) or len(code) > limits.MOST_NAME:
        problems.append(
            Problem("name", _("a name is small letters, digits and _, at most %(most)s"), pointer(*path, "const"),
                    most=limits.MOST_NAME)
        )  # fmt: skip
        return None
    if not title or max(len(title), len(said)) > limits.MOST_TITLE:
        problems.append(
            Problem("words", _("words, at most %(most)s characters"), pointer(*path, "title"), most=limits.MOST_TITLE)
        )
        return None
    return Option(code, Words(title, said))


def _one_of(path: Path, key: str, values: list[str]) -> Problem:
    return Problem("one_of", _("must be of: %(values)s"), pointer(*path, key), values=", ".join(values))
