import sys

import click

from linli.config.cli import wake


@click.command()
@click.option("--case", "number", type=int, help="One case only, by its number (the digits after the dash).")
@click.option("--quiet", is_flag=True, help="Say only what is wrong.")
def command(number: int | None, quiet: bool) -> None:
    """Recompute the hash of every event of every case, its words and the daily roots.

    Names the first altered event of each case and exits with 1; exits with 0 where all history is as it was written.
    """
    wake()
    from linli.cases.models import Case
    from linli.cases.queries.verification import Verified, verify_history

    case = None
    if number is not None:
        case = Case.objects.filter(number=number).values_list("id", flat=True).first()
        if case is None:
            raise click.ClickException(f"There is no case with number {number}.")
    total = 1 if case else Case.objects.count()
    found, faults = Verified(), 0
    with click.progressbar(
        length=total, label="Cases", hidden=quiet or not sys.stderr.isatty(), file=sys.stderr
    ) as bar:
        for fault in verify_history(found, case=case, progress=lambda done: bar.update(max(0, done - bar.pos))):
            faults += 1
            click.echo(f"✗ {fault}")
    if not quiet:
        click.echo(
            f"{found.cases} cases, {found.events} events, {found.texts} texts ({found.erased} erased), "
            f"{found.roots} roots recomputed; {faults or 'no'} fault{'' if faults == 1 else 's'}."
        )
    sys.exit(1 if faults else 0)
