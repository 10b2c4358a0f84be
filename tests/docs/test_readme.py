"""The README is true: its commands are there, and both languages say the same."""

import re

import pytest

from linli.config.cli import COMMANDS, FrontDoor
from linli.config.demo import PASSWORD, sign_ins
from tests.docs.pages import PROJECT, page, pages

BOTH = ("README.md", "README.zh-CN.md")
MAKE = re.compile(r"\bmake (?:[A-Z]+=\S+ )*([a-z][a-z-]*)")
LINLI = re.compile(r"(?:^|[\s/])linli (?:--county \d+ )?([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
GROUPS = ("county", "keys")


def named(pattern):
    return [(one.name, *match.groups()) for one in pages() for line in one.code for match in pattern.finditer(line)]


def test_every_make_command_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), flags=re.MULTILINE))
    found = named(MAKE)

    assert {("README.md", "run"), ("README.md", "test"), ("README.zh-CN.md", "run")} <= set(found)
    assert [where for where in found if where[1] not in targets] == []


def test_every_linli_command_is_there():
    found = named(LINLI)

    assert ("README.md", "verify-history", None) in found
    assert [where for where in found if where[1] not in COMMANDS] == []


@pytest.mark.parametrize("group", GROUPS)
def test_every_command_of_a_group_is_there(group):
    known = FrontDoor().get_command(None, group).commands
    found = [where for where in named(LINLI) if where[1] == group and where[2]]

    assert found
    assert [where for where in found if where[2] not in known] == []


def test_both_languages_have_the_same_shape():
    english, chinese = (
        [len(marks) for marks in re.findall(r"^(#+) ", page(name).prose, flags=re.MULTILINE)] for name in BOTH
    )

    assert english == chinese
    assert len(english) > 8


def test_both_languages_name_the_same_commands_addresses_and_pages():
    def shape(name):
        text = page(name).text
        links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("README")]
        return (
            re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL),
            sorted(page(name).spans),
            links,
            [len(table) for table in page(name).tables()],
            len(re.findall(r"^(?:\d+\.|-) ", text, flags=re.MULTILINE)),
        )

    assert shape("README.md") == shape("README.zh-CN.md")


@pytest.mark.parametrize("name", BOTH)
def test_the_sign_ins_are_those_of_the_demonstration(name):
    rows = [row for table in page(name).tables() for row in table if row[1] in ("`/sign-in/`", "`/staff/login/`")]

    assert [(row[1], row[2]) for row in rows] == [(f"`{way.door}`", f"`{way.name}`") for way in sign_ins()]
    assert f"`{PASSWORD}`" in page(name).text


def test_python_and_node_are_those_that_the_installation_asks_for():
    least = re.search(r'requires-python = ">=([\d.]+)"', (PROJECT / "pyproject.toml").read_text())
    node = re.search(r"NODE_NEEDED = \((\d+), (\d+)\)", (PROJECT / "tools" / "install.py").read_text())

    for name in BOTH:
        assert f"Python {least[1]}" in page(name).text
        assert f"Node {node[1]}.{node[2]}" in page(name).text
