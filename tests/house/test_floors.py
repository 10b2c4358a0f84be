"""Imports, model relations, migrations, addresses and components point down the floors."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.house.floors import (
    PACKAGE,
    PROJECT,
    Reference,
    app_of_module,
    floor_of,
    migration_dependencies,
    points_down,
    relations,
    reversed_names,
    template_references,
)

LOOKS = {
    "relations": relations,
    "migrations": migration_dependencies,
    "templates": template_references,
    "python": reversed_names,
}


def test_imports_keep_their_contracts():
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"

    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("look", LOOKS)
def test_references_point_down(look):
    upward = [str(reference) for reference in LOOKS[look]() if not points_down(reference)]

    assert upward == []


@pytest.mark.parametrize("look", LOOKS)
def test_there_are_references_to_judge(look):
    assert any(reference.app != reference.target for reference in LOOKS[look]())


def test_every_app_stands_on_a_floor():
    there = {file.parent.name for file in PACKAGE.glob("*/apps.py")} | {"config"}

    assert set(floor_of()) == there


@pytest.mark.parametrize(
    ("app", "target", "is_down"),
    [
        ("portal", "cases", True),
        ("cases", "people", True),
        ("people", "people", True),
        ("cases", "portal", False),
        ("portal", "desk", False),
        ("documents", "notices", False),
        ("common", "people", False),
        ("people", "config", False),
    ],
)
def test_a_reference_up_or_sideways_is_told_from_one_down(app, target, is_down):
    assert points_down(Reference("", app, target, "")) is is_down


def test_tables_of_a_county_and_shared_tables_do_not_reference_each_other():
    shared = {app_of_module(name) for name in settings.SHARED_APPS if app_of_module(name)}

    crossing = [
        str(reference) for reference in relations() if (reference.app in shared) != (reference.target in shared)
    ]

    assert crossing == []
