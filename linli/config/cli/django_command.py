import click

from linli.config.cli import wake


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Run a management command of Django (as owner of the database)."""
    wake(owner=True, county=False)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["linli django", *words])
