"""A single altered byte of history is found and named."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.erasure import erase_personal
from linli.cases.domain.roots import publish_roots
from linli.cases.models import CaseEvent, CaseParty, CaseText, Root
from linli.cases.queries.search import search_cases
from linli.cases.queries.verification import Verified, verify_history
from linli.common.ids import uuid7
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(people):
    cases = [make_case(people.resident, words=f"第{number}盏路灯不亮，电话 1381234567{number}") for number in range(3)]
    accept_case(cases[1], by=people.manager)
    return cases


def alter(statement: str, *values: object) -> None:
    """Do what nobody may: switch the guard off as the owner of the table, and change a row."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_caseevent DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE cases_caseevent ENABLE TRIGGER USER")


def faults() -> list[str]:
    return [str(fault) for fault in verify_history(Verified())]


def test_untouched_history_holds(three):
    assert faults() == []


COLUMNS = [
    "at = at + interval '1 microsecond'", "recorded_at = recorded_at + interval '1 microsecond'", "verb = 'refuse'",
    "from_state = 'x'", "to_state = 'filed '", "actor_label = actor_label || ' '",
    "actor_id = '01a20000-0000-7000-8000-000000000001'", "facts = facts || '{\"unit\": \"\"}'",
"key = 'other'", "previous = '\\x00'", "hash = set_byte(hash, 31, 1)",
]  # fmt: skip


@pytest.mark.parametrize("change", COLUMNS)
def test_any_altered_column_is_named(three, change):
    before = CaseEvent.objects.get(case=three[1], seq=2)

    alter(f"UPDATE cases_caseevent SET {change} WHERE id = %s", before.id)

    assert faults() == [f"case {three[1].number}, event 2: was altered after it was written"]


def test_altered_hash_of_words_is_named(three):
    alter('UPDATE cases_caseevent SET text_hashes = \'{"a": "b"}\' WHERE case_id = %s AND seq = 2', three[1].id)

    assert faults()[0] == f"case {three[1].number}, event 2: was altered after it was written"


def test_altered_number_of_an_event_is_named(three):
    alter("UPDATE cases_caseevent SET seq = 9 WHERE case_id = %s AND seq = 3", three[1].id)

    assert faults() == [f"case {three[1].number}, event 3: event 3 is missing"]


def test_removed_event_is_named(three):
    alter("DELETE FROM cases_caseevent WHERE case_id = %s AND seq = 2", three[1].id)

    assert faults() == [f"case {three[1].number}, event 2: event 2 is missing"]


def test_cut_off_end_is_named(three):
    alter("DELETE FROM cases_caseevent WHERE case_id = %s AND seq = 3", three[1].id)

    assert faults() == [f"case {three[1].number}, event 3: the case's last events are missing or its head was altered"]


def test_state_that_its_history_does_not_tell_is_named(three):
    from linli.cases.models import Case

    Case.objects.filter(pk=three[0].pk).update(state="filed")

    assert faults() == [f"case {three[0].number}, event 1: the case says filed, its history says collected"]


def test_altered_words_are_named(three):
    CaseText.objects.filter(case=three[2], part="words").update(body="都亮着", sealed="")

    assert faults() == [f"case {three[2].number}, event 1: its words are not those that were written"]


def test_erased_words_leave_the_chain_valid_and_nothing_to_find(people, three):
    erase_personal(three[0], by=people.resident, reason="本人要求")

    found = Verified()
    assert list(verify_history(found)) == []
    assert found.erased == CaseText.objects.filter(case=three[0]).count() > 0
    assert set(CaseText.objects.filter(case=three[0]).values_list("body", "sealed")) == {("", "")}
    assert [bytes(salt) for salt in CaseText.objects.filter(case=three[0]).values_list("salt", flat=True)] == [b""]
    assert CaseParty.objects.get(case=three[0]).phone_index is None
    assert [row.id for row in search_cases("第0盏", people.dispatcher).page.rows] == []


