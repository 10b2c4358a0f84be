import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import click

from linli.config.cli import wake
from linli.config.cli.language import terminal_language

if TYPE_CHECKING:
    from linli.cases.queries.filters import CaseFilter
    from linli.cases.queries.listing import CaseRow

SAY_EVERY = 10_000


@click.group()
def command() -> None:
    """Write cases to a file: no personal data, memory stays flat."""


@command.command("cases")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--filter", "words", default="view=all", show_default=True, help='As in the address of a list: "view=all&town=350181005".')  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def cases(file: Path, words: str, force: bool) -> None:
    """Export the cases that a filter gives to FILE (.csv or .xlsx). Ends with 2 where file or filter cannot be used."""
    shape = file.suffix.lstrip(".")
    if shape not in ("csv", "xlsx"):
        raise click.UsageError("The file's name must end with .csv or .xlsx.")
    if not file.parent.is_dir():
        raise click.UsageError(f"There is no folder {file.parent}.")
    if file.exists() and not force:
        raise click.UsageError(f"{file} is there already; --force overwrites it.")
    wake()
    from django.utils import translation

    from linli.common.domain.audit import note_deed
    from linli.config.exporting import pieces, whole_county

    wanted = _read(words)
    reader, counted = whole_county(), [0]
    translation.activate(terminal_language())
    half = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            for piece in pieces(shape, reader, wanted, lambda rows: _counted(rows, counted)):
                out.write(piece)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    note_deed("cases.exported", by=reader, subject_kind="export", filter=words, rows=counted[0], shape=shape)
    click.echo(f"{file}: {counted[0]} cases.")


def _read(words: str) -> "CaseFilter":
    """The filter; a word that it does not know or take is an error here, where nobody sees the list."""
    from linli.cases.queries.filters import CaseFilter

    given = dict(parse_qsl(words, keep_blank_values=True))
    wanted = CaseFilter.read(given)
    lost = [name for name, value in given.items() if value and getattr(wanted, name, None) != value]
    if lost:
        raise click.UsageError(f"The filter does not take {', '.join(f'{name}={given[name]}' for name in lost)}.")
    return wanted


def _counted(rows: "Iterator[CaseRow]", counted: list[int]) -> "Iterator[CaseRow]":
    for row in rows:
        counted[0] += 1
        if counted[0] % SAY_EVERY == 0:
            click.echo(f"  {counted[0]:,} cases", err=True)
            sys.stderr.flush()
        yield row
