import io
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from linli.common.models import CacheEntry, OutboxEntry
from linli.documents import rules
from linli.documents.addresses import upload_address
from linli.documents.models import Document
from linli.documents.owners import new_basket
from linli.people.reader import ANONYMOUS, Reader
from tests.documents import files

pytestmark = pytest.mark.django_db


def basket_for(client, reader=ANONYMOUS):
    """The basket that a form shown to this browser carries."""
    session = client.session
    basket = new_basket(SimpleNamespace(reader=reader, session=session))
    session.save()
    client.cookies["sessionid"] = session.session_key
    return basket


def send(client, data=None, name="灯 💡.jpg", address="/files/", **headers):
    file = SimpleUploadedFile(name, files.jpeg() if data is None else data, "image/jpeg")
    return client.post(address, {"file": file}, headers=headers)


def test_a_photo_is_taken_and_can_be_looked_at(visit):
    client = visit()
    basket = basket_for(client)

    answer = send(client, address=upload_address(basket))

    document = Document.objects.get()
    assert answer.status_code == 201
    assert (document.holder_kind, document.holder_id, document.uploaded_by) == ("draft", basket, None)
    body = answer.json()
    assert {key: body[key] for key in ("id", "name", "size")} == {
        "id": str(document.id), "name": "灯 💡.jpg", "size": document.size,
    }  # fmt: skip
    assert client.get(body["thumb"]).status_code == 200
    assert client.get(body["url"]).status_code == 200


def test_without_a_basket_the_session_gets_one(visit):
    client = visit()

    first, second = send(client), send(client)

    assert (first.status_code, second.status_code) == (201, 201)
    assert client.get(first.json()["thumb"]).status_code == 200


def test_a_signed_in_person_is_noted_as_the_sender_and_says_what_for(visit, resident):
    client = visit(resident)
    address = upload_address(basket_for(client, Reader(actor_id=resident.id)), purpose="after")

    assert send(client, address=address).status_code == 201

    document = Document.objects.get()
    assert (document.uploaded_by, document.purpose) == (resident.id, "after")


def test_a_purpose_nobody_knows_is_evidence(visit):
    send(visit(), address="/files/?purpose=decoration")

    assert Document.objects.get().purpose == "evidence"


@pytest.mark.parametrize(
    ("data", "name", "status", "code", "sentence"),
    [
        (
            b"", "empty.jpg", 422, "file_empty",
            "“empty.jpg” is empty (0 bytes). Choose it again, or take the photo anew.",
        ),
        (
            files.HTML, "page.png", 415, "file_type_refused",
            "“page.png” is not a photo (JPEG, PNG, WebP, GIF), PDF, Word (DOCX) or Excel (XLSX) file.",
        ),
        (
            files.jpeg((900, 600))[:3000], "half.jpg", 415, "file_damaged",
            "“half.jpg” is damaged or was cut off on the way. Send it again.",
        ),
        (
            files.pixel_bomb(), "bomb.png", 413, "image_too_large",
            "“bomb.png” has more than 60 million pixels. Send a smaller copy; everything else is kept.",
        ),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem_in_the_readers_language(visit, data, name, status, code, sentence):
    answer = send(visit(), data, name)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["title"], answer.json()["detail"]) == (code, sentence)
    assert not Document.objects.exists()


class Body(io.RawIOBase):
    """So many bytes on the line, which fail the test when they are asked for all at once."""

    def __init__(self, size):
        self.left = self.size = size

    def read(self, most=-1):
        assert 0 < most <= 64 * 1024
        given = min(most, self.left)
        self.left -= given
        return b"x" * given


@pytest.mark.parametrize(("megabytes", "unread"), [(32, 0), (50, 0), (1000, 1000)])
def test_fifty_megabytes_are_refused_by_their_announced_length_and_never_kept(visit, megabytes, unread):
    body = Body(megabytes * rules.MEGABYTE)

    answer = visit(enforce_csrf_checks=True).generic(
        "POST", "/files/", b"", content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(body.size), "wsgi.input": body},
    )  # fmt: skip

    assert answer.status_code == 413
    assert answer.json()["detail"] == "The file is larger than 30 MB. Send a smaller copy; everything else is kept."
    assert body.left == unread * rules.MEGABYTE


def test_a_photo_of_25_megabytes_is_refused_by_name(visit):
    answer = send(visit(), files.jpeg() + b"\0" * (25 * 1024 * 1024), "big.jpg")

    assert answer.status_code == 413
    assert answer.json()["detail"] == "“big.jpg” is larger than 20 MB. Send a smaller copy; everything else is kept."
    assert not Document.objects.exists()


