from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import now

from linli.common.ids import uuid7
from linli.documents import store, tasks
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.erasure import erase_all_of
from linli.documents.domain.receiving import receive_file
from linli.documents.domain.sweeping import Swept, sweep
from linli.documents.models import Document
from linli.people.reader import ANONYMOUS, system
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db
CASE = uuid7()


def draft(days_ago):
    at = now() - timedelta(days=days_ago)
    return receive_file(files.upload(files.jpeg(), "a.jpg"), basket=BASKET, by=ANONYMOUS, at=at)


def test_an_old_draft_goes_with_its_files_and_a_young_one_stays(stored):
    draft(days_ago=3)
    young = draft(days_ago=1)

    swept = sweep(at=now() + timedelta(hours=23))
    assert swept == Swept(drafts=1, files=0)  # the number of the file says that it was made just now
    assert sweep(at=now() + timedelta(hours=24, seconds=1)) == Swept(drafts=1, files=4)

    assert stored() == []
    assert not Document.objects.filter(pk=young.pk).exists()


def test_what_is_attached_stays_however_old(stored):
    draft(days_ago=400)
    attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=ANONYMOUS)

    assert sweep(at=now() + timedelta(days=400)) == Swept(drafts=0, files=0)
    assert len(stored()) == 2


def test_a_file_whose_row_was_never_written_goes_after_a_day(stored):
    key = store.keep(store.key_of(uuid7(), now()), b"x", name="x")
    assert stored() == [key]

    assert sweep(at=now() + timedelta(hours=23)) == Swept(0, 0)
    assert sweep(at=now() + timedelta(hours=25)) == Swept(0, 1)


def test_an_erased_file_that_is_still_there_goes(stored):
    draft(days_ago=0)
    attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=ANONYMOUS)
    erase_all_of("case", CASE, by=system("test"), reason="asked")
    assert len(stored()) == 2

    assert sweep(at=now() + timedelta(days=2)) == Swept(0, 2)
    assert stored() == []
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    "key", ["350182/2026/11/01920000-0000-7000-8000-000000000001", "demo/after.jpg", "350181/2026/11/read.me"]
)
def test_what_is_another_countys_or_nobodys_stays(key, stored):
    default_storage.save(key, ContentFile(b"x"))

    assert sweep(at=now() + timedelta(days=2)) == Swept(0, 0)
    assert stored() == [key]


@pytest.mark.parametrize("count", [1, 3])
def test_the_files_of_a_month_are_looked_up_in_one_statement(count, django_assert_num_queries):
    for _ in range(count):
        draft(days_ago=0)
    sweep(at=now())  # what the county has set is read once and kept

    with django_assert_num_queries(4):  # the drafts' age within a savepoint, and one for the month
        sweep(at=now() + timedelta(hours=25))


def test_the_nightly_job_sweeps(stored):
    draft(days_ago=3)

    tasks.sweep()

    assert not Document.objects.exists()


def test_drawings_shared_by_many_rows_are_never_deleted(stored):
    default_storage.save("demo/after.jpg", ContentFile(b"x"))

    tasks.discard(["demo/after.jpg"])

    assert stored() == ["demo/after.jpg"]
