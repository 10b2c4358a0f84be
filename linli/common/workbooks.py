"""Read a spreadsheet that somebody sent. The library takes as much memory as all of ours: only who reads one loads it."""

from pathlib import Path
from typing import IO, Any


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
