"""Seal everything anew with the current key, found by walking the models; stopped anywhere, it goes on where it was.

The system may run meanwhile: readers look under all keys, writers seal with the newest. What a slow transaction still
wrote with an older key is found by the next run, and `drop_old_keys` refuses until there is none.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction

from linli.counties.current import inside
from linli.counties.models import County
from linli.people.errors import KeysStillUsed
from linli.people.keyring import KeyMissing, Keyring, drop_keys, keyring
from linli.people.sealed_places import Place, places

logger = logging.getLogger(__name__)
BATCH = 500
SECOND_FACTORS = "mfa.Authenticator"


@dataclass(frozen=True)
class Progress:
    """How far a model is. `damaged` counts values that no key opens: they are left as they are, and logged."""

    model: str
    done: int
    total: int
    damaged: int = 0


def still_old() -> dict[str, int]:
    """How many rows of the current county hold something under an older key, by model; those with none are left out."""
    ring = keyring()
    found = {place.label: _count(place, ring) for place in places()}
    found[SECOND_FACTORS] = sum(_is_old(row.data, ring) for row in Authenticator.objects.all())
    return {label: count for label, count in found.items() if count}


def reseal() -> Iterator[Progress]:
    """Seal everything of the current county with the current key; a batch is a transaction and one progress."""
    for place in places():
        yield from _reseal_place(place)
    yield from _reseal_second_factors()


def _reseal_place(place: Place) -> Iterator[Progress]:
    total = _count(place, keyring())
    done, damaged, last = 0, 0, None
    while total:
        with transaction.atomic():
            # The keys are asked for anew each time: another rotation may have begun.
            ring = keyring()
            rows = _next_batch(place, ring, last)
            if not rows:
                break
            faults = _reseal_rows(place, ring, rows)
        last = rows[-1][0]
        done, damaged = done + len(rows), damaged + faults
        yield Progress(place.label, done, max(total, done), damaged)


def _next_batch(place: Place, ring: Keyring, last: Any) -> list[tuple[Any, ...]]:
    quoted = ", ".join(connection.ops.quote_name(column) for column in place.columns)
    beyond = f"{place.key} > %(last)s AND" if last is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {place.key}, {quoted} FROM {place.table} WHERE {beyond} {place.old()} "  # noqa: S608
            f"ORDER BY {place.key} LIMIT {BATCH} FOR UPDATE",
            {**_current(ring), "last": last},
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _reseal_rows(place: Place, ring: Keyring, rows: list[tuple[Any, ...]]) -> int:
    changes, damaged = [], 0
    for key, *values in rows:
        try:
            changes.append((*_resealed(place, ring, dict(zip(place.columns, values, strict=True))), key))
        except (InvalidTag, KeyMissing):
            damaged += 1
            logger.exception("%s %s holds a value that no key opens", place.label, key)
    assigned = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in place.columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {place.table} SET {assigned} WHERE {place.key} = %s", changes)  # noqa: S608
    return damaged


def _resealed(place: Place, ring: Keyring, row: dict[str, Any]) -> list[Any]:
    plain = {column: ring.unseal(bytes(row[column])) if row[column] else "" for column in place.sealed}
    sealed = [ring.seal(plain[column]) if plain[column] else b"" for column in place.sealed]
    # An index without its value is the trace of something erased: it goes too.
    indexes = [
        ring.index(plain[origin]) if row[column] is not None and plain[origin] else None
        for column, origin in place.indexes.items()
    ]
    return [*sealed, *indexes]


def _current(ring: Keyring) -> dict[str, Any]:
    return {"byte": bytes([ring.current]), "number": str(ring.current)}


def _count(place: Place, ring: Keyring) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {place.table} WHERE {place.old()}", _current(ring))  # noqa: S608
        row = cursor.fetchone()
    return int(row[0])


def _reseal_second_factors() -> Iterator[Progress]:
    """The secrets of second factors stand in a JSON of allauth's, sealed by our adapter."""
    ring = keyring()
    keys = [row.pk for row in Authenticator.objects.order_by("pk") if _is_old(row.data, ring)]
    for done, key in enumerate(keys, start=1):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=key).first()
            if row:
                row.data = _map_secrets(row.data, lambda sealed: ring.seal(ring.unseal(sealed)))
                row.save(update_fields=["data"])
        yield Progress(SECOND_FACTORS, done, len(keys))


def _secrets(data: dict[str, Any]) -> list[str]:
    single = [data[name] for name in ("secret", "seed") if data.get(name)]
    return [*single, *data.get("migrated_codes", [])]


def _is_old(data: dict[str, Any], ring: Keyring) -> bool:
    return any(bytes.fromhex(secret)[0] != ring.current for secret in _secrets(data))


def _map_secrets(data: dict[str, Any], change: Any) -> dict[str, Any]:
    def renew(secret: str) -> str:
        return bytes(change(bytes.fromhex(secret))).hex()

    renewed: dict[str, Any] = {name: renew(data[name]) for name in ("secret", "seed") if data.get(name)}
    if "migrated_codes" in data:
        renewed["migrated_codes"] = [renew(code) for code in data["migrated_codes"]]
    return data | renewed


def drop_old_keys(file: Path, all_counties: list[County]) -> set[int]:
    """Take all keys but the current one out of the file; return their numbers.

    Raises KeysStillUsed while any county holds anything sealed with them. The tables are locked against writing
    meanwhile, so that no transaction that began with an older key can finish after the count.
    """
    old = set(keyring().keys) - {keyring().current}
    with transaction.atomic():
        for county in all_counties:
            with inside(county):
                _hold_still()
                if found := still_old():
                    what = ", ".join(f"{label} {count}" for label, count in found.items())
                    raise KeysStillUsed(what=f"{county.code}: {what}")
        drop_keys(file, old)
    return old


def _hold_still() -> None:
    tables = [place.table for place in places()] + [connection.ops.quote_name(Authenticator._meta.db_table)]
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE MODE")
