import re
from collections import Counter
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory

from linli.common.patterns import GROUPS, PAGES, all_patterns
from linli.common.views.patterns import pattern_page, patterns
from tests.common.patterns.conftest import Shown

pytestmark = pytest.mark.urls("tests.common.patterns.urls")
PACKAGE = Path(__file__).parents[3] / "linli"
BOTH = pytest.mark.parametrize("language", ["zh-hans", "en"])


def components() -> dict[str, Path]:
    return {path.stem: path for path in PACKAGE.glob("*/templates/components/*.html")}


def test_every_component_stands_on_the_pattern_page() -> None:
    shown = {component for pattern in all_patterns() for component in pattern.components}

    assert shown == set(components())


def test_every_pattern_uses_the_component_it_names() -> None:
    templates = {path.stem: path for path in PACKAGE.glob("*/templates/common/patterns/*.html")}
    # What a component draws in by itself (its choices, its own rows) is shown with it.
    inside = {name: path.read_text() for name, path in components().items()}

    unused = []
    for pattern in all_patterns():
        text = templates[pattern.name].read_text()
        text += "".join(inside[name] for name in pattern.components if f"<c-{name}" in text)
        unused += [
            name for name in pattern.components if f"<c-{name}" not in text and f"components/{name}.html" not in text
        ]

    assert unused == []


def test_every_pattern_belongs_to_a_group() -> None:
    assert {pattern.group for pattern in all_patterns()} <= set(GROUPS)


def test_every_style_and_island_has_its_component() -> None:
    stems = {path.name.split(".")[0] for path in PACKAGE.glob("*/templates/components/*.*s")}

    assert stems - {"list-pane"} <= set(components())  # list-pane wakes on the desk's own markup


@BOTH
def test_the_pattern_page_shows_every_pattern(page: Shown, language: str) -> None:
    text = page(patterns, language)

    assert re.findall(r'<section class="pattern" id="([a-z-]+)"', text) == [
        pattern.name for group in GROUPS for pattern in all_patterns() if pattern.group == group
    ]
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}" data-surface="portal"' in text


@pytest.mark.parametrize("name", PAGES)
@BOTH
def test_the_whole_pages_render(page: Shown, language: str, name: str) -> None:
    text = page(pattern_page, language, name=name)

    assert text.count('id="main"') == 1
    assert len(re.findall("<h1", text)) == 1


def test_an_unknown_page_is_not_there(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        pattern_page(rf.get("/"), name="settings")


@pytest.mark.parametrize(
    ("query", "attribute"),
    [("text=2", 'data-text="2"'), ("theme=dark", 'data-theme="dark"'), ("surface=desk", 'data-surface="desk"')],
)
def test_the_page_can_be_shown_as_asked(page: Shown, query: str, attribute: str) -> None:
    text = page(patterns, address=f"/patterns/?{query}")

    assert attribute in text.partition("<head>")[0]


@pytest.mark.parametrize("query", ["text=9", "theme=<b>", "surface=settings"])
def test_what_is_asked_beyond_the_known_is_left_alone(page: Shown, query: str) -> None:
    head = page(patterns, address=f"/patterns/?{query}").partition("<head>")[0]

    assert head.rstrip().endswith('<html lang="zh-Hans" data-surface="portal">')


@pytest.mark.parametrize("name", [None, *PAGES])
def test_no_page_breaks_the_content_policy(page: Shown, name: str | None) -> None:
    text = page(pattern_page, name=name) if name else page(patterns)

    assert (
        re.findall(
            r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\s(?:src=|type=\"application/json\"))|hx-on", text
        )
        == []
    )


@pytest.mark.parametrize("name", [None, *PAGES])
def test_every_reference_inside_a_page_finds_what_it_names(page: Shown, name: str | None) -> None:
    text = page(pattern_page, name=name) if name else page(patterns)
    ids = re.findall(r'\sid="([^"]+)"', text)
    named = re.findall(r'<(?:label|read-aloud|speak-field)[^>]* for="([^"]+)"', text)
    described = [one for many in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', text) for one in many.split()]
    targets = re.findall(r'hx-target="#([^"]+)"', text)

    assert [one for one, times in Counter(ids).items() if times > 1] == []
    assert {*named, *described, *targets} - set(ids) == set()
