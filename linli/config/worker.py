"""The background worker: relay, jobs and clock in one process, which outlives its database's absences."""

import asyncio
import logging
import os
import signal
import threading
import time
from typing import Any

import psycopg
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from linli.common.domain.queue import STALLED_AFTER_SECONDS, rescue_stalled
from linli.common.domain.relay import relay_all_counties
from linli.common.jobs import drop_dead_connection
from linli.counties.current import forget_counties

logger = logging.getLogger(__name__)

CONCURRENCY = 4
BUSY_PAUSE = 0.4
IDLE_PAUSE = 1.0
GRACE_SECONDS = 7.0  # a job may still end; then the process goes, and the job is found and tried again
BESIDE_JOBS = 4  # connections that the worker itself uses: listener, heartbeat, clock, requests to abort
POOL_SECONDS = 5.0  # without a connection for so long the database is away, and the queue is taken up anew
MISSED_NIGHT_SECONDS = 24 * 3600
COUNTIES_EVERY = 60.0


class Worker:
    """One worker process. `run` returns after SIGTERM or SIGINT; a second signal does not wait."""

    def __init__(self, *, concurrency: int = CONCURRENCY, stalled_after: float = STALLED_AFTER_SECONDS) -> None:
        self.concurrency = concurrency
        self.stalled_after = stalled_after
        self._halt = threading.Event()
        self._serving: asyncio.Task[None] | None = None

    def run(self) -> None:
        # The pool says each failed try of each connection; we say once that the database is away.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._stop = asyncio.Event()
        asyncio.get_running_loop().set_exception_handler(self._on_lost_job)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._ask_to_stop)
        relay = threading.Thread(target=relay_until, args=(self._halt, self.stalled_after), name="relay", daemon=True)
        relay.start()
        work = asyncio.create_task(self._work())
        await self._stop.wait()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await asyncio.to_thread(relay.join, 5)

    def _ask_to_stop(self) -> None:
        if self._halt.is_set():
            os._exit(1)
        self._halt.set()
        self._stop.set()
        # A job that hangs in a thread cannot be ended from outside; it must not keep the process either.
        last_resort = threading.Timer(GRACE_SECONDS, os._exit, [0])
        last_resort.daemon = True
        last_resort.start()

    async def _work(self) -> None:
        app.periodic_defaults.update(max_delay=MISSED_NIGHT_SECONDS)
        while True:
            await self._wait_for_database()
            self._serving = asyncio.create_task(self._serve())
            try:
                await self._serving
            except asyncio.CancelledError:
                if self._halt.is_set():
                    raise
            except Exception as error:
                logger.warning("the job queue was lost (%s); going on as soon as it is back", str(error).strip())
            await asyncio.sleep(BUSY_PAUSE)

    def _on_lost_job(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave the queue and take it up anew: a job whose end was not written would stay ours as long as we live."""
        error = context.get("exception")
        if not isinstance(error, ConnectorException):
            loop.default_exception_handler(context)
            return
        logger.warning("the end of a job was not written down (%s); it is tried again", " ".join(str(error).split()))
        if self._serving and not self._halt.is_set():
            self._serving.cancel()

    async def _serve(self) -> None:
        size = self.concurrency + BESIDE_JOBS
        connector = PsycopgConnector(kwargs=connector_params(), min_size=2, max_size=size, timeout=POOL_SECONDS)
        with app.replace_connector(connector):
            async with app.open_async():
                await app.run_worker_async(
                    concurrency=self.concurrency,
                    fetch_job_polling_interval=2.0,
                    shutdown_graceful_timeout=GRACE_SECONDS - 2,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    update_heartbeat_interval=self.stalled_after / 4,
                    stalled_worker_timeout=self.stalled_after,
                )

    async def _wait_for_database(self) -> None:
        is_known_away = False
        words: dict[str, Any] = {**connector_params(), "connect_timeout": 5}
        while True:
            try:
                probe = await psycopg.AsyncConnection.connect(**words)
            except psycopg.OperationalError as error:
                if not is_known_away:
                    logger.warning("the database is away (%s); waiting for it", error)
                is_known_away = True
                await asyncio.sleep(1.0)
            else:
                await probe.close()
                if is_known_away:
                    logger.warning("the database is back")
                return


def relay_until(halt: threading.Event, stalled_after: float) -> None:
    """Relay all counties, and rescue the jobs of dead workers, until told to halt; no failure ends it."""
    pause, rescued_at, looked_at, is_interrupted = BUSY_PAUSE, 0.0, time.monotonic(), False
    while not halt.wait(pause):
        try:
            drop_dead_connection()
            if time.monotonic() - looked_at > COUNTIES_EVERY:
                forget_counties()  # one may have been added by another process
                looked_at = time.monotonic()
            if time.monotonic() - rescued_at > stalled_after / 4:
                rescue_stalled(stalled_after)
                rescued_at = time.monotonic()
            moved = relay_all_counties()
            pause, is_interrupted = BUSY_PAUSE if moved else min(pause * 1.25, IDLE_PAUSE), False
        except Exception as error:
            if not is_interrupted:
                logger.warning("the relay was interrupted (%s); it goes on trying", error)
            connection.close()
            pause, is_interrupted = IDLE_PAUSE, True
    connection.close()
