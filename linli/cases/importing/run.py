"""Import cases from a file of somebody else's system, as a mapping says."""

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.cases.importing.arrival import Arrival, Reading
from linli.cases.importing.batch import Batch
from linli.cases.importing.errors import RowRefused, TooManyCells
from linli.cases.importing.lookup import Lookup
from linli.cases.importing.mapping import Mapping
from linli.cases.importing.source import Row, Source
from linli.cases.models import Case
from linli.common.domain.audit import note_deed
from linli.people.reader import Reader, system

BATCH = 1_000


@dataclass
class Imported:
    """What an import has done so far, or would do."""

    rows: int = 0
    written: int = 0
    known: int = 0  # there already, or twice in the file
    rejected: int = 0
    to_route: int = 0
    made_kinds: int = 0
    made_units: int = 0
    is_dry_run: bool = False
    share: float | None = None  # of the file, where its length is known


Progress = Callable[[Imported], Any]


def import_cases(
    file: Path,
    mapping: Mapping,
    *,
    by: Reader | None = None,
    rejected: Path | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Imported:
    """Bring in every row that is not here yet; a second run changes nothing.

    A row is known by (source of the mapping, external id). Moments are kept as they were (`recorded_at` is now). Rows
    that cannot be taken are written to `rejected` with number and reason. Each thousand rows are one transaction, so a
    run that was killed goes on where it was. Raises FileUnusable, ColumnsMissing.
    """
    actor = by or system("import")
    done = Imported(is_dry_run=dry_run)
    source = Source(file, mapping)
    lookup = Lookup(mapping, actor, dry_run)
    reading = Reading(mapping, at=now())
    with Rejects(rejected or rejected_beside(file), source) as rejects:
        for rows in batched(source.rows(), BATCH):
            _take(rows, reading, lookup, rejects, done, actor)
            done.share = source.read / source.whole if source.whole else None
            progress(done)
    if not dry_run:
        note_deed(
            "cases.imported", by=actor, subject_kind="file", subject_id=file.name[:64], source=mapping.source,
            rows=done.rows, written=done.written, known=done.known, rejected=done.rejected,
        )  # fmt: skip
    return done


def rejected_beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.rejected.csv")


Numbered = tuple[int, Row, bool]


def _take(
    rows: tuple[Numbered, ...], reading: Reading, lookup: Lookup, rejects: "Rejects", done: Imported, by: Reader
) -> None:
    """One batch: read, leave out what is known, write the rest, name what is refused."""
    raw = {number: row for number, row, _ in rows}
    arrivals: list[Arrival] = []
    for number, row, is_too_long in rows:
        try:
            if is_too_long:
                raise TooManyCells
            arrivals.append(reading.arrival(number, row))
        except RowRefused as refusal:
            rejects.add(number, row, refusal)
    try:
        batch, fresh = _write(arrivals, reading.mapping, lookup, by, done.is_dry_run)
    except IntegrityError:
        # Another import of the same file was faster with some of them; now they are known.
        batch, fresh = _write(arrivals, reading.mapping, lookup, by, done.is_dry_run)
    for number, why in batch.refused:
        rejects.add(number, raw[number], why)
    done.rows += len(rows)
    done.written += len(batch.cases)
    done.known += len(arrivals) - fresh
    done.rejected = rejects.count
    done.to_route += batch.to_route
    done.made_kinds, done.made_units = len(lookup.made_kinds), len(lookup.made_units)


def _write(
    arrivals: list[Arrival], mapping: Mapping, lookup: Lookup, by: Reader, is_dry_run: bool
) -> tuple[Batch, int]:
    """Write what is not here yet; return the batch and how many arrivals were new."""
    with _undone_when_it_fails(lookup), transaction.atomic():
        fresh = _unknown(arrivals, mapping.source)
        batch = Batch(mapping, lookup, by, now())
        batch.take(fresh)
        if not is_dry_run:
            batch.write()
    return batch, len(fresh)


@contextmanager
def _undone_when_it_fails(lookup: Lookup) -> Iterator[None]:
    """Kinds and units made in a transaction that is rolled back are not there: look them up anew."""
    try:
        yield
    except BaseException:
        lookup.__post_init__()
        raise


def _unknown(arrivals: list[Arrival], source: str) -> list[Arrival]:
    first: dict[str, Arrival] = {}
    for arrival in arrivals:
        first.setdefault(arrival.external_id, arrival)
    known = set(
        Case.objects.filter(external_source=source, external_id__in=list(first)).values_list("external_id", flat=True)
    )
    return [arrival for number, arrival in first.items() if number not in known]


@dataclass
class Rejects:
    """The rows that were not taken, in a file that can be mended and imported: row, code, reason, then all its cells."""

    file: Path
    source: Source
    count: int = 0
    _stream: IO[str] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream:
            self._stream.close()
        elif kind is None and self.file == rejected_beside(self.source.file):
            self.file.unlink(missing_ok=True)  # of a run before this one, whose faults are mended

    def add(self, number: int, row: Row, refusal: RowRefused) -> None:
        if self._stream is None:
            # What stands in the rows is as private as the file they came from.
            descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._stream = os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="")
            csv.writer(self._stream).writerow(["row", "code", "reason", *self.source.head])
        csv.writer(self._stream).writerow([number, refusal.code, str(refusal), *row.values()])
        self.count += 1
