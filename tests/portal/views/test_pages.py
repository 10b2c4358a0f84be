"""Every page stands in both languages, for whoever may see it."""

import pytest

from tests.factories import make_case
from tests.portal.conftest import LANGUAGES, address, browser

OPEN = [
    "/", "/search/", "/search/?q=ld", "/search/?q=FQ2026-000001", "/search/?q=zzzz", "/ratings/", "/apply/", "/book/",
    "/nearby/", "/nearby/?town=350181005", "/nearby/?village=350181005004", "/nearby/?q=hq", "/nearby/?q=zzzz",
    "/nearby/?town=1", "/report/", "/report/?kind=C002", "/report/kinds/?q=ld", "/report/villages/?town=350181005",
    "/follow/",
]  # fmt: skip
SIGNED_IN = ["/matters/", "/matters/?view=done", "/matters/?older=nonsense"]
NOUNS = ["", "supplement", "urging", "withdrawal", "erasure"]
HTML_LANG = {"zh-hans": 'lang="zh-Hans"', "en": 'lang="en"'}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", OPEN)
def test_open_pages_stand(city, page, language):
    answer = browser(language=language).get(page)

    assert answer.status_code == 200
    assert " style=" not in answer.content.decode()
    assert "/kinds/" in page or "/villages/" in page or HTML_LANG[language] in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SIGNED_IN)
def test_the_list_stands_for_whoever_has_signed_in(city, page, language):
    assert browser(city.resident, language).get(page).status_code == 200


@pytest.mark.parametrize("page", SIGNED_IN)
def test_the_list_leads_strangers_to_the_door(city, page):
    answer = browser().get(page)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=%2Fmatters%2F")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noun", NOUNS)
def test_pages_of_a_matter_stand(city, noun, language):
    case = make_case(city.resident)

    assert browser(city.resident, language).get(address(case, noun)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noun", ["rating", "reopening", ""])
def test_pages_of_a_closed_matter_stand(city, noun, language):
    case = city.close(make_case(city.resident))

    assert browser(city.resident, language).get(address(case, noun)).status_code == 200


@pytest.mark.parametrize("noun", [*NOUNS, "received", "rating", "reopening"])
def test_somebody_elses_matter_is_as_if_it_were_not_there(city, noun):
    case = make_case(city.resident)

    assert browser(city.stranger).get(address(case, noun)).status_code == 404
    assert browser().get(address(case, noun)).status_code == 404
    assert browser(city.manager).get(address(case, noun)).status_code == 404


@pytest.mark.parametrize(
    "printed", ["FQ2025-{n:06d}", "XX2026-{n:06d}", "{n}", "FQ2026-", "FQ2026-99999999999999", "x"]
)
def test_only_the_printed_number_opens_a_matter(city, printed):
    case = make_case(city.resident)

    assert browser(city.resident).get(f"/matters/{printed.format(n=case.number)}/").status_code == 404


def test_a_clerk_sees_a_matter_of_their_own_as_a_resident(city):
    case = make_case(city.manager)

    page = browser(city.manager).get(address(case))

    assert page.status_code == 200
    assert page.context["matter"].page.for_staff is False
