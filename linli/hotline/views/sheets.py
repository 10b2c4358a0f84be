"""Tables as files for a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, HttpResponse

from linli.common.spreadsheets import csv_lines, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(name: str, head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    response = HttpResponse(b"".join(csv_lines(head, rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx_answer(name: str, title: str, head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    file: Any = FileResponse(
        xlsx_file(title, head, rows), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )
    file["Cache-Control"] = "private, no-store"
    response: HttpResponse = file
    return response
