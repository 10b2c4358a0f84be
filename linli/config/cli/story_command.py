import sys
from urllib.parse import urlsplit

import click

from linli.config.cli import wake
from linli.config.cli.language import terminal_language


@click.command()
@click.option("--base", default="http://127.0.0.1:8000", show_default=True, help="Where Linli runs.")
def command(base: str) -> None:
    """Play one matter from door to proof against the running system, over HTTP, and print its timeline.

    Needs the demonstration city. Ends with 0, with 1 where a step fails or the history does not hold, with 2 where no
    demonstration of Linli answers.
    """
    if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname:
        raise click.BadParameter("an address such as http://127.0.0.1:8000", param_hint="--base")
    wake(county=False)
    from linli.config.story.browser import NobodyAnswers, Unexpected
    from linli.config.story.play import NotRunning, Play

    language = terminal_language()
    try:
        story = Play(base, language=language, say=lambda line: click.echo(f"· {line}")).play()
    except NotRunning as error:
        click.echo(f"linli: {error}", err=True)
        sys.exit(2)
    except (Unexpected, NobodyAnswers) as error:
        click.echo(f"linli: {error}", err=True)
        sys.exit(1)
    click.echo(f"\n{story.number}  {story.address}")
    for entry in story.timeline:
        moment = f"{entry.at:%Y-%m-%d %H:%M}" if entry.at else " " * 16
        click.echo(f"  {moment}  {entry.title}" + (f" · {entry.who}" if entry.who else ""))
        if entry.said:
            click.echo(f"      {entry.said}")
    click.echo(f"\n{story.verified}")
