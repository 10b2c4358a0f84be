"""One box finds by number, words, initials and, where the right exists, phone."""

import pytest

from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.listing import number_text
from linli.cases.queries.search import cases_of_phone, search_cases
from linli.common.words import query_of, tokens
from tests.factories import OTHER_VILLAGE, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(people):
    from linli.cases.domain.opening import Report, open_case
    from linli.cases.domain.party import Person

    report = Report("M01037", words="小区东门三盏路灯不亮，请打 13812345678", area="350181005004", place="东门公交站",
                    reporter=Person(name="林小满", phone="+8613912345678"))  # fmt: skip
    return open_case(report, by=people.resident).case


def found(typed, reader):
    result = search_cases(typed, reader)
    return result.by, [row.id for row in result.page.rows]


@pytest.mark.parametrize("typed", ["路灯", "东门", "三盏", "公交站", "路灯 东门", "宏侨", "灯不亮", "灯", "ldyc", "ld"])
def test_words_and_initials_find(people, lamp, typed):
    make_case(people.resident, kind="M06042", area=OTHER_VILLAGE, words="垃圾满了")

    assert found(typed, people.dispatcher) == ("words", [lamp.id])


def test_printed_number_finds_at_once(people, lamp):
    assert found(number_text(lamp.number, lamp.opened_at), people.dispatcher) == ("number", [lamp.id])
    assert found(str(lamp.number), people.dispatcher) == ("number", [lamp.id])


def test_number_of_a_matter_elsewhere_finds_nothing(people, lamp):
    assert found(str(lamp.number), people.other_manager)[1] == []
    assert found("路灯", people.other_manager)[1] == []


def test_phone_finds_where_the_right_exists(people, lamp):
    readers = (people.dispatcher, people.officer, people.auditor)

    assert [[row.id for row in cases_of_phone("+8613912345678", who)] for who in readers] == [[lamp.id], [], []]


def test_phone_is_no_word(people, lamp):
    assert found("13912345678", people.dispatcher) == ("words", [])


def test_masked_number_in_the_words_is_not_found(people, lamp):
    assert found("13812345678", people.dispatcher)[1] == []


@pytest.mark.parametrize("typed", ["", "  ", "!!!", "'", "\\", "a' | 'b", "路灯 & !", ":*", "\x00"])
def test_whatever_is_typed_is_no_error(people, lamp, typed):
    search_cases(typed, people.dispatcher)


def test_rare_characters_are_found(people):
    case = make_case(people.resident, words="𠮷野家门口 㙟村")

    assert found("𠮷野", people.dispatcher) == ("words", [case.id])
    assert found("㙟村", people.dispatcher) == ("words", [case.id])


def test_chinese_is_cut_into_pairs():
    assert tokens("路灯不亮 LED灯") == ["路灯", "灯不", "不亮", "led", "灯"]
    assert query_of("路灯") == "'路灯'"
    assert query_of("灯") == "'灯':*"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("路灯", "M01037"), ("灯不亮", "M01037"), ("ldyc", "M01037"), ("垃圾满", "M06042"), ("高空抛物", "M10999"),
     ("01037", "M01037"), ("消防通道", "M09012")],
)  # fmt: skip
def test_kind_is_found_by_what_people_say(db, typed, code):
    assert find_kinds(typed)[0].code == code


def test_kind_that_nobody_says_is_not_found(db):
    assert find_kinds("xyzzy") == []
    assert find_kinds(" ") == []


def test_there_are_250_matters_of_the_standard(db):
    from linli.cases.queries.procedure import kind_map

    standard = [kind for kind in kind_map().values() if kind.source == "GB/T 47678.5-2026"]

    assert len(standard) == 250
    assert all(kind.initials and kind.procedure_code == "grid_matter" for kind in standard)
