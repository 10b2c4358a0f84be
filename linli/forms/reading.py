"""Read a schema: a closed subset of JSON Schema 2020-12. Whatever stands outside it is refused, with its place."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from linli.forms.conditions import read_condition
from linli.forms.enums import REUSED_AS, Depth, Kind, Reuse
from linli.forms.faces import KEYWORDS, read_face
from linli.forms.limits import MOST_FIELDS, MOST_HELP, MOST_NAME, MOST_TITLE
from linli.forms.problem import Problem, ShapeFaulty, pointer
from linli.forms.shape import Field, Shape, Words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
WHOLE = frozenset({"$schema", "type", "title", "description", "x-en", *("properties", "required", "x-order")})
LEVEL = frozenset({"type", "properties", "required", "x-order", "additionalProperties"})
COMMON = frozenset(
    {"x-kind", "type", "title", "description", "x-en", "x-shown-when", "x-required-when", "x-reuse"}
)  # fmt: skip
Schema = Mapping[str, Any]


def read_shape(schema: Any) -> Shape:
    """Return what a schema asks. Raises ShapeFaulty with every problem, each with its JSON pointer and a reason."""
    problems: list[Problem] = []
    shape = _read_whole(schema, problems)
    if problems or shape is None:
        raise ShapeFaulty(problems)
    return shape


def examine(schema: Any) -> tuple[list[Problem], Shape | None]:
    """Everything that is wrong with a schema, and what could be made of it all the same; for a draft."""
    problems: list[Problem] = []
    return problems, _read_whole(schema, problems)


def shape_problems(schema: Any) -> list[Problem]:
    """Everything that is wrong with a schema; none: it can be published."""
    return examine(schema)[0]


def _read_whole(schema: Any, problems: list[Problem]) -> Shape | None:
    if not isinstance(schema, Mapping):
        problems.append(Problem("no_schema", _("this is not the schema of a form"), ""))
        return None
    if schema.get("$schema", DIALECT) != DIALECT:
        problems.append(Problem("dialect", _("only JSON Schema 2020-12 is read"), pointer("$schema")))
    refuse_keywords(schema, WHOLE | LEVEL, (), problems)
    words, help_ = read_words(schema, (), problems)
    fields = read_level(schema, (), problems, is_group=False)
    return Shape(words, fields, help_)


def read_level(
    schema: Schema, path: tuple[str | int, ...], problems: list[Problem], *, is_group: bool
) -> tuple[Field, ...]:
    """The fields of an object: of the form itself, or of one row of a repeated group."""
    if schema.get("type") != "object":
        problems.append(Problem("type", _("the type must be %(type)s"), pointer(*path, "type"), type="object"))
    if schema.get("additionalProperties", False) is not False:
        problems.append(Problem("value", _("only false is taken here"), pointer(*path, "additionalProperties")))
    properties = schema.get("properties")
    if not isinstance(properties, Mapping) or not properties:
        problems.append(Problem("no_fields", _("there is no field in it"), pointer(*path, "properties")))
        return ()
    if len(properties) > MOST_FIELDS:
        problems.append(
            Problem("too_many", _("more than %(most)s"), pointer(*path, "properties"), most=MOST_FIELDS)
        )  # fmt: skip
        return ()
    order = _names(schema, "x-order", properties, path, problems)
    if set(order) != set(properties):
        problems.append(Problem("order", _("the order must name every field once"), pointer(*path, "x-order")))
        order = list(properties)
    required = _names(schema, "required", properties, path, problems)
    fields: list[Field] = []
    for name in order:
        where = (*path, "properties", name)
        if not isinstance(name, str) or not NAME.fullmatch(name) or len(name) > MOST_NAME:
            problems.append(
                Problem("name", _("a name is small letters, digits and _, at most %(most)s"), pointer(*where),
                        most=MOST_NAME)
            )  # fmt: skip
        found = _read_field(str(name), properties[name], where, problems, fields, is_group, name in required)
        if found:
            fields.append(found)
    return tuple(fields)


def _read_field(
    name: str, schema: Any, path: tuple[str | int, ...], problems: list[Problem], before: list[Field],
    is_group: bool, is_required: bool,
) -> Field | None:  # fmt: skip
    if not isinstance(schema, Mapping):
        problems.append(Problem("no_schema", _("this is not the schema of a field"), pointer(*path)))
        return None
    if schema.get("x-kind") not in Kind.values:
        problems.append(
            Problem("kind", _("x-kind must be one of: %(kinds)s"), pointer(*path, "x-kind"), kinds=", ".join(Kind.values))
        )  # fmt: skip
        return None
    kind = Kind(schema["x-kind"])
    if is_group and kind in (Kind.ROWS, Kind.FILES):
        problems.append(Problem("nested", _("this kind cannot stand in a repeated group"), pointer(*path, "x-kind")))
        return None
    refuse_keywords(schema, COMMON | KEYWORDS[kind], path, problems)
    words, help_ = read_words(schema, path, problems)
    face = read_face(kind, schema, path, problems)
    inner: tuple[Field, ...] = ()
    if kind is Kind.ROWS and isinstance(schema.get("items"), Mapping):
        refuse_keywords(schema["items"], LEVEL, (*path, "items"), problems)
        inner = read_level(schema["items"], (*path, "items"), problems, is_group=True)
    shown = read_condition(schema, "x-shown-when", path, problems, before)
    needed = read_condition(schema, "x-required-when", path, problems, before)
    if needed and is_required:
        problems.append(
            Problem("required_twice", _("required always, so a condition has no say"), pointer(*path, "x-required-when"))
        )  # fmt: skip
    return Field(
        name, kind, words, help_, is_required, face.least, face.most, face.decimals, face.options, face.accept,
        face.depth or Depth.VILLAGE, inner, shown, needed, _reuse(schema, kind, path, problems, is_group),
    )  # fmt: skip


def refuse_keywords(
    schema: Schema, known: frozenset[str], path: tuple[str | int, ...], problems: list[Problem]
) -> None:
    """Name every keyword outside the subset. Patterns get a reason of their own: everybody asks for them."""
    for key in schema:
        if key == "pattern":
            problems.append(
                Problem("pattern", _("no free patterns: servers and browsers read them differently; choose a kind instead"),
                        pointer(*path, key))
            )  # fmt: skip
        elif key not in known:
            problems.append(
                Problem("keyword", _("%(key)s is outside of what a form may say"), pointer(*path, str(key)), key=key)
            )


def read_words(schema: Schema, path: tuple[str | int, ...], problems: list[Problem]) -> tuple[Words, Words]:
    """The title and the help of a form or field: Chinese always, English where there is any."""
    english = schema.get("x-en", {})
    if not isinstance(english, Mapping) or not set(english) <= {"title", "description"}:
        problems.append(Problem("value", _("title and description in English are taken here"), pointer(*path, "x-en")))
        english = {}
    said = {}
    for key, most in (("title", MOST_TITLE), ("description", MOST_HELP)):
        for language, source, where in (("zh", schema, (key,)), ("en", english, ("x-en", key))):
            value = source.get(key, "")
            if not isinstance(value, str) or len(value) > most or "\0" in value:
                problems.append(
                    Problem("words", _("words, at most %(most)s characters"), pointer(*path, *where), most=most)
                )
                value = ""
            said[key, language] = value.strip()
    if not said["title", "zh"]:
        problems.append(Problem("no_title", _("a title in Chinese is needed"), pointer(*path, "title")))
    return (
        Words(said["title", "zh"], said["title", "en"]), Words(said["description", "zh"], said["description", "en"])
    )  # fmt: skip


def _names(
    schema: Schema, key: str, properties: Schema, path: tuple[str | int, ...], problems: list[Problem]
) -> list[str]:
    names = schema.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name in properties for name in names):
        problems.append(Problem("names", _("names of fields of this form are taken here"), pointer(*path, key)))
        return []
    if len(set(names)) != len(names):
        problems.append(Problem("names_twice", _("a name stands here twice"), pointer(*path, key)))
        return list(dict.fromkeys(names))
    return names


def _reuse(
    schema: Schema, kind: Kind, path: tuple[str | int, ...], problems: list[Problem], is_group: bool
) -> Reuse | None:
    if "x-reuse" not in schema:
        return None
    said = schema["x-reuse"]
    if said not in Reuse.values or REUSED_AS[Reuse(said)] != kind or is_group:
        fits = ", ".join(key.value for key, of in REUSED_AS.items() if of == kind and not is_group) or "–"
        problems.append(
            Problem("reuse", _("an answer of this kind can be kept as: %(fits)s"), pointer(*path, "x-reuse"), fits=fits)
        )
        return None
    return Reuse(said)
