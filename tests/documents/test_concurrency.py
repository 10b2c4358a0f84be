"""Two at once: in a database of the test's own, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import monotonic

import pytest
from django.conf import settings
from django.db import connection, transaction

from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.counties.current import county_by_code
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.receiving import receive_file
from linli.documents.models import Document
from linli.documents.rules import MOST_FILES
from linli.people.reader import ANONYMOUS
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.usefixtures("committed")


def at_once(count, deed):
    """Run a deed in several threads that start together, each with a connection of its own."""
    start = Barrier(count)

    def run(number):
        connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
        start.wait(10)
        try:
            return deed(number)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def receive(number):
    return receive_file(files.upload(files.pdf(), f"{number}.pdf"), basket=BASKET, by=ANONYMOUS)


def test_of_twelve_files_sent_side_by_side_nine_are_kept(stored):
    results = at_once(12, receive)

    kept = [result for result in results if isinstance(result, Document)]
    assert len(kept) == Document.objects.count() == MOST_FILES
    assert {result.code for result in results if isinstance(result, Refusal)} == {"too_many_files"}
    assert stored() == sorted(document.path for document in kept)


def attach(case):
    return attach_drafts(BASKET, holder_kind="case", holder_id=case, event_seq=1, by=ANONYMOUS)


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def test_of_two_cases_that_take_the_same_basket_the_first_gets_it():
    for number in range(3):
        receive(number)
    first, second = uuid7(), uuid7()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            given = attach(first)
            late = pool.submit(at_once, 1, lambda number: attach(second))
            give_up_at = monotonic() + 20
            while not somebody_waits():
                assert monotonic() < give_up_at, "the second did not wait for the first"
        given_late = late.result(20)[0]

    assert (len(given), given_late) == (3, [])
    assert set(Document.objects.values_list("holder_id", flat=True)) == {first}
