import tempfile
from pathlib import Path

import click

from linli.config.cli import wake


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def command(file: Path, force: bool) -> None:
    """Write the database (all counties) and the files to one archive, FILE (.tar.gz).

    Linli may go on running: the archive shows one moment. The keys of personal data are not in it; without them its
    phone and ID numbers cannot be read, so keep a copy of the key file apart, on another medium.
    """
    wake(owner=True, county=False)
    from django.conf import settings

    from linli.config.archive import DATABASE, new_archive, put, put_files, put_manifest
    from linli.config.dump import DumpFailed, Place, awake, dump

    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; choose another name, or --force.")
    if not file.parent.is_dir():
        raise click.ClickException(f"There is no folder {file.parent}.")
    place = Place.of(settings.EMBEDDED_SERVER)
    files = "bucket" if settings.LINLI_S3_BUCKET else "folder"
    try:
        with awake(place), tempfile.TemporaryDirectory(dir=file.parent, prefix=".linli-") as folder:
            click.echo("Database …")
            dumped = Path(folder) / DATABASE
            rows = dump(place, dumped, say=click.echo)
            with new_archive(file) as archive:
                parts = {DATABASE: put(archive, DATABASE, dumped)}
                if files == "folder":
                    click.echo("Files …")
                    parts |= put_files(archive, settings.LINLI_FILES, say=click.echo)
                put_manifest(archive, parts, rows=rows, files=files)
    except (DumpFailed, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB, {sum(rows.values())} rows, {len(parts) - 1} files.")
    if files == "bucket":
        click.echo(f"The files lie in the bucket {settings.LINLI_S3_BUCKET} and are not in the archive.")
    click.echo(f"Not in it, on purpose: the keys. Keep a copy of {settings.LINLI_KEY_FILE} apart.")
