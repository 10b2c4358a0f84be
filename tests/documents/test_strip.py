import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from linli.common.ids import uuid7
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.erasure import erase_document
from linli.documents.domain.receiving import receive_file
from linli.documents.models import Document
from linli.people.reader import ANONYMOUS, reader_of, system
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(rf, resident):
    request = rf.get("/")
    request.reader, request.session = reader_of(resident), {}

    def render():
        with translation.override("en"):
            return render_to_string("documents/strip.html", {"documents": Document.objects.order_by("id")}, request)

    return render


def attach(data, name):
    receive_file(files.upload(data, name), basket=BASKET, by=ANONYMOUS)
    return attach_drafts(BASKET, holder_kind="shelf", holder_id=uuid7(), event_seq=1, by=ANONYMOUS)[0]


def test_a_photo_stands_with_words_size_and_fingerprint(shown):
    photo = attach(files.jpeg(), "lamp <b>.jpg")

    page = shown()

    assert 'alt="Photo, Evidence: lamp _b_.jpg"' in page
    assert f'<code title="{photo.sha256}">{photo.sha256[:12]}</code>' in page
    addresses = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert len(addresses) == 3
    assert {address.split("?")[0] for address in addresses} == {f"/files/{photo.id}/lamp%20_b_.jpg"}
    assert not re.search(r"\sstyle=|<script", page)


def test_a_paper_stands_with_its_kind(shown):
    attach(files.DOCX, "plan.docx")

    assert "<span>DOCX</span>" in shown()


def test_an_erased_file_stays_as_a_line_without_address(shown):
    photo = attach(files.jpeg(), "lamp.jpg")
    erase_document(photo, by=system("test"), reason="asked")

    page = shown()

    assert "Erased" in page
    assert photo.sha256[:12] in page
    assert "href" not in page


def test_nothing_is_shown_for_nothing(shown):
    assert shown().strip() == ""
