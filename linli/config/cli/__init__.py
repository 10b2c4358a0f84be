"""The one front door on the command line. Each command is a module of this folder, found by its name."""

import os
import sys
from importlib import import_module

import click

COMMANDS = {
    "up": "Start everything: database, migrations, demonstration city, web and worker.",
    "migrate": "Bring the database up to date, county by county.",
    "demo": "Load the demonstration city.",
    "import": "Bring in cases, areas or boundaries from files.",
    "export": "Write cases to a file.",
    "configuration": "Give the rules of a county as files, or take another county's.",
    "backup": "Write the database and the files to one archive.",
    "restore": "Bring a backup back.",
    "doctor": "Say what is there, what is wrong and how to mend it.",
    "verify-history": "Recompute every event of every case and name the first that was altered.",
    "story": "Play one matter from door to proof against the running system.",
    "people": "Make the first administrator; open and close staff accounts.",
    "keys": "Rotate the keys of personal data.",
    "procedures": "Check a procedure file.",
    "messages": "Merge and compile the translations.",
    "worker": "Run the background worker.",
    "county": "List counties or add one.",
    "django": "Run a management command of Django (owner of the database).",
}

INTERRUPTED = 130


class FrontDoor(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"linli.config.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=FrontDoor, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--county", metavar="CODE", help="The county to work in (six digits); default LINLI_COUNTY or 350181.")
@click.version_option(package_name=None, version=import_module("linli").__version__, prog_name="linli")
def front_door(county: str | None) -> None:
    """Linli 邻里: one window, one network, one screen for a city's community service and grassroots governance."""
    if county:
        os.environ["LINLI_COUNTY"] = county


def wake(*, owner: bool = False, county: bool = True) -> None:
    """Set Django up for a command, as owner of the database or as its user, in the chosen county."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "linli.config.settings"
    if owner:
        os.environ["LINLI_DB_ROLE"] = "owner"
    import django

    django.setup()
    if county:
        enter_county()


def enter_county() -> None:
    from django.conf import settings

    from linli.counties.current import UnknownCounty, county_by_code, enter

    try:
        enter(county_by_code(settings.LINLI_COUNTY))
    except UnknownCounty as unknown:
        raise click.ClickException(f"There is no county {unknown}; see: linli county list") from unknown


def main() -> None:
    """Run the front door; every refusal becomes one plain line and a status other than 0, Ctrl-C becomes 130."""
    try:
        status = front_door.main(prog_name="linli", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort as abort:
        is_asked_to_stop = isinstance(abort.__cause__, KeyboardInterrupt)
        click.echo("Interrupted." if is_asked_to_stop else "Nothing was done.", err=True)
        sys.exit(INTERRUPTED if is_asked_to_stop else 1)
    except Exception as error:
        from linli.config.cli.faults import in_words

        words = in_words(error)
        if words is None:
            raise
        click.echo(f"linli: {words}", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
