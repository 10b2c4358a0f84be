"""Documents lead where they say, and name what is there."""

import re
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.pages import PROJECT, page, pages

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"^(?:linli|tests|tools|docs|frontend|requirements)/[\w./-]+$")
# Written by a run of ours, and there once it has been made.
MADE = {"docs/performance.md", "docs/images/portal.png", "docs/images/desk.png", "docs/images/screen.png"}
MADE_FOLDERS = ("frontend/node_modules/", "linli/common/static/linli/")
APPS = (
    "api",
    "areas",
    "bills",
    "bookings",
    "cases",
    "centres",
    "common",
    "counties",
    "desk",
    "documents",
    "field",
    "forms",
    "grid",
    "hall",
    "hotline",
    "knowledge",
    "mediation",
    "notices",
    "people",
    "petitions",
    "places",
    "portal",
    "ratings",
    "screen",
    "settings",
    "tickets",
)


def targets(one):
    """The files that a page links to, as paths of the repository."""
    for link in LINK.findall(one.prose):
        parts = urlsplit(link)
        if not parts.scheme and parts.path:
            yield (one.path.parent / unquote(parts.path)).resolve().relative_to(PROJECT).as_posix()


def headings(text):
    return {re.sub(r"[^\w\- ]", "", line).strip().lower().replace(" ", "-") for line in
            re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)}  # fmt: skip


def test_there_are_documents_to_read():
    assert {"README.md", "README.zh-CN.md", "docs/architecture.md", "linli/cases/README.md"} <= {
        one.name for one in pages()
    }
    assert sum(len(list(targets(one))) for one in pages()) > 40


def test_every_link_leads_to_a_file():
    broken = [
        f"{one.name}: {target}"
        for one in pages()
        for target in targets(one)
        if target not in MADE and not (PROJECT / target).exists()
    ]

    assert broken == []


def test_every_anchor_is_a_heading():
    broken = []
    for one in pages():
        for link in LINK.findall(one.prose):
            parts = urlsplit(link)
            if not parts.scheme and parts.fragment:
                there = (one.path.parent / parts.path).resolve() if parts.path else one.path
                if parts.fragment not in headings(there.read_text(encoding="utf-8")):
                    broken.append(f"{one.name}: {link}")

    assert broken == []


def test_what_is_made_by_a_run_is_named_by_its_maker():
    assert "docs/performance.md" in (PROJECT / "Makefile").read_text()
    assert set(targets(page("README.md"))) >= MADE


def test_every_file_that_is_named_is_there():
    missing = [
        f"{one.name}: {span}"
        for one in pages()
        for span in one.spans
        if PATH.match(span) and not span.startswith(MADE_FOLDERS) and span not in MADE
        if not (PROJECT / span).exists()
    ]

    assert missing == []


@pytest.mark.parametrize("app", APPS)
def test_every_app_says_what_it_is_in_forty_lines(app):
    lines = (PROJECT / "linli" / app / "README.md").read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith(f"# {app}")
    assert len(lines) <= 40


def test_apps_are_those_of_the_package():
    there = {path.parent.name for path in (PROJECT / "linli").glob("*/apps.py")}

    assert there == set(APPS)


def test_every_decision_has_its_four_parts_and_its_line():
    files = sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))
    listed = LINK.findall(page("docs/decisions/README.md").text)

    assert [file.name for file in files] == listed
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Context", "Choice", "Rejected", "Consequence"]
        assert text.startswith(f"# {file.name[:4]} ")


def test_documents_do_not_shout():
    loud = [one.name for one in pages() if re.search(r"[A-Za-z一-鿿][!！](?:\s|$)", one.prose)]

    assert loud == []


def test_the_licence_is_the_one_that_is_named():
    text = (PROJECT / "LICENSE").read_text()

    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert 'license = "Apache-2.0"' in (PROJECT / "pyproject.toml").read_text()


def test_data_of_others_stand_in_the_notice():
    notice = (PROJECT / "NOTICE").read_text(encoding="utf-8")
    carried = [
        f"linli/{folder}/{file.name}"
        for folder in ("areas/data", "cases/data", "common/data/calendar")
        for file in (PROJECT / "linli" / folder).iterdir()
        if file.suffix in {".csv", ".geojson", ".gz"} and not file.name.startswith(("kinds_local", "kinds_words"))
    ]

    assert carried
    assert [name for name in carried if name not in notice] == []
