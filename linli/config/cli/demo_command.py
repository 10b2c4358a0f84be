import sys

import click

from linli.config.cli import wake


@click.command()
@click.option("--quiet", is_flag=True, help="Say only the outcome.")
def command(quiet: bool) -> None:
    """Load the demonstration city: Fuqing's real tree; units, posts and a month of matters, all invented."""
    wake()
    from linli.config.demo import load_demo

    shown = [-1]

    def progress(done: int, whole: int) -> None:
        share = 100 * done // whole
        if not quiet and share // 10 > shown[0]:
            shown[0] = share // 10
            click.echo(f"  matters: {done} of {whole}")
            sys.stdout.flush()

    load_demo(click.echo, progress)
