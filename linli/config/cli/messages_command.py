import sys
from pathlib import Path

import click

LOCALE = Path(__file__).resolve().parents[2] / "locale"


@click.command()
@click.option(
    "--missing", is_flag=True, help="List the strings that have no Chinese, and exit with 1 if there are any."
)
def command(missing: bool) -> None:
    """Merge the translations of all parts and compile them (no gettext tools needed)."""
    from linli.config.messages import compile_catalogue, untranslated

    if missing:
        found = untranslated(LOCALE)
        for place, text in found:
            click.echo(f"{place}: {text!r}")
        sys.exit(1 if found else 0)
    click.echo(f"Messages: {compile_catalogue(LOCALE)} compiled.")
