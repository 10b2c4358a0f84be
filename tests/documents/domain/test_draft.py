from uuid import UUID

import pytest

from linli.common.ids import uuid7
from linli.common.models import OutboxEntry
from linli.documents.domain.draft import attach_drafts, remove_drafts
from linli.documents.domain.receiving import receive_file
from linli.documents.models import Document
from linli.people.reader import ANONYMOUS, reader_of
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db
OTHER = UUID("01920000-0000-8000-8000-000000000002")
CASE = uuid7()


def draft(basket=BASKET, by=ANONYMOUS):
    return receive_file(files.upload(files.pdf(), "a.pdf"), basket=basket, by=by)


def test_a_basket_goes_to_its_holder_with_the_event_it_proves():
    first, second, elsewhere = draft(), draft(), draft(OTHER)

    given = attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=3, by=ANONYMOUS)

    assert [document.id for document in given] == [first.id, second.id]
    expected = {("case", CASE, 3)}
    assert {(one.holder_kind, one.holder_id, one.event_seq) for one in given} == expected
    assert (
        set(Document.objects.filter(pk__in=[first.pk, second.pk]).values_list("holder_kind", "holder_id", "event_seq"))
        == expected
    )
    elsewhere.refresh_from_db()
    assert (elsewhere.holder_kind, elsewhere.holder_id) == ("draft", OTHER)


def test_the_same_form_sent_twice_gives_nothing_the_second_time():
    draft()
    attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=ANONYMOUS)

    assert attach_drafts(BASKET, holder_kind="case", holder_id=uuid7(), event_seq=1, by=ANONYMOUS) == []
    assert Document.objects.get().holder_id == CASE


def test_who_signed_in_before_sending_is_the_sender(resident, neighbour):
    nameless, named = draft(), draft(by=reader_of(neighbour))

    given = attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=reader_of(resident))

    assert [one.uploaded_by for one in given] == [resident.id, neighbour.id]
    assert Document.objects.get(pk=nameless.pk).uploaded_by == resident.id
    assert Document.objects.get(pk=named.pk).uploaded_by == neighbour.id


@pytest.mark.parametrize("count", [1, 3])
def test_attaching_takes_two_statements(count, django_assert_num_queries):
    for _ in range(count):
        draft()

    with django_assert_num_queries(4):  # with savepoint and release
        attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=ANONYMOUS)


def test_what_the_form_no_longer_shows_is_taken_out():
    kept, gone = draft(), draft()

    assert remove_drafts(BASKET, keeping=[kept.id]) == 1

    assert Document.objects.get() == kept
    entry = OutboxEntry.objects.get(topic="documents.discard")
    assert entry.payload == {"keys": [gone.path]}


def test_one_is_taken_out_of_its_own_basket_only():
    document = draft()

    assert remove_drafts(OTHER, only=document.id) == 0
    assert remove_drafts(BASKET, only=document.id) == 1
    assert not Document.objects.exists()


def test_what_is_attached_is_no_draft_any_more():
    document = draft()
    attach_drafts(BASKET, holder_kind="case", holder_id=CASE, event_seq=1, by=ANONYMOUS)

    assert remove_drafts(BASKET) == 0
    assert Document.objects.get() == document
