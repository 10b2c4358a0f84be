"""What can be seen without the database: programs, front end, disk, keys, mail, map, mode."""

import platform
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings

import linli
from linli.config.doctor.finding import Finding, fine, note, unknown, wrong

LEAST_FREE, LITTLE_FREE = 1 * 1024**3, 5 * 1024**3


def findings() -> Iterator[Finding]:
    yield fine(
        "Versions", f"Linli {linli.__version__}, Python {platform.python_version()}, Django {django.__version__}"
    )
    yield _front_end()
    yield from (_disk(name, folder) for name, folder in _folders())
    yield from (_private(name, file) for name, file in _secrets())
    yield _mail()
    yield _map()
    yield _mode()


def _front_end() -> Finding:
    vite: dict[str, Any] = settings.DJANGO_VITE["default"]
    if Path(vite["manifest_path"]).is_file():
        return fine("Front end", "built")
    return wrong("Front end", "not built: pages have no style", "make install")


def _folders() -> Iterator[tuple[str, Path]]:
    if not settings.LINLI_S3_BUCKET:
        yield "Files", settings.LINLI_FILES
    if settings.DATABASES["default"]["HOST"] == str(settings.EMBEDDED_SERVER.socket_folder):
        yield "Database files", settings.EMBEDDED_SERVER.home


def _disk(name: str, folder: Path) -> Finding:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    says = f"{folder}, {free / 1024**3:.1f} GB free"
    mend = "free space on this disk, or move the folder to a larger one"
    if free < LEAST_FREE:
        return wrong(name, says, mend)
    return note(name, says, mend) if free < LITTLE_FREE else fine(name, says)


def _secrets() -> Iterator[tuple[str, Path]]:
    yield "Keys of personal data", settings.LINLI_KEY_FILE
    yield "Secret of sessions", settings.STATE / "secret.key"


def _private(name: str, file: Path) -> Finding:
    try:
        mode = file.stat().st_mode & 0o777
    except FileNotFoundError:
        return note(
            name, f"{file} is not there yet", "it is made at first use; after a restore, bring back your own copy"
        )
    if mode & 0o077:
        return wrong(name, f"{file} can be read by others (mode {mode:o})", f"chmod 600 '{file}'")
    return fine(name, f"{file}, private; it is in no backup, so keep a copy apart")


def _mail() -> Finding:
    mailer: dict[str, Any] = settings.MAILERS["default"]
    words = mailer.get("OPTIONS", {})
    host, port = str(words.get("host", "")), int(words.get("port", 25))
    if not host:
        return note("Mail", "no server: no e-mail is sent", "set LINLI_SMTP_HOST (and LINLI_MAIL_FROM)")
    try:
        socket.create_connection((host, port), timeout=3).close()
    except OSError as error:
        return unknown(
            "Mail", f"{host}:{port} does not answer ({error})", "look at LINLI_SMTP_HOST and LINLI_SMTP_PORT"
        )
    return fine("Mail", f"{host}:{port} answers")


def _map() -> Finding:
    if not settings.LINLI_MAP_TILES:
        return fine("Map", "no provider: places are given by list, address and “here” (LINLI_MAP_TILES)")
    if not settings.LINLI_MAP_CREDIT:
        return wrong(
            "Map",
            "a provider without its name and approval number, which a public map must show",
            "set LINLI_MAP_CREDIT",
        )
    return fine("Map", settings.LINLI_MAP_CREDIT)


def _mode() -> Finding:
    if settings.LINLI_DEMO:
        return note(
            "Mode",
            "demonstration: invented data, and sign-in codes are shown to everybody",
            "set LINLI_DEMO=no before real people use it",
        )
    return fine("Mode", "in earnest")
