"""Read the rows of a file one after the other, whatever its shape: CSV (packed or not, two encodings) or XLSX."""

import codecs
import csv
import gzip
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from linli.cases.importing.errors import ColumnsMissing, FileUnusable
from linli.cases.importing.mapping import Mapping
from linli.common.workbooks import open_workbook

ENCODINGS = ("utf-8-sig", "gb18030")
CHUNK = 1 << 20
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, KeyError, UnicodeError, csv.Error,
          ValueError)  # fmt: skip
Row = dict[str, str]


@dataclass
class Source:
    """A file being read. Rows are numbered as a spreadsheet shows them: the head is row 1."""

    file: Path
    mapping: Mapping
    head: list[str] = field(default_factory=list)
    read: int = 0
    whole: int = 0  # bytes, or rows of a sheet; 0 where it is not known

    def rows(self) -> Iterator[tuple[int, Row, bool]]:
        """Yield row number, cells by column, and whether the row has cells without a column.

        Raises FileUnusable, ColumnsMissing.
        """
        try:
            cells = self._sheet() if self.file.suffix.lower() in (".xlsx", ".xlsm") else self._lines()
            with closing(cells):
                self._take_head(next(cells, []))
                count = len(self.head)
                for number, row in enumerate(cells, start=2):
                    if any(row):
                        padded = row + [""] * (count - len(row))
                        yield number, dict(zip(self.head, padded, strict=False)), any(row[count:])
        except BROKEN as error:
            raise FileUnusable(file=self.file.name, fault=str(error) or type(error).__name__) from error

    def _take_head(self, row: list[str]) -> None:
        self.head = [cell.strip() for cell in row]
        missing = [column for column in self.mapping.columns if column not in self.head]
        if missing:
            known = ", ".join(cell for cell in self.head if cell) or "-"
            raise ColumnsMissing(file=self.file.name, missing=", ".join(missing), known=known)

    def _lines(self) -> Generator[list[str], None, None]:
        encoding = self.mapping.encoding or encoding_of(self.file)
        self.whole = self.file.stat().st_size
        with self.file.open("rb") as raw, _unpacked(raw, self.file) as plain:
            text = TextIOWrapper(plain, encoding=encoding, newline="")
            # A NUL is no sign of any language, and PostgreSQL has no text with one.
            reader = csv.reader((line.replace("\0", "") for line in text), delimiter=self.mapping.delimiter)
            for row in reader:
                self.read = raw.tell()
                yield row

    def _sheet(self) -> Generator[list[str], None, None]:
        book = open_workbook(self.file)
        with closing(book):
            name = self.mapping.sheet
            if name and name not in book.sheetnames:
                raise FileUnusable(file=self.file.name, fault=_("there is no sheet %(name)s") % {"name": name})
            sheet: Any = book[name] if name else book.worksheets[0]
            self.whole = sheet.max_row or 0
            sheet.reset_dimensions()  # what other programs write there is often wrong
            for row in sheet.iter_rows(values_only=True):
                self.read += 1
                yield [_as_text(cell) for cell in row]


@contextmanager
def _unpacked(raw: IO[bytes], file: Path) -> Iterator[Any]:
    if file.suffix.lower() != ".gz":
        yield raw
        return
    with gzip.GzipFile(fileobj=raw) as plain:
        yield plain


def encoding_of(file: Path) -> str:
    """The encoding in which the whole file can be read: UTF-8, else GB 18030, which holds GBK and GB 2312."""
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with file.open("rb") as raw, _unpacked(raw, file) as plain:
                while chunk := plain.read(CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileUnusable(file=file.name, fault=_("it is neither UTF-8 nor GB 18030"))


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet keeps every number as a fraction
    return str(cell).replace("\0", "")
