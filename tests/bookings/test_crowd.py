"""Many at once, on real connections: as many have a place as there are places, and nobody has two."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import monotonic

import pytest
from django.conf import settings
from django.db import connection, transaction

from linli.bookings.domain.booking import book_slot
from linli.bookings.models import Booking
from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.counties.current import county_by_code
from tests.bookings.conftest import NOW, make_resource, moment
from tests.factories import make_resident

THREADS = 12


def crowd(resource, readers, threads=THREADS, waits=None):
    """Let everybody ask at once; return what each was answered, and put into `waits` how long each waited, in seconds."""
    county, barrier = county_by_code(settings.LINLI_COUNTY), Barrier(threads)

    def stand_in_line(mine):
        connection.set_tenant(county)
        barrier.wait()
        found = []
        for reader in mine:
            begun = monotonic()
            try:
                book_slot(resource, moment("09:00"), by=reader, key="once", at=NOW)
                found.append("booked")
            except Refusal as refusal:
                found.append(refusal.code)
            if waits is not None:
                waits.append(monotonic() - begun)
        connection.close()
        return found

    with ThreadPoolExecutor(threads) as pool:
        answers = pool.map(stand_in_line, [readers[number::threads] for number in range(threads)])
        return Counter(answer for found in answers for answer in found)


@pytest.mark.usefixtures("committed")
def test_sixty_people_after_twelve_places():
    resource = make_resource(units=12)
    readers = [make_resident() for _ in range(60)]

    answers = crowd(resource, readers + readers[:12])  # some send the same form twice

    rows = list(Booking.objects.filter(resource=resource))
    assert len(rows) == len({row.seat for row in rows}) == len({row.account_id for row in rows}) == 12
    assert answers == {"booked": answers["booked"], "slot_taken": 72 - answers["booked"]}
    assert 12 <= answers["booked"] <= 24  # the second sending of a form that was booked is answered with its booking


@pytest.mark.skipif("LINLI_CROWD" not in os.environ, reason="a measurement: LINLI_CROWD=1 and -s")
@pytest.mark.usefixtures("committed")
def test_a_thousand_people_after_a_hundred_places():
    resource, waits = make_resource(units=100), []
    readers = [make_resident() for _ in range(1000)]
    begun = monotonic()

    answers = crowd(resource, readers, threads=40, waits=waits)

    took = monotonic() - begun
    waits.sort()
    print(f"{took:.2f} s in all; an answer within {waits[949]:.3f} s (p95), {waits[-1]:.3f} s (longest)")  # noqa: T201
    rows = list(Booking.objects.filter(resource=resource))
    assert len(rows) == len({row.seat for row in rows}) == len({row.account_id for row in rows}) == 100
    assert answers == {"booked": 100, "slot_taken": 900}


@pytest.mark.usefixtures("committed")
def test_a_writer_that_takes_no_lock_is_stopped_by_the_database():
    """Somebody writes a booking without the verb while the verb is at work: the verb says that the slot is taken."""
    resource = make_resource()
    first, second = make_resident(), make_resident()
    sample = book_slot(resource, moment("10:00"), by=first, at=NOW)
    county = county_by_code(settings.LINLI_COUNTY)

    def verb():
        connection.set_tenant(county)
        try:
            book_slot(resource, moment("09:00"), by=second, at=NOW)
            return "booked"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            sample.pk, sample.starts_at, sample.ends_at = uuid7(), moment("09:00"), moment("10:00")
            sample.during = (moment("09:00"), moment("10:00"))
            sample.save(force_insert=True)
            answer = pool.submit(verb)
            _wait_for_a_lock(answer)
        found = answer.result(timeout=20)

    assert found == "slot_taken"
    assert Booking.objects.filter(resource=resource, starts_at=moment("09:00")).count() == 1


def _wait_for_a_lock(answer):
    for _ in range(4000):
        if answer.done():
            raise AssertionError(f"it did not wait: {answer.result()}")
        with connection.cursor() as cursor:
            # Not pg_stat_activity: that stands still within a transaction.
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.005)")
    raise AssertionError("nobody waits")
