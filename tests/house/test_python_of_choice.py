"""The Python that makes the environment is found by running it, not by its name."""

import os
import subprocess
import sys

import pytest

from tests.house.floors import PROJECT

BASE = os.path.realpath(sys._base_executable)
DEAD = "#!/bin/sh\necho 'this shim leads nowhere' >&2\nexit 127\n"
OLD = "#!/bin/sh\nexit 1\n"  # what a Python older than 3.12 answers to the question


@pytest.fixture
def bin_folder(tmp_path):
    """A path with the shell's few programs and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat"):
        (folder / name).symlink_to(f"/bin/{name}")
    return folder


def put(folder, name, script):
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


def choose(folder, **env):
    return subprocess.run(
        ["/bin/sh", str(PROJECT / "tools" / "python-of-choice")], cwd=folder.parent, capture_output=True, text=True,
        env={"PATH": str(folder), **{name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}, **env},
    )  # fmt: skip


def test_a_dead_shim_and_an_old_one_are_passed_over(bin_folder):
    put(bin_folder, "python3.13", DEAD)
    put(bin_folder, "python3.12", OLD)
    put(bin_folder, "python3", f'#!/bin/sh\nexec "{BASE}" "$@"\n')

    done = choose(bin_folder)

    assert (done.returncode, done.stdout.strip()) == (0, BASE)


def test_the_one_that_is_named_decides(bin_folder):
    put(bin_folder, "python3.13", DEAD)

    done = choose(bin_folder, PYTHON=sys.executable)

    assert (done.returncode, done.stdout.strip()) == (0, BASE)


def test_a_named_one_that_does_not_run_is_refused(bin_folder):
    put(bin_folder, "python3", f'#!/bin/sh\nexec "{BASE}" "$@"\n')
    put(bin_folder, "mine", DEAD)

    done = choose(bin_folder, PYTHON=str(bin_folder / "mine"))

    assert done.returncode == 1
    assert done.stderr == f"PYTHON={bin_folder / 'mine'} does not run, or is older than 3.12.\n"


def test_one_under_pyenv_is_found_without_a_shim(bin_folder, tmp_path):
    home = tmp_path / "home"
    place = home / ".pyenv" / "versions" / "3.12.9" / "bin"
    place.mkdir(parents=True)
    put(place, "python3", f'#!/bin/sh\nexec "{BASE}" "$@"\n')

    done = choose(bin_folder, HOME=str(home))

    assert (done.returncode, done.stdout.strip()) == (0, BASE)


def test_where_there_is_none_it_says_what_to_install(bin_folder):
    done = choose(bin_folder)

    assert (done.returncode, done.stdout) == (1, "")
    assert "Linli needs Python 3.12 or later, and none could be found or fetched." in done.stderr
