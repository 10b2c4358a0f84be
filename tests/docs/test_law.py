"""Whoever says that a test holds a clause names a test that exists."""

import ast
import re
from functools import cache

import pytest

from linli.cases.models import Kind
from tests.docs.pages import PROJECT, page, pages

TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")


@cache
def names_in(file: str) -> frozenset[str]:
    path = PROJECT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_named_test_is_there():
    found = [(one.name, *match.groups()) for one in pages() for match in TEST.finditer(one.text)]

    assert len(found) > 30
    assert [where for where in found if where[2] not in names_in(where[1])] == []


def test_a_test_that_is_not_there_would_be_noticed():
    assert "test_every_named_test_is_there" in names_in("tests/docs/test_law.py")
    assert "test_that_nobody_wrote" not in names_in("tests/docs/test_law.py")
    assert names_in("tests/docs/test_nothing.py") == frozenset()


def test_every_clause_is_held_by_a_test_or_is_not_ours():
    rows = [row for table in page("docs/law.md").tables() for row in table]

    assert len(rows) > 25
    assert [row[0] for row in rows if len(row) != 4 or not (TEST.search(row[3]) or said_apart(row))] == []


def said_apart(row: list[str]) -> bool:
    return not row[3] and ("not ours" in row[1] or "the same as" in row[2])


def test_every_clause_says_how_it_is_known():
    rows = [row for table in page("docs/law.md").tables() for row in table]

    assert [row[0] for row in rows if not re.search(r"\[(?:F(?: 2)?|K)[\],]|not there yet", row[0])] == []


@pytest.mark.django_db
def test_a_complaint_about_linli_itself_is_a_kind():
    kind = Kind.objects.get(code="C003")

    assert kind.procedure_code == "complaint"
    assert kind.is_active
