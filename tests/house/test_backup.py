"""The drill: back up, lose everything, restore, and prove that it is what it was."""

import json
import shutil
import tarfile

import psycopg
import pytest

from linli.config.dump import count_rows
from tests.house.floors import PROJECT
from tests.house.installation import Installation

pytestmark = pytest.mark.timeout(180)
THREE_CASES = f"""
import importlib.util
from linli.config.cli import wake
wake()
spec = importlib.util.spec_from_file_location("factories", {str(PROJECT / "tests" / "factories.py")!r})
factories = importlib.util.module_from_spec(spec)
spec.loader.exec_module(factories)
for number in range(3):
    factories.make_case()
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A county with three matters and a file."""
    installation = Installation(tmp_path_factory.mktemp("backup") / "linli project")
    for words in (["migrate"], ["county", "lay"]):
        done = installation.run(*words)
        assert done.returncode == 0, done.stderr
    installation.python(THREE_CASES)
    (installation.folder / ".linli" / "files" / "2026").mkdir(parents=True)
    (installation.folder / ".linli" / "files" / "2026" / "照片.jpg").write_bytes(b"a photo" * 1000)
    yield installation
    installation.close()


@pytest.fixture
def archive(place, tmp_path):
    file = tmp_path / "backup.tar.gz"
    done = place.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def rows(installation):
    with (
        installation.server.running(),
        psycopg.connect(host=str(installation.server.socket_folder), user="postgres", dbname="linli") as database,
    ):
        return count_rows(database)


def test_everything_comes_back_after_everything_was_lost(place, archive):
    before = rows(place)
    files = place.folder / ".linli" / "files"
    place.server.stop("immediate")
    shutil.rmtree(place.server.home)
    shutil.rmtree(files)

    done = place.run("restore", str(archive))

    assert done.returncode == 0, done.stderr
    assert rows(place) == before
    assert before["c350181.cases_case"] == 3
    assert (files / "2026" / "照片.jpg").read_bytes() == b"a photo" * 1000
    with place.server.running():
        proven = place.run("verify-history")
    assert proven.returncode == 0, proven.stdout + proven.stderr
    assert proven.stdout.startswith("3 cases, ")


def test_a_database_that_holds_something_is_replaced_only_by_force(place, archive):
    refused = place.run("restore", str(archive))
    forced = place.run("restore", "--force", str(archive))

    assert refused.returncode == 1
    assert refused.stderr == "Error: This database holds accounts or cases. To replace it: --force\n"
    assert forced.returncode == 0, forced.stderr


def test_a_damaged_archive_touches_nothing(place, archive):
    before = rows(place)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)

    done = place.run("restore", "--force", str(archive))

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert rows(place) == before


def test_the_keys_are_in_no_archive_and_that_is_said(place, tmp_path):
    file = tmp_path / "again.tar.gz"

    done = place.run("backup", str(file))

    assert f"Keep a copy of {place.folder / '.linli' / 'keys.json'} apart." in done.stdout
    with tarfile.open(file) as archive:
        names = sorted(archive.getnames())
    assert names == ["database.dump", "files/2026/照片.jpg", "manifest.json"]


def test_an_archive_is_not_overwritten_unasked(place, archive):
    done = place.run("backup", str(archive))

    assert done.returncode == 1
    assert done.stderr.endswith("is there already; choose another name, or --force.\n")


def test_the_doctor_finds_what_is_there_and_what_is_missing(place):
    done = place.run("doctor", "--json")
    report = json.loads(done.stdout)
    found = {finding["subject"]: (finding["verdict"], finding["says"]) for finding in report["findings"]}

    assert done.returncode == report["status"] == 1  # nothing runs, so no worker does
    assert found["Areas"] == ("fine", "26 towns, 522 villages, 1848 grids")
    assert found["Cases"] == ("fine", "3")
    assert found["Migrations"][0] == "fine"
    assert found["Roles"] == ("fine", "the application signs in as linli_app and can neither change nor empty history")
    assert found["Guards of history 350181"][0] == "fine"
    assert found["Worker"][0] == "wrong"


def test_the_doctor_says_what_one_role_costs(place):
    with place.server.running():
        place.env["DATABASE_URL"] = f"host='{place.server.socket_folder}' user=linli_owner dbname=linli"
        done = place.run("doctor")
        del place.env["DATABASE_URL"]

    assert done.returncode == 1
    assert (
        "WRONG  Roles: the application signs in as linli_owner, who may switch off the guards of history" in done.stdout
    )


def test_the_doctor_cannot_tell_without_a_database(place):
    place.env["DATABASE_URL"] = "host=127.0.0.1 port=1 user=nobody dbname=none connect_timeout=2"
    done = place.run("doctor")
    del place.env["DATABASE_URL"]

    assert done.returncode == 2
    assert "?      Database: cannot be read: " in done.stdout


def test_counties_are_added_and_listed(place):
    with place.server.running():
        added = place.run("county", "add", "350128", "--name", "平潭县", "--name-en", "Pingtan", "--prefix", "PT",
                          "--host", "pingtan.example")  # fmt: skip
        again = place.run("county", "add", "350128", "--name", "平潭县")
        listed = place.run("county", "list")

    assert added.returncode == 0, added.stderr
    assert again.returncode == 1
    assert listed.stdout.splitlines()[0] == "350128  平潭县 Pingtan  schema c350128  pingtan.example"
