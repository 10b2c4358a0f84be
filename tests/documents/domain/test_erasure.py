from datetime import UTC, datetime

import pytest

from linli.common.ids import uuid7
from linli.common.models import AuditEntry, OutboxEntry
from linli.documents import tasks
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.erasure import erase_document
from linli.documents.domain.receiving import receive_file
from linli.documents.errors import AlreadyErased, NotErasable
from linli.documents.models import Document
from linli.people.reader import ANONYMOUS, reader_of
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CASE = uuid7()


@pytest.fixture
def photo():
    receive_file(files.upload(files.jpeg(), "林某的家.jpg"), basket=BASKET, by=ANONYMOUS)
    return attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=ANONYMOUS)[0]


def run_discards():
    for entry in OutboxEntry.objects.filter(topic="documents.discard"):
        tasks.discard(**entry.payload)


def test_an_administrator_erases_a_photo_and_its_row_tells_of_it(photo, staff, stored):
    by, sha256 = reader_of(staff("administrator")), photo.sha256
    assert len(stored()) == 2

    erase_document(photo, by=by, reason="asked by the person shown", at=AT)
    run_discards()

    photo.refresh_from_db()
    assert (photo.path, photo.thumbnail_path, photo.file_name) == ("", "", "")
    assert (photo.erased_at, photo.erased_reason, photo.sha256) == (AT, "asked by the person shown", sha256)
    assert stored() == []
    audit = AuditEntry.objects.get(action="document.erased")
    assert (audit.actor_id, audit.subject_kind, audit.subject_id) == (by.actor_id, "case", str(CASE))
    assert audit.detail == {"document": str(photo.id), "reason": "asked by the person shown"}


def test_a_clerk_may_not_erase(photo, staff, stored):
    with pytest.raises(NotErasable):
        erase_document(photo, by=reader_of(staff("clerk")), reason="x")

    assert len(stored()) == 2
    assert not OutboxEntry.objects.filter(topic="documents.discard").exists()


def test_nobody_erases_twice(photo, staff):
    by = reader_of(staff("administrator"))
    erase_document(photo, by=by, reason="x", at=AT)

    with pytest.raises(AlreadyErased):
        erase_document(photo, by=by, reason="y")

    assert Document.objects.get().erased_reason == "x"


def test_the_job_erases_all_files_of_a_holder_and_is_harmless_twice(photo, stored):
    other = receive_file(files.upload(files.pdf(), "a.pdf"), basket=BASKET, by=ANONYMOUS)

    tasks.erase("case", str(CASE))
    tasks.erase("case", str(CASE))
    run_discards()
    run_discards()

    photo.refresh_from_db()
    assert photo.is_erased
    assert stored() == [other.path]
    assert AuditEntry.objects.filter(action="document.erased").count() == 1
