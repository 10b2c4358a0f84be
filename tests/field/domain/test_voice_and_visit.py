import hashlib
import struct
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate, now

from linli.cases.models import Case, CaseEvent
from linli.common.errors import Refusal
from linli.documents.models import Document
from linli.documents.voices import VOICE_MOST_BYTES, checked
from linli.field.domain.delivery import deliver
from linli.field.errors import DeliveryFaulty
from linli.field.models import Delivery
from linli.grid.domain.visit import Visited, agree_to_visits, withdraw_visits
from linli.grid.models import Visit
from linli.people.models import Account
from tests.factories import GRID, make_case
from tests.field.conftest import PHOTO, REPORT, Phone, sit

WEBM = (
    b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04B\x85\x81\x02"
    + bytes(200)
)
OGG = b"OggS\0\x02" + bytes(22) + b"OpusHead" + bytes(100)
MP4 = struct.pack(">I", 28) + b"ftypM4A \0\0\0\0M4A isom" + bytes(100)


def speak(phone, text, *notes):
    account = Account.objects.get(id=phone.holder.actor_id)
    files = [SimpleUploadedFile("voice", note) for note in notes]
    return deliver(text, phone.sign(text), [], account=account, voices=files)


def spoken(phone, *notes, deed="report", case=None):
    return phone.write(deed, case, voices=[hashlib.sha256(note).hexdigest() for note in notes])


@pytest.mark.parametrize(
    ("data", "kind"),
    [(WEBM, ("webm", "audio/webm")), (OGG, ("ogg", "audio/ogg")), (MP4, ("m4a", "audio/mp4"))],
)
def test_what_a_voice_note_is_is_told_by_its_bytes(data, kind):
    assert checked(data, name="voice") == kind


@pytest.mark.parametrize("data", [b"", b"hello", PHOTO, WEBM + b"V_VP8", MP4 + b"vide", b"<svg onload=alert(1)>"])
def test_what_is_no_voice_note(data):
    with pytest.raises(Refusal) as refused:
        checked(data, name="voice")

    assert refused.value.code == "file_type_refused"


def test_a_voice_note_is_a_document_of_the_matter_once_and_is_played_as_sound(phone, people):
    text = spoken(phone, WEBM)

    first, second = speak(phone, text, WEBM), speak(phone, text, WEBM)

    note = Document.objects.get(holder_id=Case.objects.get().id)
    assert first == second
    assert (note.media_type, note.is_for_reporter, note.event_seq) == ("audio/webm", False, 1)
    client = sit(people.manager)
    page = client.get(f"/field/cases/{first.body['number']}/").content.decode()
    address = page.split('<audio controls preload="none" src="')[1].split('"')[0].replace("&amp;", "&")
    whole, part = client.get(address), client.get(address, headers={"range": "bytes=0-1"})
    assert (whole.content, whole["Content-Type"], whole["X-Content-Type-Options"]) == (WEBM, "audio/webm", "nosniff")
    assert "sandbox" in whole["Content-Security-Policy"]
    assert whole["Content-Disposition"].startswith("attachment")
    assert (part.status_code, part.content, part["Content-Range"]) == (206, WEBM[:2], f"bytes 0-1/{len(WEBM)}")
    assert sit(people.other_manager).get(address).status_code == 404
    assert "<audio" in client.get(f"/desk/cases/{first.body['number']}/").content.decode()


@pytest.mark.parametrize("notes", [[WEBM, OGG], [b"hello"], [WEBM + bytes(VOICE_MOST_BYTES)]])
def test_two_notes_or_another_file_or_too_large_a_one_are_refused_whole(phone, notes):
    assert speak(phone, spoken(phone, *notes), *notes).body["state"] == "refused"

    assert (Case.objects.count(), Document.objects.count()) == (0, 0)


def test_a_note_that_was_not_signed_for_is_not_taken(phone):
    with pytest.raises(DeliveryFaulty):
        speak(phone, phone.write("report"), WEBM)


def test_a_voice_note_is_no_photo_where_the_procedure_asks_for_one(phone, case):
    answer = speak(phone, spoken(phone, WEBM, deed="closure-proposal", case=case), WEBM)

    assert answer.body["code"] == "photo_needed"