def test_stranger_may_not_erase(people, three):
    from linli.cases.errors import NotYours

    with pytest.raises(NotYours):
        erase_personal(three[0], by=people.stranger, reason="x")


def test_daily_root_covers_every_event_of_the_day(three):
    tomorrow = localdate() + timedelta(days=1)

    roots = publish_roots(until=tomorrow)

    assert [root.events for root in roots][-1] == CaseEvent.objects.count()
    assert publish_roots(until=tomorrow) == []
    assert faults() == []


def test_event_rewritten_with_a_fitting_chain_is_found_by_the_root(three):
    """Somebody with the owner's right rewrites the last event and its hash, and the case's head: only the root tells."""
    from linli.cases.chain import link_hash
    from linli.cases.models import Case

    publish_roots(until=localdate() + timedelta(days=1))
    event = CaseEvent.objects.get(case=three[0], seq=1)
    event.actor_label = "somebody else"
    forged = link_hash(b"", event)
    alter("UPDATE cases_caseevent SET actor_label = %s, hash = %s WHERE id = %s", event.actor_label, forged, event.id)
    Case.objects.filter(pk=three[0].pk).update(head=forged)

    assert faults() == [f"root of {Root.objects.get().day}: the events do not give the published root"]


@pytest.mark.parametrize("statement", ["UPDATE cases_caseevent SET verb = 'x'", "DELETE FROM cases_caseevent",
                                       "TRUNCATE cases_caseevent CASCADE", "TRUNCATE cases_root"])  # fmt: skip
def test_database_itself_refuses_to_rewrite(three, statement):
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def erase_by_hand(case) -> None:
    CaseText.objects.filter(case=case, part="words").update(body="", sealed="", salt=b"", erased_at=now())


def test_words_that_were_removed_are_named(three):
    CaseText.objects.filter(case=three[2], part="words").delete()

    assert faults() == [f"case {three[2].number}, event 1: its words are gone, and nobody erased them"]


def test_words_made_to_look_erased_are_named(three):
    erase_by_hand(three[2])

    assert faults() == [f"case {three[2].number}, event 1: its words are gone, and nobody erased them"]


def test_words_put_back_where_they_were_erased_are_named(people, three):
    erase_personal(three[0], by=people.resident, reason="本人要求")
    CaseText.objects.filter(case=three[0], part="words").update(body="都亮着")

    assert faults() == [f"case {three[0].number}, event 1: its words are gone, and nobody erased them"]


def test_words_that_no_event_names_are_named(three):
    text = CaseText.objects.filter(case=three[1]).first()
    text.pk, text.body = uuid7(), "添上的话"
    text.save(force_insert=True)

    assert faults() == [f"case {three[1].number}, event 1: its words are not those that were written"]


ROOT_COLUMNS = [
    "hash = set_byte(hash, 31, get_byte(hash, 31) # 1)", "previous = '\\x00'", "events = events + 1",
    "last_event = last_event - 1", "day = day - 1", "upto = upto + interval '1 second'",
]  # fmt: skip


@pytest.mark.parametrize("change", ROOT_COLUMNS)
def test_any_altered_column_of_a_root_is_named(three, change):
    publish_roots(until=localdate() + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_root DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE cases_root SET {change}")
        cursor.execute("ALTER TABLE cases_root ENABLE TRIGGER USER")

    assert len(faults()) == 1
    assert faults()[0].startswith(f"root of {Root.objects.get().day}: ")


def test_root_taken_out_of_the_middle_is_named(three):
    today = localdate()
    for day in range(1, 4):
        publish_roots(until=today + timedelta(days=day))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_root DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM cases_root WHERE day = %s", [today + timedelta(days=1)])
        cursor.execute("ALTER TABLE cases_root ENABLE TRIGGER USER")

    assert [fault[:18] for fault in faults()] == [f"root of {today + timedelta(days=2)}"]
