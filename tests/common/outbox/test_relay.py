import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now
from django_tenants.utils import schema_context
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.common.domain.outbox import leave_word, leave_words
from linli.common.domain.relay import relay_all_counties, relay_waiting, sweep_relayed
from linli.common.models import OutboxEntry
from linli.counties.current import county_by_code, forget_counties, inside
from linli.counties.models import County
from tests.common.outbox import topics

assert topics


def _queued() -> list[dict[str, object]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name="test.note").order_by("id")]


@pytest.mark.django_db
def test_an_entry_becomes_one_job_that_names_county_and_origin():
    leave_word("test.note", matter="42")

    relayed = relay_waiting()

    entry = OutboxEntry.objects.get(topic="test.note")
    assert relayed == 1
    assert entry.relayed_at is not None
    assert _queued() == [{"county": "350181", "outbox": entry.id, "payload": {"matter": "42"}}]


@pytest.mark.django_db
def test_an_entry_is_relayed_once():
    leave_word("test.note")
    relay_waiting()

    assert relay_waiting() == 0
    assert len(_queued()) == 1


@pytest.mark.django_db
def test_oldest_entries_go_first_and_no_more_than_the_limit():
    leave_words([("test.note", {"number": number}) for number in range(5)])

    assert [relay_waiting(limit=3), relay_waiting(limit=3), relay_waiting(limit=3)] == [3, 2, 0]
    assert [args["payload"] for args in _queued()] == [{"number": number} for number in range(5)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_relaying_takes_three_statements_whatever_the_number(count, django_assert_num_queries):
    leave_words([("test.note", {"number": number}) for number in range(count)])

    with django_assert_num_queries(5):  # savepoint, lock, insert all jobs, mark all entries, release
        relay_waiting()


@pytest.mark.django_db
def test_a_topic_nobody_answers_waits_and_holds_up_nobody():
    leave_words([("test.unheard", {})] * 3 + [("test.note", {})])

    assert relay_waiting(limit=2) == 1
    assert OutboxEntry.objects.filter(topic="test.unheard", relayed_at=None).count() == 3


@pytest.mark.django_db
def test_an_entry_of_an_undone_transaction_is_never_relayed():
    with transaction.atomic():
        leave_word("test.note")
        transaction.set_rollback(True)

    assert relay_waiting() == 0


def test_a_relay_killed_between_job_and_mark_leaves_the_entry_for_the_next(committed):
    leave_word("test.note", matter="1")

    with transaction.atomic():
        relay_waiting()
        transaction.set_rollback(True)  # the process goes before its transaction is committed

    assert _queued() == []
    assert relay_waiting() == 1
    assert len(_queued()) == 1


def test_two_relays_at_once_make_each_job_exactly_once(committed):
    leave_words([("test.note", {"number": number}) for number in range(300)])
    together = threading.Barrier(4)

    def relay() -> int:
        try:
            with inside(county_by_code(settings.LINLI_COUNTY)):
                together.wait(timeout=10)
                moved = 0
                while got := relay_waiting(limit=20):
                    moved += got
            return moved
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        moved = [future.result() for future in [threads.submit(relay) for _ in range(4)]]

    # A relay that finds the rest locked by the others ends early; what they hold they deliver.
    moved.append(relay_waiting(limit=500))
    assert sum(moved) == 300
    assert sorted(args["payload"]["number"] for args in _queued()) == list(range(300))


@pytest.mark.django_db
def test_all_counties_are_relayed_and_the_thread_returns_to_where_it_was():
    leave_word("test.note")

    assert relay_all_counties() == 1
    assert connection.schema_name == "c350181"


@pytest.mark.django_db
def test_relayed_entries_are_swept_after_a_week_and_waiting_ones_never():
    moment = now()
    old, young, waiting = (OutboxEntry.objects.create(topic="test.note") for _ in range(3))
    OutboxEntry.objects.filter(pk=old.pk).update(relayed_at=moment - timedelta(days=8))
    OutboxEntry.objects.filter(pk=young.pk).update(relayed_at=moment - timedelta(days=6))
    OutboxEntry.objects.filter(pk=waiting.pk).update(written_at=moment - timedelta(days=30))

    sweep_relayed()

    assert list(OutboxEntry.objects.order_by("pk")) == [young, waiting]


def test_a_county_that_fails_does_not_hold_up_the_others(committed, caplog):
    # Its schema was never migrated; its code puts it first.
    with schema_context("public"):
        County.objects.create(code="350100", schema_name="c350100", name="没有表的县")
    forget_counties()
    leave_word("test.note")

    assert relay_all_counties() == 1
    assert "the outbox of county 350100 could not be relayed" in caplog.text
    assert len(_queued()) == 1