def test_a_body_without_a_file_is_refused(visit):
    answer = visit().post("/files/", {"other": "x"})

    assert (answer.status_code, answer.json()["title"]) == (422, "file_empty")


def test_the_forms_token_is_asked_for(visit):
    client = visit(enforce_csrf_checks=True)
    token = "a" * 32
    client.cookies["csrftoken"] = token

    assert send(client).status_code == 403
    assert not Document.objects.exists()
    assert send(client, **{"X-CSRFToken": token}).status_code == 201


def test_a_basket_of_somebody_else_is_refused(visit):
    theirs = basket_for(visit())

    answer = send(visit(), address=upload_address(theirs))

    assert (answer.status_code, answer.json()["title"]) == (422, "basket_foreign")
    assert not Document.objects.exists()


def test_the_tenth_file_is_refused(visit):
    client = visit()
    address = upload_address(basket_for(client))

    answers = [send(client, files.pdf(), "a.pdf", address) for _ in range(10)]

    assert [answer.status_code for answer in answers] == [201] * 9 + [422]
    assert answers[-1].json()["title"] == "too_many_files"


def test_a_session_that_sends_without_end_is_asked_to_wait(visit, monkeypatch):
    monkeypatch.setattr("linli.documents.views.files.UPLOADS_A_SESSION", 2)
    client = visit()

    answers = [send(client, files.pdf(), "a.pdf") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert (answers[-1].json()["title"], answers[-1]["Retry-After"]) == ("too_many_uploads", "600")
    assert send(visit(), files.pdf(), "a.pdf").status_code == 201


@pytest.mark.parametrize("whose", ["MEGABYTES_A_SESSION", "MEGABYTES_AN_ADDRESS"])
def test_so_many_megabytes_and_no_more(visit, monkeypatch, whose):
    monkeypatch.setattr(f"linli.documents.views.files.{whose}", 2)  # each file counts as one at least
    client = visit()

    assert [send(client, files.pdf(), "a.pdf").status_code for _ in range(3)] == [201, 201, 429]


def test_an_address_that_sends_without_end_is_asked_to_wait_and_is_not_kept(visit, monkeypatch):
    monkeypatch.setattr("linli.documents.views.files.UPLOADS_AN_ADDRESS", 1)

    assert [send(visit(), files.pdf(), "a.pdf").status_code for _ in range(2)] == [201, 429]
    assert not CacheEntry.objects.filter(key__contains="127.0.0.1").exists()


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_find_nothing(visit, method):
    assert getattr(visit(), method)("/files/").status_code == 405


def test_a_photo_is_taken_out_of_ones_own_basket(visit):
    client = visit()
    number = send(client).json()["id"]

    assert client.post(f"/files/{number}/removal/").status_code == 204
    assert not Document.objects.exists()
    assert OutboxEntry.objects.filter(topic="documents.discard").count() == 1
    assert client.post(f"/files/{number}/removal/").status_code == 404


def test_nobody_takes_a_photo_out_of_anothers_basket(visit):
    number = send(visit()).json()["id"]

    assert visit().post(f"/files/{number}/removal/").status_code == 404
    assert Document.objects.count() == 1


def test_what_is_attached_is_not_taken_out(visit):
    client = visit()
    number = send(client).json()["id"]
    Document.objects.update(holder_kind="case")

    assert client.post(f"/files/{number}/removal/").status_code == 404
    assert Document.objects.count() == 1


def test_the_upload_address_carries_basket_and_purpose():
    request = RequestFactory().get("/")
    request.reader, request.session = ANONYMOUS, {}
    basket = new_basket(request)

    parts = urlsplit(upload_address(basket, purpose="before"))

    assert (parts.path, parse_qs(parts.query)) == ("/files/", {"basket": [str(basket)], "purpose": ["before"]})


def test_both_pages_say_who_may_enter():
    from linli.documents.views.files import receive, remove, show

    assert {view.audience for view in (receive, remove, show)} == {frozenset({"anybody"})}


def test_the_limits_are_those_that_were_promised():
    assert (rules.PHOTO_MOST_BYTES, rules.FILE_MOST_BYTES) == (20 * 1024 * 1024, 30 * 1024 * 1024)
    assert (rules.MOST_FILES, rules.MOST_PIXELS) == (9, 60_000_000)
