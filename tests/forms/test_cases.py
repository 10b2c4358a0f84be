"""The shared cases, through the mapper: the same file is run against the browser's checks by `cases.test.ts`."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from linli.forms.checks import check_all
from linli.forms.mapper import form_class
from linli.forms.reading import read_shape
from linli.people.identity import PROVINCES

ROOT = Path(__file__).parents[2]
FILE = json.loads((ROOT / "linli/forms/data/cases.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(FILE["today"])


def shape_of(case):
    return read_shape(
        {
            "type": "object", "title": "案例", "properties": case["properties"], "required": case.get("required", []),
            "x-order": list(case["properties"]),
        }
    )  # fmt: skip


def posted(prefix, given, said):
    """What a browser would send."""
    for name, value in given.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            said[f"{prefix}{name}"] = str(len(value))
            for number, row in enumerate(value):
                posted(f"{prefix}{name}-{number}-", row, said)
        elif isinstance(value, dict):
            posted(f"{prefix}{name}_", value, said)
        elif isinstance(value, list):
            said.setlist(f"{prefix}{name}", value)
        else:
            said[f"{prefix}{name}"] = str(value)
    return said


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["name"])
def test_a_case_holds_as_the_browser_has_it(case, db):
    shape, expected = shape_of(case), case.get("faults", {})

    answers, faults = check_all(shape.fields, case["given"], today=TODAY)
    form = form_class(shape)(posted("a-", case["given"], QueryDict(mutable=True)), today=TODAY)

    assert {path: fault.code for path, fault in faults.items()} == expected
    assert {path: error[0].code for path, error in form.errors.as_data().items()} == expected
    if "answers" in case:
        assert answers == case["answers"]
        assert form.is_valid() is not bool(expected)
        assert form.answers == case["answers"]


def test_what_was_kept_is_kept_again():
    """An answer in its one form stays as it is: what is filled in again, or resumed, does not wander."""
    for case in FILE["cases"]:
        if "answers" in case and not case.get("faults"):
            assert check_all(shape_of(case).fields, case["answers"], today=TODAY) == (case["answers"], {}), case["name"]


def test_browser_and_server_know_the_same_provinces():
    source = (ROOT / "frontend/src/forms/checks.ts").read_text(encoding="utf-8")
    block = source[source.index("PROVINCES") : source.index("ID_WEIGHTS")]

    assert set(re.findall(r"\b\d\d\b", block)) == PROVINCES
