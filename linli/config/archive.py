"""A backup: one archive with the database, the files and a manifest of what they must be. Never the keys.

The manifest stands last, so an archive that was cut short has none. Everything else is checked against it, by
SHA-256, before anything of the running system is touched.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

import linli
from linli.config.dump import Progress, Say

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database.dump", "files/"


class BadArchive(RuntimeError):
    """The archive cannot be used; the text says why."""


class Hashing(io.RawIOBase):
    """Reads or writes through, and knows the SHA-256 and the length of what passed."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self._digest, self.length = inner, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        return self._note(self._inner.read(size))

    def write(self, data: Any) -> int:
        return self._inner.write(self._note(bytes(data)))

    def _note(self, data: bytes) -> bytes:
        self._digest.update(data)
        self.length += len(data)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {"bytes": self.length, "sha256": self._digest.hexdigest()}


@contextmanager
def new_archive(target: Path) -> Iterator[tarfile.TarFile]:
    """An archive that gets its name when it is whole; readable by its owner only, as it holds people's matters."""
    half = target.with_name(f".{target.name}.half")
    try:
        with (
            os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as archive,  # dump and pictures are packed already
        ):
            yield archive
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def put(archive: tarfile.TarFile, name: str, file: Path) -> dict[str, Any]:
    """Add a file; return its length and SHA-256."""
    with file.open("rb") as source:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = os.fstat(source.fileno()).st_size, 0o600, int(file.stat().st_mtime)
        read = Hashing(source)
        archive.addfile(entry, cast(IO[bytes], read))
    return read.facts


def put_files(archive: tarfile.TarFile, folder: Path, *, say: Say) -> dict[str, dict[str, Any]]:
    """Add every file of the folder of files; one that vanishes meanwhile was erased, and stays so."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    facts: dict[str, dict[str, Any]] = {}
    tell = Progress(say, lambda: f"{len(facts)} of {len(paths)} files")
    for path in paths:
        name = f"{FILES}{path.relative_to(folder).as_posix()}"
        try:
            facts[name] = put(archive, name, path)
        except FileNotFoundError:
            continue
        tell()
    return facts


def put_manifest(archive: tarfile.TarFile, parts: dict[str, dict[str, Any]], **facts: Any) -> None:
    """Close the archive with what it must contain."""
    manifest = {
        "format": FORMAT,
        "linli": linli.__version__,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **facts,
        "parts": parts,
    }
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def unpack(source: Path, folder: Path, *, say: Say) -> dict[str, Any]:
    """Unpack an archive into an empty folder, checking every part; return its manifest or raise BadArchive."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    tell = Progress(say, lambda: f"{len(found)} parts read")
    try:
        with tarfile.open(source, "r|gz") as archive:
            for entry in archive:
                content = archive.extractfile(entry)
                if content is None:
                    raise BadArchive(f"{entry.name} is not a plain file")
                if entry.name == MANIFEST:
                    manifest = json.loads(content.read())
                    continue
                found[entry.name] = _unpack_one(content, _inside(folder, entry.name))
                tell()
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise BadArchive(f"{source} is damaged or is no archive of Linli ({error})") from error
    if manifest is None:
        raise BadArchive(f"{source} is cut short: it has no manifest")
    check(manifest, found)
    return manifest


def _unpack_one(content: IO[bytes], target: Path) -> dict[str, Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        written = Hashing(out)
        while block := content.read(1024 * 1024):
            written.write(block)
    return written.facts


def _inside(folder: Path, name: str) -> Path:
    """A path below the folder; an archive that names another place is refused."""
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise BadArchive(f"the archive names a place outside: {name}")
    return target


def check(manifest: dict[str, Any], found: dict[str, dict[str, Any]]) -> None:
    """Raise BadArchive where a part is missing, altered or not named, or where a newer Linli wrote the archive."""
    if manifest.get("format") != FORMAT or _number(str(manifest.get("linli", ""))) > _number(linli.__version__):
        raise BadArchive(
            f"The archive was written by Linli {manifest.get('linli')}; this is {linli.__version__}. Update first."
        )
    parts = manifest.get("parts", {})
    for name in sorted(parts.keys() | found.keys()):
        if name not in found:
            raise BadArchive(f"The archive lacks {name}.")
        if parts.get(name) != found[name]:
            raise BadArchive(f"{name} is not what the manifest says: its checksum differs. Use another copy.")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(word) for word in version.split(".") if word.isdigit())
