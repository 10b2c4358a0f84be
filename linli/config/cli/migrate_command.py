import click

from linli.config.cli import wake


@click.command()
@click.option("--quiet", is_flag=True, help="Say only what goes wrong.")
def command(quiet: bool) -> None:
    """Bring the shared tables and every county's schema up to date. A stopped run goes on where it was."""
    wake(owner=True, county=False)
    from linli.config.database import migrate, prepare

    prepare()
    migrate(say=(lambda _line: None) if quiet else click.echo)
