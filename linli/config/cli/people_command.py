"""Staff accounts from the command line: the first administrator, and help for who cannot get in."""

import sys
from typing import TYPE_CHECKING

import click

from linli.config.cli import wake
from linli.config.cli.import_command import speak

if TYPE_CHECKING:
    from linli.people.models import Unit

LONGEST = 4096


@click.group()
def command() -> None:
    """Make the first administrator, open and close staff accounts, give another password.

    A password is asked for twice and not shown; without a terminal it is the first line of standard input. Posts, which
    say what an account may do, are given at /settings/posts/ by an administrator.
    """
    wake()
    speak()


@command.command("add-administrator")
@click.argument("username")
@click.option("--name", default="", help="The name that colleagues read; default USERNAME.")
@click.option("--unit", "code", default="city-centre", show_default=True, help="Code of the unit; made where it is not there.")  # fmt: skip
@click.option("--unit-name", default="", help="Its name where it has to be made; default the county's governance centre.")  # fmt: skip
def add_administrator(username: str, name: str, code: str, unit_name: str) -> None:
    """Make an account that administers the whole county: with it everything else is set up in the browser."""
    from django.db import transaction
    from django.utils.timezone import localdate

    from linli.counties.current import current_county
    from linli.people.domain.post import give_post
    from linli.people.domain.staff import open_staff_account
    from linli.people.enums import Role
    from linli.people.reader import system

    by, county = system("command line"), current_county()
    _refuse_empty_county()
    password = _password()
    with transaction.atomic():
        account = open_staff_account(username, password=password, display_name=name, by=by)
        unit = _unit(code, unit_name)
        give_post(account, unit=unit, role=Role.ADMINISTRATOR, area=county.code, from_on=localdate(), by=by)
    click.echo(f"{username} administers {county.name} {county.code} at {unit.name}. Sign in at /staff/login/.")
    click.echo("Set up a second factor there: Me › Password and second factor.")


@command.command("add")
@click.argument("username")
@click.option("--name", default="", help="The name that colleagues read; default USERNAME.")
@click.option("--email", default="", help="Where notices go besides Linli.")
def add(username: str, name: str, email: str) -> None:
    """Make a staff account. It may do nothing until an administrator gives it a post."""
    from linli.people.domain.staff import open_staff_account
    from linli.people.reader import system

    open_staff_account(username, password=_password(), display_name=name, email=email, by=system("command line"))
    click.echo(f"{username} can sign in at /staff/login/. Give a post at /settings/posts/new/.")


@command.command("add-unit")
@click.argument("code")
@click.option("--name", required=True, help="Its Chinese name.")
@click.option("--name-en", default="", help="Its English name.")
@click.option("--kind", default="department", show_default=True, type=click.Choice(["department", "town_office", "village_office", "hotline", "city_office", "partner"]))  # fmt: skip
@click.option("--area", default="", help="Division code that it serves; default the whole county.")
def add_unit(code: str, name: str, name_en: str, kind: str, area: str) -> None:
    """Open a unit, to which matters can be routed and at which posts are held."""
    from linli.areas.queries.map import area_map
    from linli.counties.current import current_county
    from linli.people.domain.unit import open_unit
    from linli.people.errors import PostAreaUnknown
    from linli.people.reader import system

    _refuse_empty_county()
    place = area or current_county().code
    if place not in area_map():
        raise PostAreaUnknown(area=place)
    open_unit(code, name=name, name_en=name_en, kind=kind, area=place, by=system("command line"))
    click.echo(f"{name} ({code}) is open.")


@command.command("set-password")
@click.argument("username")
def set_password(username: str) -> None:
    """Give an account another password. Whoever is signed in with it is signed out."""
    from linli.people.domain.staff import give_password
    from linli.people.reader import system

    give_password(username, password=_password(), by=system("command line"))
    click.echo(f"{username} has another password; all sessions of the account have ended.")


@command.command("drop-second-factor")
@click.argument("username")
def drop_factor(username: str) -> None:
    """Take the second factor from an account whose telephone and recovery codes are lost."""
    from linli.people.domain.staff import drop_second_factor
    from linli.people.reader import system

    drop_second_factor(username, by=system("command line"))
    click.echo(f"{username} signs in by password alone until a new second factor is set up.")


@command.command("close")
@click.argument("username")
def close(username: str) -> None:
    """Let nobody in by this account any more, at once. Its posts and deeds stay as they are."""
    from linli.people.domain.staff import close_staff_account
    from linli.people.reader import system

    close_staff_account(username, by=system("command line"))
    click.echo(f"{username} is closed; all its sessions have ended.")


@command.command("reopen")
@click.argument("username")
def reopen(username: str) -> None:
    """Let an account that was closed in again."""
    from linli.people.domain.staff import reopen_staff_account
    from linli.people.reader import system

    reopen_staff_account(username, by=system("command line"))
    click.echo(f"{username} is open again.")


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more")
    else:
        given = sys.stdin.readline(LONGEST).rstrip("\r\n")
    if not given:
        raise click.ClickException("No password was given: type it, or write it into standard input as one line.")
    return given


def _refuse_empty_county() -> None:
    from linli.areas.queries.map import area_map
    from linli.counties.current import current_county

    code = current_county().code
    if code not in area_map():
        raise click.ClickException(f"The county {code} has no ground yet: linli --county {code} county lay")


def _unit(code: str, name: str) -> "Unit":
    from linli.counties.current import current_county
    from linli.people.domain.unit import open_unit
    from linli.people.enums import UnitKind
    from linli.people.models import Unit
    from linli.people.reader import system

    county = current_county()
    known = Unit.objects.filter(code=code).first()
    return known or open_unit(
        code, name=name or f"{county.name}社会治理中心", name_en="" if name else "City governance centre",
        kind=UnitKind.CITY_OFFICE, area=county.code, by=system("command line"),
    )  # fmt: skip
