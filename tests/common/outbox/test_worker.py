"""The worker as a real process."""

import signal

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.common.domain.outbox import leave_word
from linli.common.models import OutboxEntry
from linli.common.queries.background import worker_status
from tests.background import wait_until
from tests.worker import WorkerProcess

NOTHING_TO_SEND: dict[str, list[str]] = {"ids": []}


@pytest.fixture
def worker(committed, tmp_path):
    process = WorkerProcess(tmp_path)
    yield process
    if process.lives:
        process.end(signal.SIGKILL)


def _is_worked_off() -> bool:
    # Other apps' jobs by the clock stand in the queue as well.
    is_relayed = not OutboxEntry.objects.filter(topic="notices.send", relayed_at=None).exists()
    return is_relayed and not ProcrastinateJob.objects.filter(task_name="notices.send").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_stops_cleanly_when_told(worker, number):
    worker.start()

    assert worker.end(number) == 0
    assert worker.has_said("The worker has stopped.")
    assert worker_status().last_seen_at is None  # it has signed off


def test_what_is_left_in_the_outbox_is_relayed_and_worked_off(worker):
    leave_word("notices.send", **NOTHING_TO_SEND)
    worker.start()

    wait_until(_is_worked_off)

    assert OutboxEntry.objects.get(topic="notices.send").relayed_at is not None


def test_a_worker_outlives_the_absence_of_its_database(worker):
    server, name = settings.EMBEDDED_SERVER, connection.settings_dict["NAME"]
    worker.start()
    connection.close()

    # Only this test's database goes away; the server is shared.
    server.sql([
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    ])  # fmt: skip
    wait_until(lambda: worker.has_said("the database is away"))
    server.sql([f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"])
    leave_word("notices.send", **NOTHING_TO_SEND)
    wait_until(_is_worked_off)

    assert worker.lives
    assert worker.end(signal.SIGTERM) == 0
