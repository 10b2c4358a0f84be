import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict

import click

from linli.config.cli import wake
from linli.config.doctor.finding import Finding

SIGNS = {"fine": "fine", "note": "NOTE", "wrong": "WRONG", "unknown": "?"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a program.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Say what is there, what is wrong and how to mend it.

    Ends with 0 where all is well, 1 where something is wrong, 2 where that cannot be told.
    """
    wake(county=False)
    from linli.config.doctor.examination import examine, exit_status

    found: list[Finding] = []
    with _database():
        for finding in examine():
            found.append(finding)
            if not as_json:
                _print(finding)
    status = exit_status(found)
    if as_json:
        click.echo(
            json.dumps({"status": status, "findings": [asdict(one) for one in found]}, ensure_ascii=False, indent=2)
        )
    else:
        click.echo({0: "\nAll is well.", 1: "\nSomething is wrong.", 2: "\nNot everything could be seen."}[status])
    ctx.exit(status)


def _print(finding: Finding) -> None:
    click.echo(f"{SIGNS[finding.verdict]:<6} {finding.subject}: {finding.says}")
    if finding.mend:
        click.echo(f"       → {finding.mend}")


def _database() -> AbstractContextManager[None]:
    """The embedded server, started for the look where it is down; one that was never made is left unmade."""
    from django.conf import settings

    from linli.config.database import uses_embedded

    server = settings.EMBEDDED_SERVER
    if not uses_embedded() or server.pid or not server.data.exists():
        return nullcontext()
    click.echo("Linli is not running; its database is started for this look.", err=True)
    running: AbstractContextManager[None] = server.running()
    return running
