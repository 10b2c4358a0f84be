"""Reading a schema: what is refused, where and why; and that one form asks in one way only."""

import json

import pytest

from linli.forms.problem import ShapeFaulty
from linli.forms.reading import read_shape, shape_problems
from linli.forms.writing import canonical, schema_of
from tests.forms.conftest import SHIPPED, field, options, schema

ROW = {"type": "object", "properties": {"a": field("text")}, "x-order": ["a"]}


def test_the_shipped_form_is_read_and_written_the_same():
    shape = read_shape(SHIPPED)

    assert read_shape(schema_of(shape)) == shape
    assert canonical(SHIPPED) == canonical(schema_of(shape))
    assert json.loads(canonical(SHIPPED)) == schema_of(shape)


def test_two_forms_that_ask_the_same_are_the_same_bytes():
    plain = schema({"a": field("text"), "b": field("number", minimum=1.0)}, ["b", "a"])
    spelt = {
        "x-order": ["a", "b"], "additionalProperties": False, "title": "测试表 ", "type": "object", "required": ["a", "b"],
        "properties": {
            "b": {**field("number", minimum=1), "x-en": {}},
            "a": {**field("text", maxLength=200, minLength=0), "description": ""},
        },
    }  # fmt: skip

    assert canonical(plain) == canonical(spelt)
    assert canonical(plain) != canonical(schema({"a": field("text"), "b": field("number")}, ["b", "a"]))


@pytest.mark.parametrize(
    ("content", "pointer", "code"),
    [
        ([], "", "no_schema"),
        ({**schema({"a": field("text")}), "$schema": "http://json-schema.org/draft-07/schema#"}, "/$schema", "dialect"),
        ({**schema({"a": field("text")}), "anyOf": []}, "/anyOf", "keyword"),
        ({**schema({"a": field("text")}), "$ref": "https://example.org"}, "/$ref", "keyword"),
        ({**schema({"a": field("text")}), "type": "array"}, "/type", "type"),
        ({**schema({"a": field("text")}), "title": ""}, "/title", "no_title"),
        ({**schema({"a": field("text")}), "additionalProperties": True}, "/additionalProperties", "value"),
        ({**schema({"a": field("text")}), "x-en": {"title": "A", "note": "B"}}, "/x-en", "value"),
        (schema({}), "/properties", "no_fields"),
        (schema({f"a{number}": field("text") for number in range(61)}), "/properties", "too_many"),
        ({**schema({"a": field("text"), "b": field("text")}), "x-order": ["a"]}, "/x-order", "order"),
        ({**schema({"a": field("text")}), "x-order": ["a", "a"]}, "/x-order", "names_twice"),
        (schema({"a": field("text")}, ["b"]), "/required", "names"),
        (schema({"A b": field("text")}), "/properties/A b", "name"),
        (schema({"a/~": field("text")}), "/properties/a~1~0", "name"),
        (schema({"a": "text"}), "/properties/a", "no_schema"),
        (schema({"a": field("colour")}), "/properties/a/x-kind", "kind"),
        (schema({"a": field("text", pattern="^x$")}), "/properties/a/pattern", "pattern"),
        (schema({"a": field("text", format="email")}), "/properties/a/format", "keyword"),
        (schema({"a": field("identity", maxLength=18)}), "/properties/a/maxLength", "keyword"),
        (schema({"a": {**field("text"), "type": "number"}}), "/properties/a/type", "type"),
        (schema({"a": field("text", maxLength=True)}), "/properties/a/maxLength", "number"),
        (schema({"a": field("text", maxLength=201)}), "/properties/a/maxLength", "number"),
        (schema({"a": field("text", minLength=5, maxLength=4)}), "/properties/a/maxLength", "bounds"),
        (schema({"a": field("text", title="题" * 121)}), "/properties/a/title", "words"),
        (schema({"a": field("number", minimum=1.5)}), "/properties/a/minimum", "bound"),
        (schema({"a": field("number", maximum=float("nan"))}), "/properties/a/maximum", "bound"),
        (schema({"a": field("number", minimum=2, maximum=1)}), "/properties/a/maximum", "bounds"),
        (schema({"a": field("date", **{"x-from": "2026-02-29"})}), "/properties/a/x-from", "day"),
        (schema({"a": {**field("date"), "format": "time"}}), "/properties/a/format", "one_of"),
        (schema({"a": field("choice", oneOf=[])}), "/properties/a/oneOf", "options"),
        (schema({"a": field("choice", oneOf=options("x", "x"))}), "/properties/a/oneOf/1", "option_twice"),
        (schema({"a": field("choice", oneOf=[{"const": "x"}])}), "/properties/a/oneOf/0/title", "words"),
        (schema({"a": field("choice", oneOf=[{"const": 1, "title": "一"}])}), "/properties/a/oneOf/0", "option"),
        (schema({"a": field("choices", items={"type": "string"})}), "/properties/a/items", "value"),
        (schema({"a": field("files", maxItems=10)}), "/properties/a/maxItems", "number"),
        (schema({"a": field("files", **{"x-accept": ["film"]})}), "/properties/a/x-accept", "one_of"),
        (schema({"a": field("address", **{"x-depth": "street"})}), "/properties/a/x-depth", "one_of"),
        (schema({"a": field("rows")}), "/properties/a/items", "value"),
        (
            schema({"a": field("rows", items={**ROW, "properties": {"a": field("rows", items=ROW)}})}),
            "/properties/a/items/properties/a/x-kind", "nested",
        ),
        (schema({"a": field("text", **{"x-reuse": "phone"})}), "/properties/a/x-reuse", "reuse"),
        (schema({"a": field("text", **{"x-shown-when": "b"})}), "/properties/a/x-shown-when", "condition"),
        (
            schema({"a": field("text", **{"x-shown-when": {"field": "b", "filled": True}}), "b": field("text")}),
            "/properties/a/x-shown-when/field", "condition_field",
        ),
        (
            schema({"b": field("text"), "a": field("text", **{"x-shown-when": {"field": "b", "is": "x"}})}),
            "/properties/a/x-shown-when/is", "comparison",
        ),
        (
            schema({"b": field("choice", oneOf=options("x")), "a": field("text", **{"x-shown-when": {"field": "b", "is": "y"}})}),
            "/properties/a/x-shown-when/is", "compared",
        ),
        (
            schema({"b": field("text"), "a": field("text", **{"x-required-when": {"field": "b", "filled": True}})}, ["a"]),
            "/properties/a/x-required-when", "required_twice",
        ),
    ],
)  # fmt: skip
def test_what_stands_outside_is_refused_with_its_place(content, pointer, code):
    problems = shape_problems(content)

    assert [(one.pointer, one.code) for one in problems if one.code == code] == [(pointer, code)]
    assert problems[0].words  # said in Chinese as well: tests/test_messages.py asks for every sentence
    with pytest.raises(ShapeFaulty):
        read_shape(content)


def test_no_json_at_all_brings_it_down():
    for junk in (
        None,
        1,
        "x",
        [1],
        {"properties": 1},
        {"properties": {"a": None}},
        {"properties": {"a": {"x-kind": []}}},
    ):
        assert shape_problems(junk)
    for kind in ("choice", "choices", "rows", "files", "number", "date"):
        for key in (
            "oneOf",
            "items",
            "minItems",
            "x-accept",
            "minimum",
            "x-from",
            "x-en",
            "x-shown-when",
            "x-decimals",
        ):
            for value in (None, {}, [], [[]], [None], "x", -1, 1e400, {"a": 1}):
                shape_problems(schema({"a": {**field(kind), key: value}}))
