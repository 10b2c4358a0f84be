"""The configuration of a county as files, so that one county can give its rules to another.

Each app registers its part in its `apps.py`. A part is a mapping of keys to facts (JSON) that name nothing by number:
units by their code, areas by theirs. The verbs are in `linli.people.domain.exchange`.
"""

import io
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.common.errors import ExchangeFaulty
from linli.common.toml import toml_text

FORMAT = 1
HEAD = "linli.toml"
MOST_BYTES = 8 * 1024 * 1024  # of all files, unpacked
MOST_FILES = 200
STAMP = (2026, 1, 1, 0, 0, 0)  # the same content is the same archive

State = dict[str, Any]  # key → facts
Incoming = Mapping[str, State]  # part → what its files say
Files = dict[str, bytes]


@dataclass(frozen=True)
class Part:
    """One part of the configuration.

    `state` tells how it is here; `write` and `read` turn that into files and back (ExchangeFaulty where they cannot be
    used); `refusal` says in words why a key cannot come here, "" where it can; `apply` lets facts hold (None: as if
    they had never come) within a transaction of the caller; `say` puts facts into a line.
    """

    code: str
    title: str | Promise
    order: int
    state: Callable[[], State]
    write: Callable[[State], Files]
    read: Callable[[Mapping[str, bytes]], State]
    refusal: Callable[[str, Any, Incoming], str]
    apply: Callable[[Mapping[str, Any]], None]
    say: Callable[[str, Any], str]
    topic: str = "settings"  # of the configuration it changes; held while an import is at work


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Let a part of the configuration be given and taken."""
    _parts[part.code] = part


def parts() -> list[Part]:
    """The parts in the order in which they are applied: what others build on comes first."""
    return sorted(_parts.values(), key=lambda part: part.order)


def packed(files: Mapping[str, bytes], *, county: str, name: str) -> bytes:
    """Return one ZIP archive of the files, with a head that says what it is."""
    head = toml_text({"format": FORMAT, "county": county, "name": name}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in [(HEAD, head), *sorted(files.items())]:
            archive.writestr(zipfile.ZipInfo(path, STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(data: bytes) -> Files:
    """Return the files of an archive, the head among them; raises ExchangeFaulty."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [one for one in archive.infolist() if not one.is_dir()]
            if len(found) > MOST_FILES or sum(one.file_size for one in found) > MOST_BYTES:
                raise ExchangeFaulty(reason=_("it is too large"))
            files = {one.filename: archive.read(one) for one in found}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ExchangeFaulty(reason=_("it is no ZIP archive")) from error
    head = toml_of(files, HEAD)
    if head.get("format") != FORMAT:
        raise ExchangeFaulty(reason=_("it is no configuration of Linli, or of another format"))
    return files


def toml_of(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    """The content of a TOML file; empty where it is not there. Raises ExchangeFaulty."""
    try:
        return tomllib.loads(files.get(path, b"").decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExchangeFaulty(reason=f"{path}: {error}") from error


def rows_of(files: Mapping[str, bytes], path: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a CSV file; none where it is not there. Raises ExchangeFaulty."""
    import csv

    if path not in files:
        return []
    try:
        rows = csv.DictReader(io.StringIO(files[path].decode("utf-8-sig"), newline=""))
        found = [{name: (row.get(name) or "").strip() for name in columns} for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ExchangeFaulty(reason=f"{path}: {error}") from error
    if tuple(rows.fieldnames or ()) != columns:
        raise ExchangeFaulty(reason=_("%(path)s: the first line must be %(columns)s") % {"path": path, "columns": ",".join(columns)})  # fmt: skip
    return found


def csv_bytes(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> bytes:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue().encode()
