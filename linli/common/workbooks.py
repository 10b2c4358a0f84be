"""Spreadsheets that offices exchange, read and written. The library takes as much memory as all of ours: only who needs it loads it."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.http import HttpResponse

from linli.common.spreadsheets import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


class WorkbookBroken(ValueError):
    """This is no workbook, or one of a kind that is not read."""


def open_workbook(file: IO[bytes] | Path) -> Any:
    """Open a workbook for reading, with values in place of formulas. Raises WorkbookBroken, BadZipFile, KeyError, OSError."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(file, read_only=True, data_only=True)
    except InvalidFileException as error:
        raise WorkbookBroken(str(error)) from error


def workbook(sheets: Iterable[tuple[str, Sequence[Any], Iterable[Sequence[Any]]]]) -> bytes:
    """Write sheets of (title, head, rows). No cell can be a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, head, rows in sheets:
        sheet = book.create_sheet(_FORBIDDEN.sub(" ", title)[:31])
        sheet.freeze_panes = "A2"
        sheet.append(list(head))
        for row in rows:
            sheet.append([harmless(cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_file(content: bytes, name: str, media_type: str = XLSX) -> HttpResponse:
    """An answer that the browser saves."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
