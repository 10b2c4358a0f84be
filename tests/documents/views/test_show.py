import hashlib
from contextlib import contextmanager
from datetime import timedelta
from time import time
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.storage import default_storage

from linli.common.ids import uuid7
from linli.documents.addresses import signed_address
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.erasure import erase_document
from linli.documents.domain.receiving import receive_file
from linli.documents.holders import register_holder
from linli.documents.queries.document import documents_of, photos_in
from linli.people.reader import ANONYMOUS, reader_of, system
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db
SHELF = uuid7()


def attached(data=None, name="灯 “坏”了.jpg", kind="shelf", by=ANONYMOUS, **more):
    receive_file(files.upload(files.jpeg() if data is None else data, name), basket=BASKET, by=by, **more)
    return attach_drafts(BASKET, holder_kind=kind, holder_id=SHELF, event_seq=1, by=by)[0]


@contextmanager
def ago(seconds):
    """Sign as if it had been done so many seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=time() - seconds):
        yield


def test_a_photo_is_shown_with_the_headers_that_keep_it_harmless(resident, visit, shelf):
    shelf.add(resident.id)
    photo = attached()

    answer = visit(resident).get(signed_address(photo, reader=reader_of(resident)))

    assert answer.status_code == 200
    assert hashlib.sha256(answer.body).hexdigest() == photo.sha256
    assert {name: answer[name] for name in (
        "Content-Type", "X-Content-Type-Options", "Cache-Control", "ETag", "Content-Disposition", "X-Robots-Tag",
    )} == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=600",
        "ETag": f'"{photo.sha256}"',
        "Content-Disposition": "inline; filename*=utf-8''%E7%81%AF%20%E2%80%9C%E5%9D%8F%E2%80%9D%E4%BA%86.jpg",
        "X-Robots-Tag": "noindex",
    }  # fmt: skip
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")


def test_the_small_picture_has_an_address_of_its_own(resident, visit, shelf):
    shelf.add(resident.id)
    photo = attached()

    answer = visit(resident).get(signed_address(photo, reader=reader_of(resident), variant="thumb"))

    assert (answer.status_code, answer["Content-Type"], answer["ETag"]) == (
        200,
        "image/webp",
        f'"{photo.sha256}-thumb"',
    )
    assert answer.body.startswith(b"RIFF")


@pytest.mark.parametrize(
    ("data", "name"),
    [(files.pdf(b"/JavaScript /Launch /OpenAction"), "报告.pdf"), (files.DOCX, "a.docx"), (files.XLSX, "a.xlsx")],
)
def test_a_paper_is_a_download_in_a_sandbox(data, name, resident, visit, shelf):
    shelf.add(resident.id)
    paper = attached(data, name)

    answer = visit(resident).get(signed_address(paper, reader=reader_of(resident)))

    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")
    assert answer.body == data
    assert signed_address(paper, reader=reader_of(resident), variant="thumb") == ""


def test_what_the_browser_has_is_not_sent_again(resident, visit, shelf):
    shelf.add(resident.id)
    photo = attached()
    client, address = visit(resident), signed_address(photo, reader=reader_of(resident))

    answer = client.get(address, headers={"If-None-Match": f'"{photo.sha256}"'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == f'"{photo.sha256}"'


def test_without_a_token_or_with_a_false_one_there_is_no_file(resident, visit, shelf):
    shelf.add(resident.id)
    photo, other = attached(), attached()
    client, address = visit(resident), signed_address(photo, reader=reader_of(resident))
    path, token = urlsplit(address).path, parse_qs(urlsplit(address).query)["t"][0]
    full, rest = token.split(":", 1)
    assert full == "full"

    wrong = [
        path,
        f"{path}?t=",
        f"{path}?t=full",
        f"{path}?t=thumb:{rest}",
        f"{path}?t={token[:-1]}",
        f"{path}?t={token}x",
        f"/files/{other.id}/{other.file_name}?t={token}",
        f"/files/{uuid7()}/a.jpg?t={token}",
    ]

    assert [client.get(one).status_code for one in wrong] == [404] * len(wrong)
    assert client.get(address).status_code == 200


def test_an_address_is_good_for_ten_minutes(resident, visit, shelf):
    shelf.add(resident.id)
    photo, client = attached(), visit(resident)
    with ago(590):
        young = signed_address(photo, reader=reader_of(resident))
    with ago(601):
        old = signed_address(photo, reader=reader_of(resident))

    assert [client.get(young).status_code, client.get(old).status_code] == [200, 404]


def test_an_address_is_good_for_its_reader_only(resident, neighbour, visit, shelf):
    shelf.update({resident.id, neighbour.id})
    address = signed_address(attached(), reader=reader_of(resident))

    assert visit(resident).get(address).status_code == 200
    assert visit(neighbour).get(address).status_code == 404
    assert visit().get(address).status_code == 404


def test_a_stranger_with_a_good_token_is_shown_nothing(neighbour, visit, shelf):
    address = signed_address(attached(), reader=reader_of(neighbour))

    assert visit(neighbour).get(address).status_code == 404


def test_the_right_is_asked_again_at_every_fetch(resident, visit, shelf):
    shelf.add(resident.id)
    client, address = visit(resident), signed_address(attached(), reader=reader_of(resident))
    assert client.get(address).status_code == 200

    shelf.clear()

    assert client.get(address).status_code == 404


def test_a_holder_that_nobody_answers_for_shows_nothing(resident, visit):
    address = signed_address(attached(kind="attic"), reader=reader_of(resident))

    assert visit(resident).get(address).status_code == 404


def test_residents_see_what_is_meant_for_them_and_what_they_sent(resident, neighbour, staff, visit, shelf):
    clerk = staff()
    shelf.update({resident.id, neighbour.id, clerk.id})
    internal = attached(by=reader_of(clerk))
    done = attached(by=reader_of(clerk), purpose="after")
    sent = attached(by=reader_of(resident))
    sent.is_for_reporter = False
    sent.save(update_fields=["is_for_reporter"])

    seen = {
        account: [
            visit(account).get(signed_address(one, reader=reader_of(account))).status_code == 200
            for one in (internal, done, sent)
        ]
        for account in (resident, neighbour, clerk)
    }

    assert seen == {resident: [False, True, True], neighbour: [False, True, False], clerk: [True, True, True]}
    for account, visible in seen.items():
        listed = set(documents_of("shelf", SHELF, reader=reader_of(account)))
        assert listed == {one for one, is_seen in zip((internal, done, sent), visible, strict=True) if is_seen}
    assert set(documents_of("shelf", SHELF, reader=ANONYMOUS)) == {done}


def test_an_erased_file_has_no_address_and_the_old_one_is_dead(resident, visit, shelf):
    shelf.add(resident.id)
    photo = attached()
    address = signed_address(photo, reader=reader_of(resident))

    erase_document(photo, by=system("test"), reason="asked")

    assert signed_address(photo, reader=reader_of(resident)) == ""
    assert visit(resident).get(address).status_code == 404


def test_a_file_that_was_lost_is_not_found(resident, visit, shelf):
    shelf.add(resident.id)
    photo = attached()
    default_storage.delete(photo.path)

    assert visit(resident).get(signed_address(photo, reader=reader_of(resident))).status_code == 404


def test_a_draft_is_for_the_session_that_sent_it(visit, staff):
    client = visit()
    sent = client.post("/files/", {"file": files.upload(files.jpeg())}).json()

    assert client.get(sent["thumb"]).status_code == 200
    assert visit().get(sent["thumb"]).status_code == 404
    assert visit(staff("administrator")).get(sent["thumb"]).status_code == 404


def test_a_rejected_form_shows_the_photos_it_has(visit, rf):
    client = visit()
    sent = client.post("/files/", {"file": files.upload(files.jpeg(), "灯.jpg")}).json()
    request = rf.get("/")
    request.reader, request.session = ANONYMOUS, client.session
    from linli.documents.models import Document

    (number, address, name) = photos_in(Document.objects.get().holder_id, reader=ANONYMOUS, request=request)[0]

    assert (number, name) == (sent["id"], "灯.jpg")
    assert client.get(address).status_code == 200


def test_two_apps_cannot_answer_for_one_holder(shelf):
    with pytest.raises(LookupError):
        register_holder("shelf", lambda number, reader, request: True)


def test_only_reading_is_possible(resident, visit, shelf):
    shelf.add(resident.id)
    address = signed_address(attached(), reader=reader_of(resident))

    assert [visit(resident).post(address).status_code, visit(resident).head(address).status_code] == [405, 200]


def test_ten_minutes_are_ten_minutes():
    from linli.documents.rules import ADDRESS_LIFE

    assert timedelta(minutes=10) == ADDRESS_LIFE