@pytest.fixture
def consent(people):
    said = Visited("陈阿婆", "三号楼201", consent_on=localdate())
    return agree_to_visits(GRID, said, by=people.manager)


def test_what_is_due_is_on_the_phone_masked_and_nobody_else_s(phone, people, consent):
    day = sit(people.grid_member).get("/field/day.json")

    assert [(one["id"], one["who"]) for one in day.json()["visits"]] == [(str(consent.id), "陈**")]
    assert "三号楼" not in day.content.decode()
    assert sit(people.officer).get("/field/day.json").json()["visits"] == []


def test_a_visit_without_signal_is_delivered_once(phone, consent):
    fields = {"consent": str(consent.id), "found": "都好，电话13800001111", "arrived_at": "20"}
    written = now() - timedelta(minutes=5)
    text = phone.write("visit", fields=fields, written_at=written.isoformat())

    first, second = phone.send(text), phone.send(text)

    visit = Visit.objects.get()
    assert (first, first.body["state"], first.body["number"]) == (second, "delivered", "")
    assert (visit.is_made, "13800001111" in visit.found) == (True, False)
    assert phone.device.enrolled_at - timedelta(minutes=20) <= visit.arrived_at <= now()
    assert Delivery.objects.get().case_id is None
    consent.refresh_from_db()
    assert consent.next_on == localdate() + timedelta(days=30)


def test_a_visit_may_be_refused_without_signal_too(phone, consent):
    answer = phone.send(phone.write("visit-declined", fields={"consent": str(consent.id), "reason": "大狗"}))

    assert (answer.body["state"], Visit.objects.get().is_made) == ("delivered", False)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"found": "好"}, "delivery_faulty"),
        ({"consent": "00000000-0000-7000-8000-000000000000", "found": "好"}, "case_not_there"),
        ({"found": " ", "consent": "own"}, "words_missing"),
        ({"found": "好", "consent": "gone"}, "consent_gone"),
    ],
)
def test_what_is_no_visit_is_an_answer_too(phone, people, consent, fields, code):
    if fields.get("consent") == "gone":
        withdraw_visits(consent, by=people.manager)
    if fields.get("consent") in ("own", "gone"):
        fields = fields | {"consent": str(consent.id)}

    answer = phone.send(phone.write("visit", fields=fields))

    assert (answer.body["state"], answer.body["code"], Visit.objects.count()) == ("refused", code, 0)


def test_visits_of_others_are_not_there(people, consent):
    phone = Phone(people.other_manager)

    refused = phone.send(phone.write("visit", fields={"consent": str(consent.id), "found": "好"}))

    assert refused.body["code"] == "case_not_there"


def test_what_looks_the_same_is_told_after_the_delivery(phone, people):
    other = make_case(area=GRID, words="路灯不亮")

    answer = phone.send(phone.write("report"))

    assert [one["number"][-6:] for one in answer.body["alike"]] == [f"{other.number:06d}"]
    assert Case.objects.count() == 2


def test_what_looks_the_same_is_shown_before_it_is_sent(people):
    make_case(area=GRID, words="路灯不亮")
    client = sit(people.grid_member)
    said = REPORT | {"key": "k"}

    first = client.post("/field/report/", said)

    assert (first.status_code, len(first.context["alike"]), Case.objects.count()) == (422, 1, 1)
    assert client.post("/field/report/", said | {"seen": "1"}).status_code == 302
    assert client.post("/field/report/", said).status_code == 302  # the same form again, by the back button
    assert Case.objects.count() == 2


@pytest.mark.parametrize("name", ["leader", "auditor", "administrator", "dispatcher"])
def test_whose_post_takes_nobody_on_site_is_told_where_to_report(people, name):
    reader = getattr(people, name)
    phone = Phone(reader)

    page = sit(reader).get("/field/report/")
    answer = phone.send(phone.write("report"))

    assert (page.status_code, 'href="/report/"' in page.content.decode()) == (200, True)
    assert (answer.status, answer.body["code"]) == (403, "not_on_site")
    assert sit(reader).post("/field/report/", REPORT | {"key": "k"}).status_code == 403
    assert not CaseEvent.objects.exists()
