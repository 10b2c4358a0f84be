import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection, models

from linli.people.keyring import KeyMissing, Keyring, add_key, drop_keys, keyring
from linli.people.models import Account
from linli.people.sealing import BlindIndexField, SealedTextField, by_index, index_of
from tests.people.makers import make_resident

PHONE = "+8613800000000"


@pytest.fixture
def key_file(settings, tmp_path):
    settings.LINLI_KEY_FILE = tmp_path / "deep" / "keys.json"
    return settings.LINLI_KEY_FILE


def test_the_first_start_makes_a_private_key_file(key_file):
    ring = keyring()

    assert list(ring.keys) == [1]
    assert len(ring.keys[1]) == 32
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_first_starts_at_once_agree_on_one_key(key_file):
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: keyring(), range(8)))

    assert len({ring.keys[1] for ring in rings}) == 1


def test_keys_added_at_once_are_all_kept(key_file):
    keyring()
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: add_key(key_file), range(8)))

    assert sorted(numbers) == list(range(2, 10))
    assert len(json.loads(key_file.read_text())["keys"]) == 9


def test_a_key_added_by_another_process_seals_at_once(key_file):
    assert keyring().current == 1

    add_key(key_file)

    assert keyring().current == 2
    assert keyring().seal("x")[0] == 2


def test_the_sealing_key_is_never_dropped(key_file):
    keyring()
    add_key(key_file)

    drop_keys(key_file, {1, 2})

    assert list(keyring().keys) == [2]


def test_equal_texts_are_sealed_differently_and_indexed_alike():
    ring = keyring()

    assert ring.seal("陈建国") != ring.seal("陈建国")
    assert ring.index("陈建国") == ring.index("陈建国")
    assert ring.unseal(ring.seal("陈建国𠮷")) == "陈建国𠮷"


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_a_single_altered_byte_is_noticed(place):
    ring = Keyring({1: b"a" * 32, 2: b"b" * 32, 3: b"c" * 32})
    sealed = bytearray(ring.seal("+8613800000000"))
    sealed[place] ^= 1

    with pytest.raises(InvalidTag):
        ring.unseal(bytes(sealed))


def test_a_key_that_is_not_there_is_named():
    sealed = Keyring({7: b"a" * 32}).seal("x")

    with pytest.raises(KeyMissing, match="key 7"):
        Keyring({1: b"a" * 32}).unseal(sealed)


@pytest.mark.django_db
def test_sealed_text_is_unreadable_in_the_database_and_plain_in_memory():
    account = make_resident(PHONE, name="陈建国")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, phone_index FROM people_account WHERE id = %s", [account.id])
        stored = [bytes(value) if not isinstance(value, str) else value.encode() for value in cursor.fetchone()]
    assert not any("陈".encode() in value or b"138" in value for value in stored)
    assert (Account.objects.get().name, Account.objects.get().phone) == ("陈建国", PHONE)


@pytest.mark.django_db
def test_the_empty_text_is_stored_as_nothing():
    make_resident(PHONE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT octet_length(name) FROM people_account")
        assert cursor.fetchone() == (0,)
    assert Account.objects.filter(name="").count() == 1


@pytest.mark.django_db
def test_a_row_altered_in_the_database_is_not_shown():
    make_resident(PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_account SET phone = set_byte(phone, 20, get_byte(phone, 20) # 1)")

    with pytest.raises(InvalidTag):
        Account.objects.get()


@pytest.mark.django_db
def test_a_comparison_that_could_find_nothing_is_refused():
    with pytest.raises(TypeError, match="by_index"):
        list(Account.objects.filter(phone=PHONE))
    with pytest.raises(FieldError):
        list(Account.objects.filter(phone__contains="138"))


@pytest.mark.django_db
def test_a_person_is_found_under_old_and_new_keys(key_file):
    before = make_resident(PHONE)
    add_key(key_file)
    after = make_resident("+8613800000001")

    assert before.phone_index.startswith("1:")
    assert after.phone_index.startswith("2:")
    assert by_index(Account.objects.all(), "phone_index", PHONE).get() == before
    assert by_index(Account.objects.all(), "phone_index", after.phone).get() == after
    assert not by_index(Account.objects.all(), "phone_index", "").exists()
    assert index_of("") is None


def test_a_blind_index_without_its_sealed_field_is_reported():
    class Lonely(models.Model):
        phone = SealedTextField()
        phone_index = BlindIndexField()
        mobile_index = BlindIndexField(of="phone", db_index=False)
        name_index = BlindIndexField()

        class Meta:
            app_label = "people_test"

    found = {field.name: field.check() for field in Lonely._meta.fields if isinstance(field, BlindIndexField)}

    assert [error.id for error in found.pop("name_index")] == ["people.E001"]
    assert list(found.values()) == [[], []]
    del Lonely._meta.apps.all_models["people_test"]


def test_a_blind_index_says_all_of_itself_to_a_migration():
    field = BlindIndexField(of="phone", db_index=False)

    copied = field.clone()

    assert (copied.of, copied.db_index) == ("phone", False)


def test_committed(committed):
    make_resident(PHONE)

    assert Account.objects.count() == 1
