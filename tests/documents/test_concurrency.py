"""Two at once: in a database of the test's own, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

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


def test_of_two_cases_that_take_the_same_basket_one_gets_it():
    for number in range(3):
        receive(number)
    cases = [uuid7(), uuid7()]

    given = at_once(
        2, lambda n: attach_drafts(BASKET, holder_kind="case", holder_id=cases[n], event_seq=1, by=ANONYMOUS)
    )

    assert sorted(len(documents) for documents in given) == [0, 3]
    winner = cases[0] if given[0] else cases[1]
    assert set(Document.objects.values_list("holder_id", flat=True)) == {winner}
