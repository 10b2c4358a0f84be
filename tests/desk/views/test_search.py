import pytest

from linli.cases.domain.party import Person
from tests.desk.conftest import printed
from tests.factories import OTHER_VILLAGE, make_case

pytestmark = pytest.mark.django_db
URL = "/desk/search/"


def test_a_number_opens_its_case_at_once(people, desk):
    case = make_case(people.resident)

    answers = [desk(people.manager).get(URL, {"q": typed}) for typed in (printed(case), str(case.number))]

    assert [answer["Location"] for answer in answers] == [f"/desk/cases/{printed(case)}/"] * 2


@pytest.mark.parametrize("typed", ["路灯", "ldyc", "东门"])
def test_words_and_initials_find(people, desk, typed):
    case = make_case(people.resident, words="东门这盏不亮")

    response = desk(people.manager).get(URL, {"q": typed})

    assert [row.number for row in response.context["rows"]] == [printed(case)]
    assert response.context["by"] == "words"


def test_a_telephone_finds_where_the_right_exists(people, desk):
    case = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))

    manager = desk(people.manager).get(URL, {"q": "138 0013 8000"})
    officer = desk(people.officer).get(URL, {"q": "138 0013 8000"})

    assert [row.number for row in manager.context["rows"]] == [printed(case)]
    assert manager.context["by"] == "phone"
    assert officer.context["rows"] == []


def test_what_is_not_mine_is_not_found(people, desk):
    case = make_case(people.resident, area=OTHER_VILLAGE)

    assert desk(people.manager).get(URL, {"q": str(case.number)}).context["rows"] == []


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "拼音首字母"), ("en", "pinyin initials")])
def test_empty_box_tells_what_can_be_typed(people, desk, language, words):
    assert words in desk(people.manager, language).get(URL).content.decode()


def test_what_is_typed_is_shown_as_words(people, desk):
    page = desk(people.manager).get(URL, {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert(1)" not in page
