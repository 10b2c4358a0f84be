"""Write a shape as its schema, in one form only: two forms that ask the same are the same bytes."""

import hashlib
import json
from typing import Any

from linli.forms.enums import Accept, Depth, Kind
from linli.forms.faces import FILE_ITEMS, TYPES
from linli.forms.reading import DIALECT, read_shape
from linli.forms.shape import Condition, Field, Option, Shape, Words

BOUNDS = {
    Kind.TEXT: ("minLength", "maxLength"), Kind.WORDS: ("minLength", "maxLength"), Kind.NUMBER: ("minimum", "maximum"),
    Kind.DATE: ("x-from", "x-until"), Kind.CHOICES: ("minItems", "maxItems"), Kind.FILES: ("minItems", "maxItems"),
    Kind.ROWS: ("minItems", "maxItems"),
}  # fmt: skip


def schema_of(shape: Shape) -> dict[str, Any]:
    """Return the schema of a shape; reading it gives the same shape again."""
    return {"$schema": DIALECT, **_words(shape.words, shape.help), **_level(shape.fields)}


def canonical(schema: Any) -> bytes:
    """Return a schema in its one form, as UTF-8. Raises ShapeFaulty."""
    return text_of(schema_of(read_shape(schema))).encode()


def text_of(schema: Any) -> str:
    """JSON with sorted keys and no needless blanks."""
    return json.dumps(schema, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def fingerprint_of(schema: Any) -> str:
    """The SHA-256 of the one form. Raises ShapeFaulty."""
    return hashlib.sha256(canonical(schema)).hexdigest()


def file_of(schema: Any) -> str:
    """The same to be read and kept by people: sorted, indented."""
    return json.dumps(schema, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _level(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {one.name: field_schema(one) for one in fields},
        "required": [one.name for one in fields if one.is_required],
        "x-order": [one.name for one in fields],
    }


def field_schema(field: Field) -> dict[str, Any]:
    """Return the schema of one field."""
    said: dict[str, Any] = {"x-kind": field.kind.value, **_words(field.words, field.help), **_face(field)}
    for key, value in zip(BOUNDS.get(field.kind, ()), (field.least, field.most), strict=False):
        if value is not None:
            said[key] = value
    for key, condition in (("x-shown-when", field.shown_when), ("x-required-when", field.required_when)):
        if condition:
            said[key] = _condition(condition)
    return said | ({"x-reuse": field.reuse.value} if field.reuse else {})


def _face(field: Field) -> dict[str, Any]:
    said: dict[str, Any] = {"type": TYPES.get(field.kind, "string")}
    match field.kind:
        case Kind.NUMBER:
            said = {"type": "number", "x-decimals": field.decimals} if field.decimals else {"type": "integer"}
        case Kind.DATE:
            said["format"] = "date"
        case Kind.CHOICE:
            said["oneOf"] = [_option(one) for one in field.options]
        case Kind.CHOICES:
            said |= {"uniqueItems": True, "items": {"type": "string", "oneOf": [_option(one) for one in field.options]}}
        case Kind.FILES:
            said |= {"uniqueItems": True, "items": dict(FILE_ITEMS)}
            if field.accept != tuple(Accept.values):
                said["x-accept"] = list(field.accept)
        case Kind.ROWS:
            said["items"] = _level(field.fields)
        case Kind.ADDRESS if field.depth is not Depth.VILLAGE:
            said["x-depth"] = field.depth.value
    return said


def _option(option: Option) -> dict[str, Any]:
    return {"const": option.code, **_words(option.words, Words())}


def _words(title: Words, about: Words) -> dict[str, Any]:
    said: dict[str, Any] = {"title": title.zh}
    if about.zh:
        said["description"] = about.zh
    english = {key: words.en for key, words in (("title", title), ("description", about)) if words.en}
    return said | ({"x-en": english} if english else {})


def _condition(condition: Condition) -> dict[str, Any]:
    value = condition.value
    return {"field": condition.field, condition.comparison.value: sorted(value) if isinstance(value, tuple) else value}
