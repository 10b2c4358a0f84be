import json

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from linli.config.cli.keys_command import command
from linli.counties.current import counties
from linli.people.domain import rotation
from linli.people.domain.rotation import drop_old_keys, reseal, still_old
from linli.people.errors import KeysStillUsed
from linli.people.keyring import add_key, keyring
from linli.people.models import Account
from linli.people.sealed_places import places
from linli.people.sealing import by_index
from tests.people.makers import make_resident, make_staff


@pytest.fixture
def key_file(settings, tmp_path):
    settings.LINLI_KEY_FILE = tmp_path / "keys.json"
    keyring()
    return settings.LINLI_KEY_FILE


def stored_numbers(column: str) -> set[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {column} FROM people_account WHERE NOT is_staff")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_all_is_sealed_with_the_new_key_and_still_readable(key_file):
    people = [make_resident(name=f"居民{number}") for number in range(3)]
    withdrawn = Account.objects.create()
    add_key(key_file)
    assert still_old() == {"people.Account": 3}

    steps = list(reseal())

    assert [(step.model, step.done, step.total, step.damaged) for step in steps] == [("people.Account", 3, 3, 0)]
    assert still_old() == {}
    assert stored_numbers("get_byte(nullif(phone, ''), 0)") == {2, None}
    assert stored_numbers("split_part(phone_index, ':', 1)") == {"2", None}
    for person in people:
        found = by_index(Account.objects.all(), "phone_index", person.phone).get()
        assert (found.id, found.name, found.phone) == (person.id, person.name, person.phone)
    assert Account.objects.get(id=withdrawn.id).phone_index is None


@pytest.mark.django_db
def test_a_second_run_has_nothing_to_do(key_file):
    make_resident()
    add_key(key_file)
    list(reseal())

    assert list(reseal()) == []


@pytest.mark.django_db
def test_second_factors_are_sealed_anew_and_still_open(key_file):
    clerk = make_staff()
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(clerk).generate_codes()
    add_key(key_file)
    assert still_old() == {"mfa.Authenticator": 2}

    list(reseal())

    assert still_old() == {}
    assert RecoveryCodes.activate(clerk).generate_codes() == codes
    secrets = [row.data.get("secret", row.data.get("seed")) for row in clerk.authenticator_set.all()]
    assert {bytes.fromhex(secret)[0] for secret in secrets} == {2}


@pytest.mark.django_db
def test_an_index_whose_value_was_erased_is_erased_too(key_file):
    account = make_resident()
    Account.objects.filter(id=account.id).update(phone="")
    add_key(key_file)

    list(reseal())

    assert Account.objects.get(id=account.id).phone_index is None
    assert still_old() == {}


@pytest.mark.django_db
def test_a_damaged_value_is_counted_named_and_left_and_stops_nothing(key_file, caplog):
    good, bad = make_resident(), make_resident()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_account SET phone = set_byte(phone, 20, get_byte(phone, 20) # 1) WHERE id = %s", [bad.id]
        )
    add_key(key_file)

    steps = list(reseal())

    assert [step.damaged for step in steps] == [1]
    assert str(bad.id) in caplog.text
    assert Account.objects.get(id=good.id).phone == good.phone
    assert still_old() == {"people.Account": 1}


def test_a_rotation_killed_in_the_middle_goes_on_where_it_was(committed, key_file, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 4)
    people = [make_resident() for _ in range(10)]
    add_key(key_file)
    calls = []

    def crash(place, ring, rows):
        calls.append(len(rows))
        damaged = whole(place, ring, rows)
        if len(calls) == 2:
            raise KeyboardInterrupt  # in the midst of the second batch, after its rows were written
        return damaged

    whole = rotation._reseal_rows
    monkeypatch.setattr(rotation, "_reseal_rows", crash)
    with pytest.raises(KeyboardInterrupt):
        list(reseal())

    assert still_old() == {"people.Account": 6}
    for person in people:
        assert by_index(Account.objects.all(), "phone_index", person.phone).get().phone == person.phone

    steps = list(reseal())

    assert [(step.done, step.total) for step in steps] == [(4, 6), (6, 6)]
    assert still_old() == {}
    for person in people:
        assert by_index(Account.objects.all(), "phone_index", person.phone).get().phone == person.phone


def test_old_keys_are_dropped_only_when_nothing_needs_them(committed, key_file):
    person = make_resident()
    add_key(key_file)

    with pytest.raises(KeysStillUsed) as refused:
        drop_old_keys(key_file, list(counties().values()))
    assert "people.Account 1" in str(refused.value)
    assert set(keyring().keys) == {1, 2}

    list(reseal())
    assert drop_old_keys(key_file, list(counties().values())) == {1}

    assert set(keyring().keys) == {2}
    assert Account.objects.get(id=person.id).phone == person.phone


def test_the_command_rotates_resumes_and_drops(committed, key_file, monkeypatch):
    monkeypatch.setattr("linli.config.cli.keys_command.wake", lambda **words: None)
    person = make_resident()
    run = CliRunner().invoke

    assert run(command, ["drop-old", "--yes"]).output.strip() == "There is only one key."
    rotated = run(command, ["rotate"])
    assert rotated.exit_code == 0
    assert "Key 2 is added" in rotated.output
    assert f"{django_settings.LINLI_COUNTY} people.Account: 1 of 1" in rotated.output

    add_key(key_file)
    refused = run(command, ["drop-old", "--yes"])
    assert refused.exit_code == 1
    assert "people.Account 1" in refused.output
    assert "people.Account: 1 rows under an older key" in run(command, ["list"]).output
    assert "going on with key 3" in run(command, ["rotate"]).output
    dropped = run(command, ["drop-old", "--yes"])
    assert dropped.output.strip() == "Dropped: key 1, 2."
    assert list(json.loads(key_file.read_text())["keys"]) == ["3"]
    assert Account.objects.get(id=person.id).phone == person.phone


def test_the_command_fails_where_a_value_is_damaged(committed, key_file, monkeypatch):
    monkeypatch.setattr("linli.config.cli.keys_command.wake", lambda **words: None)
    make_resident()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_account SET phone = set_byte(phone, 20, get_byte(phone, 20) # 1)")

    failed = CliRunner().invoke(command, ["rotate"])

    assert failed.exit_code == 1
    assert "1 rows hold a value that no key opens" in failed.output


def test_no_append_only_table_holds_sealed_values():
    sealed = {place.model for place in places()}

    assert Account in sealed
    assert not [model.__name__ for model in sealed if getattr(model, "append_only", False)]


def test_every_blind_index_has_its_sealed_field():
    call_command("check", "people", "cases", "notices")
