import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linli.config.cli import wake
from linli.config.cli.language import terminal_language

if TYPE_CHECKING:
    from linli.cases.importing.run import Imported, Progress

SAY_EVERY = 10_000  # rows, where nobody watches a bar
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group()
def command() -> None:
    """Bring in cases, areas or boundaries from files, into the county of `linli --county CODE`."""


@command.command("cases")
@click.argument("file", type=FILE)
@click.option("--mapping", required=True, metavar="NAME|FILE.toml", help="What the columns mean: a shipped mapping by its name (baltimore), or a file of your own.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing but the rejected rows.")
@click.option("--rejected", type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="PATH", help="Where the rows go that were not taken; default FILE.rejected.csv.")  # fmt: skip
@click.pass_context
def cases(ctx: click.Context, file: Path, mapping: str, dry_run: bool, rejected: Path | None) -> None:
    """Import cases from FILE (.csv, .csv.gz, .xlsx) as a mapping says.

    Original moments are kept; each case gets its history (opened, and closed where it is over), its limit and its place
    in the figures. A row is known by the mapping's source and its external id: a second run changes nothing and says
    so. What cannot be taken is written, with row number and reason, to a file that can be mended and imported in turn.
    A case goes to the unit its row names, else by the routing rules (code or point), else to "to be routed". Nobody is
    notified of what is imported.

    \b
    A mapping is a TOML file:
      source = "old-system"            a short name of where the cases come from
      external_id = "No."              the column that tells one case from another
      time_zone = "Asia/Shanghai"      of moments without one
      moment_formats = ["%Y/%m/%d %H:%M"]
      words = "{Description}"          a text with columns in braces
      place = "{Street} {House}"
      [moments]   opened, closed, due: columns; due_without = "procedure" or "none"
      [kind]      column; by = "code", "name" or "make"; map = { theirs = "M01037" };
                  to make: prefix, major_code, major_name, procedure, public_space
      [state]     column and [state.map]: theirs = { state = "closed", outcome = "resolved" };
                  without a column, the closing moment decides
      [point]     lon, lat, datum (wgs84, cgcs2000, gcj02, bd09), least_decimals, bounds
      [area]      column (a division code)
      [unit]      column (code or name); make = true; prefix
      [source_map] column, map = { Phone = "hotline" }, other = "import"
    encoding, delimiter and sheet may be given; an encoding is found by itself (UTF-8, GB 18030).

    Ends with 0 where every row was taken or known, 1 where some were rejected, 2 where file or mapping cannot be used.
    """
    wake()
    speak()
    from linli.cases.importing.mapping import read_mapping
    from linli.cases.importing.run import import_cases, rejected_beside
    from linli.common.errors import Refusal

    began = time.monotonic()
    try:
        found = read_mapping(mapping)
        with _progress(file.name) as progress:
            done = import_cases(file, found, rejected=rejected, dry_run=dry_run, progress=progress)
    except Refusal as refusal:
        click.echo(f"linli: {refusal}", err=True)
        ctx.exit(2)
    seconds = time.monotonic() - began
    for line in _summary(done, seconds):
        click.echo(line)
    if done.rejected:
        click.echo(f"Rejected rows, with the reasons: {rejected or rejected_beside(file)}")
    ctx.exit(1 if done.rejected else 0)


@command.command("areas")
@click.argument("file", type=FILE)
@click.pass_context
def areas(ctx: click.Context, file: Path) -> None:
    """Apply local overrides of the official list of divisions from a CSV FILE: all of it, or nothing.

    \b
    Columns: action, code, name, kind, into, source
      rename  350181005004, the name as the list prints it
      merge   350181005004 into 350181005005; its grids close
      add     350181005999, name, and kind (urban_community, village, street, town, grid …)

    Harmless when repeated. Ends with 0, or with 2 where a row is at fault; then nothing was changed.
    """
    wake()
    speak()
    from linli.areas.domain.overrides import apply_overrides
    from linli.common.errors import Refusal
    from linli.people.reader import system

    try:
        applied = apply_overrides(file, by=system("import"))
    except Refusal as refusal:
        click.echo(f"linli: {refusal}", err=True)
        ctx.exit(2)
    click.echo(f"Areas: {applied.renamed} renamed, {applied.merged} merged, {applied.added} added.")


