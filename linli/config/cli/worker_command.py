import click

from linli.config.cli import wake


@click.command()
@click.option("--concurrency", default=4, show_default=True, type=click.IntRange(1, 64), help="Jobs at the same time.")
@click.option(
    "--stalled-after",
    default=20.0,
    show_default=True,
    type=click.FloatRange(1, 600),
    help="Seconds without a sign of life after which a worker's jobs are tried again by another.",
)
@click.option("--retry-failed", is_flag=True, help="Put the jobs that were given up back into the queue, and end.")
def command(concurrency: int, stalled_after: float, retry_failed: bool) -> None:
    """Run the background worker: what was left in the outbox, jobs, and what runs by the clock, for all counties."""
    wake(county=False)
    if retry_failed:
        from linli.common.domain import queue

        click.echo(f"{queue.retry_failed()} jobs are tried again.")
        return
    from linli.config.worker import Worker

    click.echo("The worker works. Stop it with Ctrl-C.")
    Worker(concurrency=concurrency, stalled_after=stalled_after).run()
    click.echo("The worker has stopped.")
