"""The visual language is kept by what these tests read: the style sheets and what the build makes of them."""

import gzip
import json
import re
from pathlib import Path

import pytest

from linli.common.views.patterns import pattern_page
from tests.common.patterns.conftest import Shown

PROJECT = Path(__file__).parents[3]
BUILT = PROJECT / "linli/common/static/linli"
SHEETS = sorted(
    [*PROJECT.glob("linli/*/templates/**/*.css"), *PROJECT.glob("frontend/src/styles/*.css")],
)


def rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)


# Paper and toner have colours of their own.
WITHOUT_COLOURS = [path for path in SHEETS if path.name not in {"tokens.css", "print.css"}]


@pytest.mark.parametrize("path", WITHOUT_COLOURS, ids=lambda path: path.name)
def test_colours_come_from_the_tokens_alone(path: Path) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules(path)) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_there_are_no_gradients(path: Path) -> None:
    assert "gradient(" not in rules(path)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer(path: Path) -> None:
    outside = re.sub(r"@import[^;]+;|@layer [a-z, ]+;|@page \{[^}]*\}", "", rules(path))

    assert re.findall(r"^[^\s@}][^{]*\{", outside, flags=re.M) == []
    assert re.findall(r"^@(?!layer|media)\w+", outside, flags=re.M) == []


def test_cinnabar_is_the_mark_and_the_overdue_and_nothing_else() -> None:
    users = {path.name for path in SHEETS if re.search(r"var\(--seal\)", rules(path))}

    assert users == {"seal.css"}


def test_the_class_of_a_whole_page_stands_on_nothing_within_it() -> None:
    pages = {path: path.read_text() for path in PROJECT.glob("linli/*/templates/**/*.html")}
    bodies = {
        name
        for text in pages.values()
        for names in re.findall(r"\{% block body_class %\}([^{]*)", text)
        for name in names.split()
    }
    worn = {
        (path.name, name)
        for path, text in pages.items()
        for names in re.findall(r'\sclass="([^"{]*)', text)
        for name in bodies.intersection(names.split())
    }

    assert bodies >= {"portal", "desk", "plain"}
    assert worn == set()


@pytest.mark.urls("tests.common.patterns.urls")
def test_the_portal_weighs_less_than_150_kb(page: Shown) -> None:
    entry = json.loads((BUILT / "manifest.json").read_text())["src/entries/main.ts"]
    style = [BUILT / name for name in entry["css"]]
    files = [BUILT / entry["file"], *style, BUILT / "seal.svg"]

    weight = sum(len(gzip.compress(path.read_bytes())) for path in files)
    weight += len(gzip.compress(page(pattern_page, name="portal").encode()))

    assert weight < 150_000
    assert sum(len(gzip.compress(path.read_bytes())) for path in style) < 25_000
