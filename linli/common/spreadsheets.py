"""Write lists as files that offices exchange. A cell can never be a formula; nothing of it is a person's."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

Row = Iterable[Any]
BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
MOST_XLSX = 20_000
CHUNK = 200
_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(head: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The file piece by piece, so that memory stays flat."""
    writer = csv.writer(_Echo())
    yield (BOM + str(writer.writerow([harmless(cell) for cell in head]))).encode()
    batch: list[str] = []
    for row in rows:
        batch.append(str(writer.writerow([harmless(cell) for cell in row])))
        if len(batch) == CHUNK:
            yield "".join(batch).encode()
            batch = []
    yield "".join(batch).encode()


def xlsx_file(title: str, head: Row, rows: Iterable[Row]) -> IO[bytes]:
    """The file, open at its beginning; it is gone when closed."""
    from openpyxl import Workbook  # takes as much memory as all of ours; most workers never write a sheet

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append([harmless(cell) for cell in head])
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    book.save(file)
    file.seek(0)
    return file
