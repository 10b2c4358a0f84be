import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linli.config.cli import wake

if TYPE_CHECKING:
    from linli.config.dump import Place


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace a database that holds accounts or cases.")
def command(file: Path, force: bool) -> None:
    """Bring a backup back: check every part of FILE, then replace the database and the files.

    Stop Linli first. The archive of a newer Linli, or one with a wrong checksum, is refused before anything is touched.
    """
    wake(owner=True, county=False)
    from django.conf import settings

    from linli.config.archive import BadArchive, unpack
    from linli.config.dump import DumpFailed, Place, awake, holds_something
    from linli.config.leftovers import AlreadyUp, Record

    record = Record(settings.STATE)
    place = Place.of(settings.EMBEDDED_SERVER)
    try:
        record.take()
        settings.STATE.mkdir(parents=True, exist_ok=True)
        with awake(place), tempfile.TemporaryDirectory(dir=settings.STATE, prefix="restoring-") as name:
            if holds_something(place) and not force:
                raise click.ClickException("This database holds accounts or cases. To replace it: --force")
            click.echo("Checking the archive …")
            folder = Path(name)
            manifest = unpack(file, folder, say=click.echo)
            click.echo(f"Written {manifest['made_at']} by Linli {manifest['linli']}. Restoring the database …")
            _restore(place, folder, manifest)
    except (AlreadyUp, BadArchive, DumpFailed) as error:
        raise click.ClickException(str(error)) from error
    finally:
        record.release()
    click.echo("Restored. Prove the history with: linli verify-history")
    if not settings.LINLI_KEY_FILE.exists():
        click.echo(f"The keys are in no backup: put your copy at {settings.LINLI_KEY_FILE} before you start Linli.")


def _restore(place: "Place", folder: Path, manifest: dict[str, Any]) -> None:
    from django.conf import settings

    from linli.config.archive import DATABASE, FILES
    from linli.config.database import migrate
    from linli.config.dump import restore

    restore(place, folder / DATABASE, manifest["rows"], say=click.echo)
    if manifest["files"] == "folder":
        _replace(settings.LINLI_FILES, folder / FILES)
    migrate(say=click.echo)  # an older archive is brought up to date; the rights of the app role are given anew


def _replace(there: Path, new: Path) -> None:
    new.mkdir(exist_ok=True)
    there.parent.mkdir(parents=True, exist_ok=True)
    old = there.with_name(f"{there.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if there.exists():
        there.rename(old)
    shutil.move(new, there)
    shutil.rmtree(old, ignore_errors=True)
