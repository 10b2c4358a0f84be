"""Workbooks of several sheets, as offices exchange them. No cell can be a formula."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse

from linli.common.spreadsheets import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


def workbook(sheets: Iterable[tuple[str, Sequence[Any], Iterable[Sequence[Any]]]]) -> bytes:
    """Write sheets of (title, head, rows)."""
    from openpyxl import Workbook  # only who writes a sheet loads it

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
