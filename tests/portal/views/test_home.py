"""Home, search, the doors that lead to an office, and the door for rating."""

import pytest

from linli.cases.models import Case
from linli.common.domain.configuration import changed
from linli.people.models import Unit
from tests.factories import TOWN, VILLAGE, make_case
from tests.portal.conftest import address, browser


def test_home_shows_the_three_latest(city):
    cases = [make_case(city.resident) for _ in range(4)]

    rows = browser(city.resident).get("/").context["rows"]

    assert [matter.row.id for matter in rows] == [case.id for case in reversed(cases[1:])]


def test_home_asks_strangers_for_number_and_secret(city):
    page = browser().get("/").content.decode()

    assert 'action="/follow/"' in page
    assert 'href="tel:110"' in page
    assert 'href="tel:12345"' in page


def test_the_bar_leads_strangers_to_the_secret_and_others_to_their_list(city):
    bars = [
        [entry["url"] for entry in browser(who).get("/").context["portal_navigation"]] for who in (None, city.resident)
    ]

    assert bars == [["/", "/follow/", "/nearby/", "/sign-in/"], ["/", "/matters/", "/nearby/", "/me/"]]


@pytest.mark.parametrize("door", ["/items/", "/report/", "/book/", "/nearby/", "/ratings/"])
def test_all_five_doors_lead_somewhere(city, door):
    assert f'<a class="door" href="{door}">' in browser().get("/").content.decode()
    assert browser().get(door).status_code == 200


def test_a_number_finds_my_own_matter_only(city):
    mine, other = make_case(city.resident), make_case(city.stranger)

    found = [
        [matter.row.id for matter in browser(city.resident).get("/search/", {"q": f"FQ2026-{case.number:06d}"}).context["found"].matters]
        for case in (mine, other)
    ]  # fmt: skip

    assert found == [[mine.id], []]


def test_a_number_that_is_not_mine_leads_to_the_secret(city):
    page = browser().get("/search/", {"q": "FQ2026-000123"}).content.decode()

    assert 'href="/follow/?number=FQ2026-000123"' in page


@pytest.mark.parametrize(("typed", "link"), [("路灯", "/report/?kind=M01037"), ("ld", "/report/?kind=M01037"),
                                             ("宏侨", f"/nearby/?village={VILLAGE}"), ("hl", f"/nearby/?town={TOWN}")])  # fmt: skip
def test_words_and_initials_find_kinds_and_places(city, typed, link):
    assert f'href="{link}' in browser().get("/search/", {"q": typed}).content.decode()


def test_words_that_find_nothing_lead_to_the_form_with_the_words(city):
    page = browser().get("/search/", {"q": "zzzz"}).content.decode()

    assert 'class="empty"' in page
    assert 'href="/report/?words=zzzz"' in page


def test_what_is_typed_is_shown_as_text(city):
    assert "<b>没有" not in browser().get("/search/", {"q": "<b>没有"}).content.decode()


@pytest.mark.parametrize("door", ["/apply/", "/book/", "/nearby/"])
def test_an_office_is_shown_with_its_telephone(city, door):
    Unit.objects.filter(id=city.village_office.id).update(telephone="0591 8521 0000")
    changed("units")

    page = browser().get(door, {"village": VILLAGE}).content.decode()

    assert 'href="tel:059185210000"' in page
    assert "12345" in page


def test_an_office_without_a_telephone_says_so_and_names_12345(city):
    page = browser().get("/nearby/", {"town": TOWN}).content.decode()

    assert "Its telephone is not entered yet." in page
    assert 'href="tel:12345"' in page


def test_towns_and_communities_are_links(city):
    assert browser().get("/nearby/").content.decode().count('href="?town=') == 26
    assert browser().get("/nearby/", {"town": TOWN}).content.decode().count('href="?village=') == 15


def test_no_boundary_is_drawn_on_an_open_page(city):
    for page in ("/", "/nearby/", f"/nearby/?village={VILLAGE}", "/report/"):
        assert "<path" not in browser().get(page).content.decode().replace('<path d="M12.3', "")


def test_the_month_counts_what_was_opened_and_closed(city):
    make_case(city.resident)
    city.close(make_case(city.resident))

    month = browser().get("/").context["month"]

    assert (month.opened, month.closed, month.on_time) == (2, 1, 1)


def test_the_month_is_read_once_in_five_minutes(city, django_assert_num_queries):
    client = browser()
    client.get("/")

    make_case(city.resident)

    assert client.get("/").context["month"].opened == 0


def test_closed_matters_wait_for_a_grade_until_they_have_one(city):
    closed, _ = city.close(make_case(city.resident)), make_case(city.resident)
    client = browser(city.resident)

    before = client.get("/ratings/").context["rows"]
    Case.objects.filter(pk=closed.pk).update(rating=5)

    assert [matter.row.id for matter in before] == [closed.id]
    assert client.get("/ratings/").context["rows"] == []
    assert f'href="{address(closed, "rating")}"' not in client.get("/ratings/").content.decode()
