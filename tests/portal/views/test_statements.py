"""How many statements each page costs, with one row and with three."""

import pytest

from linli.cases.domain.merging import follow_case
from linli.cases.domain.progress import urge_case
from tests.factories import make_case
from tests.portal.conftest import address, browser


def counted(django_assert_num_queries, client, page, count):
    client.get(page)  # what is kept in memory is read once
    with django_assert_num_queries(count):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_home_of_a_resident(city, django_assert_num_queries, rows):
    for _ in range(rows):
        make_case(city.resident)

    counted(django_assert_num_queries, browser(city.resident), "/", 3)  # session, account, my matters


def test_home_of_a_stranger(city, django_assert_num_queries):
    counted(django_assert_num_queries, browser(), "/", 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_my_matters(city, django_assert_num_queries, rows):
    for _ in range(rows):
        make_case(city.resident)
        follow_case(make_case(city.stranger), account=city.resident.account)

    counted(django_assert_num_queries, browser(city.resident), "/matters/", 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_for_a_grade(city, django_assert_num_queries, rows):
    for _ in range(rows):
        city.close(make_case(city.resident))

    counted(django_assert_num_queries, browser(city.resident), "/ratings/", 3)


@pytest.mark.parametrize("events", [1, 3])
def test_one_matter(city, django_assert_num_queries, events):
    case = make_case(city.resident)
    if events == 3:
        city.accept(case)
        urge_case(case, by=city.resident)

    counted(django_assert_num_queries, browser(city.resident), address(case), 5)


def test_the_empty_form(city, django_assert_num_queries):
    counted(django_assert_num_queries, browser(city.resident), "/report/", 2)


def test_the_empty_form_of_a_stranger_who_came_before(city, django_assert_num_queries):
    counted(django_assert_num_queries, browser(), "/report/", 1)


@pytest.mark.parametrize("page", ["/report/kinds/?q=ld", "/report/villages/?town=350181005", "/nearby/?town=350181005"])
def test_what_is_in_memory_costs_nothing(city, django_assert_num_queries, page):
    counted(django_assert_num_queries, browser(), page, 0)


def test_a_search_for_words_reads_the_answers_alone(city, django_assert_num_queries):
    counted(django_assert_num_queries, browser(), "/search/?q=路灯", 3)  # in questions, in answers, of some pieces


def test_a_search_for_a_number_reads_once(city, django_assert_num_queries):
    counted(django_assert_num_queries, browser(city.resident), "/search/?q=FQ2026-000001", 3)
