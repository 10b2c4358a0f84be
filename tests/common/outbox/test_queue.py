from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.common.domain.outbox import leave_word, leave_words
from linli.common.domain.queue import MOST_TRIES, rescue_stalled, retry_failed
from linli.common.domain.relay import relay_waiting
from linli.common.queries.background import worker_status
from tests.common.outbox import topics

assert topics
pytestmark = pytest.mark.django_db


def _sql(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0] if cursor.description else None


def _worker(*, silent_for: timedelta) -> Any:
    return _sql(
        "INSERT INTO public.procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", now() - silent_for
    )


def _running_job(worker: int | None, *, attempts: int = 0) -> Any:
    leave_word("test.note")
    relay_waiting()
    job = ProcrastinateJob.objects.latest("id")
    _sql(
        "UPDATE public.procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s",
        worker, attempts, job.id,
    )  # fmt: skip
    return job


def test_jobs_of_a_silent_or_vanished_worker_are_tried_again():
    silent = _running_job(_worker(silent_for=timedelta(seconds=25)))
    vanished = _running_job(None)
    alive = _running_job(_worker(silent_for=timedelta(seconds=5)))

    rescued = rescue_stalled(20)

    assert rescued == 2
    assert [ProcrastinateJob.objects.get(id=job.id).status for job in (silent, vanished, alive)] == [
        "todo", "todo", "doing",
    ]  # fmt: skip


def test_a_job_that_keeps_killing_its_worker_is_given_up():
    deadly = _running_job(None, attempts=MOST_TRIES)

    rescue_stalled(20)

    assert ProcrastinateJob.objects.get(id=deadly.id).status == "failed"


def test_failed_jobs_can_be_tried_again():
    job = _running_job(None, attempts=3)
    _sql("UPDATE public.procrastinate_jobs SET status = 'failed' WHERE id = %s", job.id)

    assert retry_failed() == 1
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("todo", 1)


def test_status_tells_what_waits_and_which_topic_nobody_answers():
    leave_words([("test.unheard", {}), ("test.unheard", {}), ("test.note", {})])
    _running_job(None)
    leave_word("test.note")

    status = worker_status()

    assert (status.doing, status.outbox_waiting, status.unheard) == (1, 3, {"test.unheard": 2})
    assert status.outbox_oldest_at <= now()


def test_status_of_a_machine_without_worker():
    assert (worker_status().is_running, worker_status().last_seen_at) == (False, None)


@pytest.mark.parametrize(("seconds", "is_running"), [(5, True), (45, False)])
def test_a_worker_runs_while_it_has_been_heard_of(seconds, is_running):
    _worker(silent_for=timedelta(seconds=seconds))

    assert worker_status().is_running is is_running
