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

    manager, officer = (
        desk(who).post(URL, {"q": "138 0013 8000"}, follow=True) for who in (people.manager, people.officer)
    )

    assert [row.number for row in manager.context["rows"]] == [printed(case)]
    assert manager.context["by"] == "phone"
    assert officer.context["rows"] == []


@pytest.mark.parametrize("who", ["manager", "officer"])
@pytest.mark.parametrize("typed", ["13800138000", "+86 138 0013 8000", "11010519491231002X", "林小满 13800138000"])
def test_what_names_somebody_never_stands_in_an_address(people, desk, who, typed):
    response = desk(getattr(people, who)).post(URL, {"q": typed})

    address = response.headers.get("Location", "")
    assert response.status_code in (200, 303)
    assert not [part for part in ("138", "8000", "19491231", "%E6") if part in address]


def test_address_of_a_telephone_is_good_for_a_reload_and_for_nobody_without_the_right(people, desk):
    case = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))
    address = desk(people.manager).post(URL, {"q": "13800138000"})["Location"]

    again, officer = (desk(who).get(address) for who in (people.manager, people.officer))

    assert [row.number for row in again.context["rows"]] == [printed(case)]
    assert "138****8000" in again.content.decode()
    assert "13800138000" not in again.content.decode()
    assert officer.context["rows"] == []


@pytest.mark.parametrize("word", ["", "x", "AAAA", "A" * 300, "路灯"])
def test_address_that_was_tampered_with_finds_nothing(people, desk, word):
    response = desk(people.manager).get(URL, {"by": word})

    assert (response.status_code, response.context["rows"]) == (200, [])


def test_words_that_were_typed_stand_in_the_address(people, desk):
    response = desk(people.manager).post(URL, {"q": " 路灯 "})

    assert (response.status_code, response["Location"]) == (303, "/desk/search/?q=%E8%B7%AF%E7%81%AF")


def test_every_page_of_the_desk_sends_the_box_by_post(people, desk):
    page = desk(people.manager).get("/desk/").content.decode()

    form = page[page.index('class="search') : page.index("</form>", page.index('class="search'))]
    assert 'method="post"' in form
    assert 'name="csrfmiddlewaretoken"' in form


def test_what_is_not_mine_is_not_found(people, desk):
    case = make_case(people.resident, area=OTHER_VILLAGE)

    assert desk(people.manager).get(URL, {"q": str(case.number)}).context["rows"] == []


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "拼音首字母"), ("en", "pinyin initials")])
def test_empty_box_tells_what_can_be_typed(people, desk, language, words):
    assert words in desk(people.manager, language).get(URL).content.decode()


def test_what_is_typed_is_shown_as_words(people, desk):
    page = desk(people.manager).get(URL, {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert(1)" not in page
