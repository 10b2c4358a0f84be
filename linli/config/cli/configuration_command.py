from pathlib import Path

import click

from linli.config.cli import wake
from linli.config.cli.language import terminal_language


@click.group()
def command() -> None:
    """Give the configuration of a county as files, or take another county's."""


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def export(file: Path, force: bool) -> None:
    """Write kinds, rules, words, periods, calendar and procedures to FILE, a ZIP archive of readable files."""
    if file.exists() and not force:
        raise click.UsageError(f"{file} is there already; --force overwrites it.")
    wake()
    from linli.people.domain.exchange import export_configuration
    from linli.people.reader import system

    data = export_configuration(by=system("linli configuration"))
    file.write_bytes(data)
    click.echo(f"{file}: {len(data)} bytes.")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what it would change.")
@click.option(
    "--leave-out", is_flag=True, help="Leave out what names a unit or a place that this county does not have."
)
def take(file: Path, dry_run: bool, leave_out: bool) -> None:
    """Let the configuration in FILE hold here, whole or not at all. It can be taken back in the settings."""
    wake()
    from django.utils import translation

    from linli.common.errors import Refusal
    from linli.people.domain.exchange import bring_configuration, differences
    from linli.people.reader import system

    translation.activate(terminal_language())
    data = file.read_bytes()
    try:
        for one in differences(data):
            click.echo(f"{one.part.title}: {len(one.after)}")
            for key, facts in one.after.items():
                click.echo(f"  {one.part.say(key, facts)}")
            for key, why in one.refused.items():
                click.echo(f"  ! {key}: {why}")
        if not dry_run:
            bring_configuration(data, by=system("linli configuration"), leave_out=leave_out)
            click.echo("It holds.")
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
