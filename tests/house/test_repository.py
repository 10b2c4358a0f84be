"""What the repository must not hold: addresses of registries, paths of one machine, packages without a hash."""

import re

import pytest

from tests.house.floors import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
FOLDERS = (".ci", "docs", "frontend/src", "linli", "requirements", "tests", "tools")
TEXT = {".css", ".csv", ".html", ".in", ".json", ".md", ".po", ".py", ".sh", ".toml", ".ts", ".txt", ".xml", ""}
BUILT = ("linli/common/static/linli", "linli/locale")
MACHINE = re.compile(
    r"(?<![\w.}])/(?:" + "|".join(["work", "root", "tmp", r"home/\w+", "opt/wheels"]) + r")(?:/|\b)(?![\w-])"
)


def texts():
    files = [file for file in PROJECT.iterdir() if file.is_file() and file.name != ".git"]  # a second working folder's
    for folder in FOLDERS:
        files += [file for file in (PROJECT / folder).rglob("*") if file.is_file()]
    for file in files:
        name = file.relative_to(PROJECT).as_posix()
        if file.suffix in TEXT and not name.startswith(BUILT) and "__pycache__" not in name:
            yield name, file.read_text(encoding="utf-8", errors="replace")


def test_there_are_texts_to_read():
    assert {"Makefile", "linli/config/settings.py", "tools/python-of-choice"} <= {name for name, _ in texts()}


def test_no_file_names_a_place_of_one_machine():
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line) and not line.startswith("#!")
    ]

    assert found == []


@pytest.mark.parametrize(
    "line", ["open('/" + "tmp/x')", "see /" + "root/.cache", "/" + "home/li/linli", "cd /" + "work"]
)
def test_a_place_of_one_machine_is_recognised(line):
    assert MACHINE.search(line)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_pin_and_hash_everything_and_carry_no_address(lock):
    text = lock.read_text()
    packages = re.findall(r"^([a-z0-9][\w.\[\],-]*)(.*(?:\n    --hash=.*)*)", text, flags=re.MULTILINE)

    assert re.findall(r"https?://|--index|--find-links|--extra|git\+", text) == []
    assert packages
    assert [name for name, rest in packages if "==" not in rest or "--hash=sha256:" not in rest] == []


def test_the_front_ends_lock_carries_no_address():
    text = (PROJECT / "frontend" / "package-lock.json").read_text()

    assert re.findall(r'"resolved": "[^"]*', text) == []
    assert '"integrity": "sha512-' in text


def test_continuous_integration_runs_what_a_person_types():
    script = (PROJECT / ".ci" / "run").read_text()

    assert [line for line in script.splitlines() if "make" in line and not line.startswith("#")] == ["exec make test"]
