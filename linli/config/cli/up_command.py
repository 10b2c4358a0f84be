import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--no-demo", is_flag=True, help="Do not load the demonstration city.")
@click.option("--no-worker", is_flag=True, help="Do not start the background worker: it runs elsewhere.")
@click.pass_context
def command(ctx: click.Context, host: str, port: int, workers: int, no_demo: bool, no_worker: bool) -> None:
    """Start everything, look after it, and stop it all with Ctrl-C.

    The database (the embedded PostgreSQL, or DATABASE_URL), migrations, the ground, the demonstration city, web and
    worker. What dies is started anew; what a killed start left behind is ended first.
    """
    from linli.common.calendar import CalendarFileError
    from linli.config.leftovers import AlreadyUp
    from linli.config.port import PortTaken
    from linli.config.service import ServerError
    from linli.config.up import CannotStart, Up

    try:
        ctx.exit(Up(host, port, workers, with_demo=not no_demo, with_worker=not no_worker).run())
    except (AlreadyUp, CalendarFileError, CannotStart, PortTaken, ServerError) as reason:
        raise click.ClickException(str(reason)) from reason
