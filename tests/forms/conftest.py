import json
from pathlib import Path

import pytest

from linli.forms.domain.draft import take_in_draft
from linli.forms.domain.publication import publish_draft
from linli.forms.queries.form import published_form
from tests.cases.conftest import people  # noqa: F401
from tests.settings.conftest import _static_folder, admin, sit  # noqa: F401

SHIPPED = json.loads(
    (Path(__file__).parents[2] / "linli/forms/data/shipped/elder_card.json").read_text(encoding="utf-8")
)


def field(kind, **said):
    """A field as a schema says it."""
    types = {"choices": "array", "files": "array", "rows": "array", "address": "object", "number": "integer"}
    made = {"x-kind": kind, "type": types.get(kind, "string"), "title": said.pop("title", "问题"), **said}
    return made | ({"format": "date"} if kind == "date" else {})


def schema(properties, required=(), **said):
    return {
        "type": "object", "title": "测试表", "properties": properties, "required": list(required),
        "x-order": list(properties), **said,
    }  # fmt: skip


def options(*codes):
    return [{"const": code, "title": f"答案{code}"} for code in codes]


def publish(code, content, by, **said):
    """Publish a schema as the next version of a form, at once."""
    from django.utils.timezone import localdate

    draft = take_in_draft(code, content, by=by)
    publish_draft(code, on=localdate(), by=by, seen=draft.edition, **said)
    return published_form(code)


@pytest.fixture
def boss(people):  # noqa: F811
    return people.administrator
