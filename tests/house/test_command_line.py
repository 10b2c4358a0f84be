"""The front door on the command line: what is outside its power is said in one line, and never as a traceback."""

import os
import subprocess
import sys

import psycopg
import pytest
from click.testing import CliRunner
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from linli.common.calendar import CalendarFileError
from linli.common.models import AuditEntry
from linli.config.cli import COMMANDS, front_door
from linli.config.cli.faults import in_words
from linli.config.cli.language import terminal_language
from linli.people.errors import StaffUnknown
from linli.people.keyring import KeyMissing
from linli.people.models import Account
from tests.house.floors import PROJECT

NOBODY = "postgresql://linli_app:hush@127.0.0.1:1/linli"


def run(*words, **env):
    given = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "DATABASE_", "LC_"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "linli", *words], env={**given, "PYTHONPATH": str(PROJECT), "LANG": "C.UTF-8", **env},
        cwd=PROJECT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "env", "status", "said"),
    [
        (["county", "list"], {"DATABASE_URL": NOBODY}, 1, "linli: The database does not answer"),
        (["people", "close", "x"], {"DATABASE_URL": NOBODY, "LANG": "zh_CN.UTF-8"}, 1, "linli: 数据库没有应答"),
        (["doctor"], {"DATABASE_URL": NOBODY}, 2, ""),
        (["county", "list"], {"DATABASE_URL": "postgres://[x"}, 1, "linli: DATABASE_URL is no address"),
        (["county", "list"], {"LINLI_SMTP_PORT": "mail"}, 1, "linli: LINLI_SMTP_PORT must be a number"),
        (["story", "--base", "nonsense"], {}, 2, "Usage:"),
        (["nonsense"], {}, 2, "Usage:"),
        (["procedures", "check", "pyproject.toml"], {"DATABASE_URL": NOBODY}, 1, "the procedure: "),
    ],
)
def test_what_is_wrong_outside_is_one_line_and_a_status(words, env, status, said):
    done = run(*words, **env)

    assert (done.returncode, done.stderr.startswith(said)) == (status, True), done.stderr
    assert "Traceback" not in done.stderr
    assert "hush" not in done.stderr + done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    done = CliRunner().invoke(front_door, [name, "--help"]) if name != "django" else None

    assert done is None or (done.exit_code, "Usage:" in done.output) == (0, True)


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StaffUnknown(username="li"), "There is no staff account with the user name li."),
        (CalendarFileError(PROJECT / "days.csv", 3, "is odd"), "days.csv, line 3: is odd"),
        (OperationalError("gone\nmore"), "The database does not answer (gone)."),
        (caused(ProgrammingError("x"), psycopg.errors.UndefinedTable("x")), "linli migrate"),
        (caused(ProgrammingError("not yours"), psycopg.errors.InsufficientPrivilege("x")), "not yours"),
        (KeyMissing("key 2 is not in the key file"), "key 2 is not in the key file"),
        (PermissionError(13, "Permission denied", "a.csv"), "a.csv: Permission denied"),
    ],
)
def test_a_fault_that_is_not_ours_has_words(monkeypatch, error, said):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    assert said in (in_words(error) or "")


@pytest.mark.parametrize("error", [ValueError("ours"), KeyError("ours"), ProgrammingError("ours"), AssertionError()])
def test_a_fault_of_ours_keeps_its_traceback(error):
    assert in_words(error) is None


@pytest.mark.parametrize(
    ("env", "language"),
    [({"LC_ALL": "zh_CN.UTF-8"}, "zh-hans"), ({"LANG": "zh_TW"}, "zh-hans"), ({"LANG": "de_DE"}, "en"), ({}, "en")],
)
def test_the_terminal_says_the_language(monkeypatch, env, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    assert terminal_language() == language


@pytest.fixture
def people(db, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield lambda *words, typed="": CliRunner().invoke(front_door, ["people", *words], input=typed)
    translation.deactivate()


def test_a_county_in_earnest_gets_its_first_administrator(people, client):
    done = people("add-administrator", "wang", "--name", "王管理", typed="right-horse-battery\n")

    assert done.exit_code == 0, done.output
    assert "wang administers 福清市 350181" in done.output
    entered = client.post("/staff/login/", {"login": "wang", "password": "right-horse-battery"})
    assert (entered.status_code, client.get("/settings/posts/new/").status_code) == (302, 200)


def test_a_unit_and_a_colleague_follow(people):
    assert people("add-unit", "lamps", "--name", "路灯所").exit_code == 0
    assert people("add", "chen", typed="right-horse-battery\n").exit_code == 0
    assert people("set-password", "chen", typed="another-horse-battery\n").exit_code == 0
    assert people("close", "chen").exit_code == 0
    assert people("reopen", "chen").exit_code == 0
    assert people("drop-second-factor", "chen").exit_code == 0


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (["add-administrator", "wang"], "short\n"),
        (["add-administrator", "wang"], ""),
        (["add-administrator", "two words"], "right-horse-battery\n"),
        (["close", "nobody"], ""),
        (["add-unit", "lamps", "--name", "路灯所", "--area", "350181999"], ""),
    ],
)
def test_what_cannot_be_done_changes_nothing(people, words, typed):
    before = AuditEntry.objects.count()

    assert people(*words, typed=typed).exit_code != 0
    assert (Account.objects.filter(username="wang").exists(), AuditEntry.objects.count()) == (False, before)
