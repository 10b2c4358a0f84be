from pathlib import Path

import click

from linli.config.cli import wake
from linli.config.cli.language import terminal_language


@click.group()
def command() -> None:
    """Look after procedures as files."""


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Say every problem of a procedure FILE (TOML). Needs no database; ends with 1 where there is one."""
    wake(county=False)
    from django.utils import translation

    from linli.cases.procedure_file import content_of
    from linli.cases.workflow import ProcedureError, parse_procedure

    translation.activate(terminal_language())
    try:
        spec = parse_procedure(content_of(file.read_bytes()))
    except ProcedureError as error:
        for problem in error.problems:
            place = f"[[{problem.part}]] {problem.row + 1}: " if problem.row is not None else ""
            click.echo(f"{place}{problem.words}", err=True)
        ctx.exit(1)
    click.echo(f"{file}: {spec.code} holds together.")
