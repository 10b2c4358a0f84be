from collections.abc import Callable, Iterator

import click

from linli.config.cli import wake
from linli.config.cli.import_command import speak


@click.group()
def command() -> None:
    """Rotate the keys of personal data. Safe while the system runs; a stopped rotation goes on where it was."""
    wake(owner=True, county=False)
    speak()


@command.command("list")
def show() -> None:
    """Say which keys there are and how much is still sealed with an older one."""
    from linli.people.domain.rotation import still_old
    from linli.people.keyring import keyring

    ring = keyring()
    for number in sorted(ring.keys):
        click.echo(f"key {number}{'  seals' if number == ring.current else ''}")
    for county, old in _in_every_county(still_old):
        for label, count in old.items():
            click.echo(f"{county} {label}: {count} rows under an older key")


@command.command()
def rotate() -> None:
    """Add a key and seal everything with it; where a rotation was stopped, go on with that one."""
    from django.conf import settings

    from linli.people.domain.rotation import still_old
    from linli.people.keyring import add_key, keyring

    keyring()  # a first start has no key yet
    if any(old for _, old in _in_every_county(still_old)):
        click.echo(f"A rotation was stopped; going on with key {keyring().current}.")
    else:
        click.echo(f"Key {add_key(settings.LINLI_KEY_FILE)} is added and seals from now on.")
    damaged = sum(count for _, count in _in_every_county(_reseal_aloud))
    if damaged:
        raise click.ClickException(f"{damaged} rows hold a value that no key opens; the log names them.")
    click.echo("All is sealed with the newest key. When no backup needs the older ones: linli keys drop-old")


@command.command("drop-old")
@click.confirmation_option(prompt="Backups made before the rotation can then no longer be read. Drop the older keys?")
def drop_old() -> None:
    """Take the older keys out of the key file; refused while anything is still sealed with one."""
    from django.conf import settings

    from linli.common.errors import Refusal
    from linli.counties.current import counties
    from linli.people.domain.rotation import drop_old_keys

    try:
        dropped = drop_old_keys(settings.LINLI_KEY_FILE, list(counties().values()))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    numbers = ", ".join(map(str, sorted(dropped)))
    click.echo(f"Dropped: key {numbers}." if dropped else "There is only one key.")


def _reseal_aloud() -> int:
    from linli.counties.current import current_county
    from linli.people.domain.rotation import reseal

    damaged: dict[str, int] = {}
    for step in reseal():
        click.echo(f"{current_county().code} {step.model}: {step.done:,} of {step.total:,}")
        damaged[step.model] = step.damaged
    return sum(damaged.values())


def _in_every_county[T](run: Callable[[], T]) -> Iterator[tuple[str, T]]:
    from linli.counties.current import counties, inside

    for county in counties().values():
        with inside(county):
            yield county.code, run()
