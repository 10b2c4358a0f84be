"""The files themselves: a folder or an S3-compatible store. Keys tell nothing but county, month and number."""

import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from linli.counties.current import current_county
from linli.documents.errors import StoreAway
from linli.documents.rules import LEAST_FREE, MEGABYTE

logger = logging.getLogger(__name__)

THUMBNAIL = ".thumb"


def key_of(number: UUID, at: datetime) -> str:
    """Return county/yyyy/mm/number. The counties share one store, and each sweeps only its own part."""
    return f"{current_county().code}/{at.astimezone(UTC):%Y/%m}/{number}"


def keep(key: str, data: bytes, *, name: str) -> str:
    """Write a file; raises StoreAway where the store is full or away.

    A folder counts as full while there is still room for the database, which mostly lies on the same disk: files that
    anybody may send must not stop the city's work.
    """
    if _is_nearly_full():
        logger.error("no file is taken: less than %s MB are free for the store", LEAST_FREE // MEGABYTE)
        raise StoreAway(name=name)
    try:
        return default_storage.save(key, ContentFile(data))
    except Exception as error:  # each kind of store has failures of its own
        logger.exception("a file could not be stored")
        raise StoreAway(name=name) from error


def read_file(key: str) -> bytes:
    """Return a file as it is stored; raises FileNotFoundError where it is gone."""
    with default_storage.open(key, "rb") as file:
        found: bytes = file.read()
    return found


def _is_nearly_full() -> bool:
    folder = getattr(default_storage, "location", None)
    if not folder:
        return False  # a bucket
    there = next(place for place in (Path(folder), *Path(folder).parents) if place.exists())
    return shutil.disk_usage(there).free < LEAST_FREE


def discard(*keys: str) -> None:
    """Delete files; harmless where they are gone. What is not named by a document of its own (drawings) stays."""
    for key in keys:
        if number_of(key):
            default_storage.delete(key)


def all_keys() -> Iterator[list[str]]:
    """Yield the keys of the current county's files, one list a month."""
    county = current_county().code
    for year in _folders(county):
        for month in _folders(f"{county}/{year}"):
            folder = f"{county}/{year}/{month}"
            yield [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


def number_of(key: str) -> UUID | None:
    """Return the number of the document that a key belongs to, or None for a file that is not ours."""
    try:
        return UUID(key.rsplit("/", 1)[-1].removesuffix(THUMBNAIL))
    except ValueError:
        return None


def made_at(number: UUID) -> datetime:
    """Return the moment in a number of version 7 (RFC 9562: milliseconds in the first 48 bits)."""
    return datetime.fromtimestamp((number.int >> 80) / 1000, UTC)


def _folders(folder: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(folder)[0])
    except FileNotFoundError:
        return []