@command.command("boundaries")
@click.argument("file", type=FILE)
@click.option("--datum", required=True, type=click.Choice(["wgs84", "cgcs2000", "gcj02", "bd09"]), help="What the coordinates are in; no file says so reliably.")  # fmt: skip
@click.option("--code-field", required=True, metavar="FIELD", help="The field with the division code.")
@click.option("--level", required=True, type=click.Choice(["county", "town", "village", "grid"]), help="The level of all shapes in the file.")  # fmt: skip
@click.option("--source", required=True, help="Where they come from: office, date, document.")
@click.option("--layer", default="", help="Which layer of the file, where it has several (GeoPackage).")
@click.option("--name-field", default="", metavar="FIELD", help="The field with the name; grids not known yet are then added.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@click.pass_context
def boundaries(
    ctx: click.Context,
    file: Path,
    datum: str,
    code_field: str,
    level: str,
    source: str,
    layer: str,
    name_field: str,
    dry_run: bool,
) -> None:
    """Import official boundaries from FILE (GeoJSON, GeoPackage, Shapefile or a .zip of one).

    What fits replaces the boundary before it, which is kept as history; what does not is named with its row and reason.
    Ends with 0 where every shape was taken, 1 where some were not, 2 where the file cannot be used.
    """
    wake()
    speak()
    from linli.areas.domain.boundaries import import_boundaries
    from linli.common.errors import Refusal
    from linli.people.reader import system

    try:
        done = import_boundaries(
            file, datum=datum, code_field=code_field, level=level, source=source, name_field=name_field,
            dry_run=dry_run, layer=layer, by=system("import"),
        )  # fmt: skip
    except Refusal as refusal:
        click.echo(f"linli: {refusal}", err=True)
        ctx.exit(2)
    for one in done.rejected:
        away = f", {one.metres} m" if one.metres else ""
        click.echo(f"row {one.row}: {one.code or '-'}: {one.reason.label}{away}")
    click.echo(
        f"{'Dry run, nothing was changed. ' if dry_run else ''}Boundaries: {done.taken} taken ({done.replaced} replaced), "
        f"{len(done.added)} grids added, {len(done.retired)} invented grids closed, {len(done.rejected)} rejected."
    )
    ctx.exit(1 if done.rejected else 0)


def speak() -> None:
    """Refusals and reasons in the language of the terminal: Chinese where it is set so, else English as all commands."""
    from django.utils import translation

    translation.activate(terminal_language())


@contextmanager
def _progress(name: str) -> Iterator["Progress"]:
    """A bar where somebody watches, else a line every ten thousand rows."""
    if sys.stderr.isatty():
        with click.progressbar(length=1000, label=name, file=sys.stderr) as bar:

            def move(done: "Imported") -> None:
                bar.update(max(0, int((done.share or 0.0) * 1000) - bar.pos))

            yield move
        return

    said = [0]

    def say(done: "Imported") -> None:
        if done.rows // SAY_EVERY > said[0]:
            said[0] = done.rows // SAY_EVERY
            share = f" ({done.share:.0%})" if done.share is not None else ""
            click.echo(f"  {done.rows:,} rows{share}", err=True)

    yield say


def _summary(done: "Imported", seconds: float) -> Iterator[str]:
    if done.is_dry_run:
        yield "Dry run, nothing was written. It would be:"
    speed = f" in {seconds:.1f} s, {done.rows / seconds:,.0f} a second" if seconds > 0 and done.rows else ""
    yield f"{done.rows:,} rows{speed}: {done.written:,} imported, {done.known:,} here already, {done.rejected:,} rejected."
    if done.written == 0 and done.rows and not done.rejected:
        yield "Every row was here already; nothing was changed."
    if done.made_kinds or done.made_units:
        yield f"Made for them: {done.made_kinds} kinds of matter, {done.made_units} units."
    if done.to_route:
        yield f"To be routed by hand: {done.to_route:,}."
