from datetime import UTC, datetime

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from linli.common import jobs
from linli.common.domain.outbox import leave_word
from linli.counties.current import UnknownCounty
from tests.background import work_off
from tests.common.outbox.topics import ran


@pytest.fixture(autouse=True)
def _nothing_ran():
    ran.clear()
    before = connection.tenant
    yield
    connection.set_tenant(before)


def _task(topic: str):
    return app.tasks[topic]


@pytest.mark.django_db
def test_a_job_runs_inside_its_county_and_leaves_the_thread_where_it_was():
    connection.set_schema_to_public()

    _task("test.note")(county="350181", outbox=7, payload={"matter": "42"})

    assert ran == [("350181", "c350181", {"matter": "42"})]
    assert connection.schema_name == "public"


@pytest.mark.django_db
def test_a_job_that_fails_does_not_leave_its_county_behind():
    connection.set_schema_to_public()

    with pytest.raises(ZeroDivisionError):
        _task("test.fail")(county="350181", outbox=None, payload={})

    assert connection.schema_name == "public"


@pytest.mark.django_db
def test_a_job_of_a_county_that_is_gone_says_so():
    with pytest.raises(UnknownCounty):
        _task("test.note")(county="999999", outbox=None, payload={})


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 7), (1, 70)])
def test_a_job_that_failed_waits_longer_each_time(attempts, seconds):
    strategy = _task("test.fail").retry_strategy
    before = datetime.now(UTC)

    decision = strategy.get_retry_decision(exception=ZeroDivisionError(), job=_job(attempts))

    assert seconds <= (decision.retry_at - before).total_seconds() < seconds + 5


def test_a_job_that_failed_once_too_often_is_given_up():
    strategy = _task("test.fail").retry_strategy

    assert strategy.get_retry_decision(exception=ZeroDivisionError(), job=_job(2)) is None


def _job(attempts: int) -> Job:
    return Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="test.fail", attempts=attempts)


def test_two_jobs_may_not_answer_one_topic():
    with pytest.raises(ValueError, match=r"test\.note"):
        jobs.job("test.note")(lambda: None)


def test_a_nightly_job_is_scheduled_by_the_clock_of_the_installation():
    # 02:30 in Shanghai is 18:30 of the day before in UTC, all the year round.
    assert jobs.listener("test.nightly").cron == "30 18 * * *"
    assert jobs.listener("test.often").cron == "*/5 * * * *"


def test_an_interval_must_divide_the_hour():
    with pytest.raises(ValueError, match="divide"):
        jobs.every(7, topic="test.never")


@pytest.mark.django_db
def test_the_clock_queues_one_job_a_county_and_none_twice():
    strike = _task("test.nightly@clock")

    strike(timestamp=1)
    strike(timestamp=2)

    queued = ProcrastinateJob.objects.filter(task_name="test.nightly")
    assert [job.args for job in queued] == [{"county": "350181", "outbox": None, "payload": {}}]


@pytest.mark.django_db
def test_work_left_in_the_outbox_is_worked_off():
    leave_word("test.note", matter="42")

    assert work_off() == ["test.note"]
    assert ran == [("350181", "c350181", {"matter": "42"})]
