import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from linli.field.domain.envelope import is_signed, read_envelope, read_key
from linli.field.errors import DeliveryFaulty, KeyFaulty
from tests.field.conftest import Phone

GOOD = {
    "v": 1, "id": "01930000-0000-7000-8000-000000000001", "device": "01930000-0000-7000-8000-000000000002",
    "deed": "progress", "case": "FQ2026-000001", "seq": 3, "written_at": "2026-11-25T09:00:00.000Z",
    "fields": {"note": "看过"}, "photos": [],
}  # fmt: skip


def test_what_is_signed_is_read_as_it_stands():
    found = read_envelope(json.dumps(GOOD))

    assert (str(found.id), found.deed, found.case, found.seq, found.fields) == (
        GOOD["id"], "progress", "FQ2026-000001", 3, {"note": "看过"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "{", '"text"',
        json.dumps(GOOD | {"id": "01930000-0000-4000-8000-000000000001"}),
        json.dumps(GOOD | {"id": 7}),
        json.dumps(GOOD | {"device": "x"}),
        json.dumps(GOOD | {"written_at": "2026-11-25T09:00:00"}),
        json.dumps(GOOD | {"written_at": "gestern"}),
        json.dumps(GOOD | {"seq": "drei"}),
        json.dumps(GOOD | {"deed": None}),
        json.dumps(GOOD | {"fields": ["note"]}),
        json.dumps(GOOD | {"fields": {"note": "a\0b"}}),
        json.dumps(GOOD | {"fields": {"note": 3}}),
        json.dumps(GOOD | {"photos": 3}),
        json.dumps(GOOD | {"fields": {"note": "x" * 30_000}}),
        json.dumps(GOOD).replace("看过".encode("unicode_escape").decode(), "\\ud800"),
        "[" * 15_000,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_faulty(text):
    with pytest.raises(DeliveryFaulty):
        read_envelope(text)


@pytest.mark.parametrize("text", ["", "no base64", "AAAA"])
def test_a_key_that_is_none_is_refused(text):
    with pytest.raises(KeyFaulty):
        read_key(text)


def test_a_key_of_another_curve_is_refused(people):
    phone = Phone(people.grid_member)
    phone.key = ec.generate_private_key(ec.SECP384R1())

    with pytest.raises(KeyFaulty):
        read_key(phone.public)


@pytest.mark.parametrize("signature", ["", "x", "AAAA", "AA" * 43 + "=="])
def test_a_signature_that_is_none_is_false(phone, signature):
    assert is_signed("text", phone.sign("text"), phone.device.public_key)
    assert not is_signed("text", signature, phone.device.public_key)
