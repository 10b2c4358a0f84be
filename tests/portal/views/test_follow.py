"""Following by number and secret."""

import pytest

from linli.cases.domain.opening import Report, open_case
from linli.cases.queries.listing import number_text
from linli.people.reader import ANONYMOUS
from tests.factories import VILLAGE, make_case
from tests.portal.conftest import LANGUAGES, WORDS, address, browser


@pytest.fixture
def opened(city):
    return open_case(Report(kind="M01037", area=VILLAGE, words=WORDS), by=ANONYMOUS)


def printed(opened):
    return number_text(opened.case.number, opened.case.opened_at)


@pytest.mark.parametrize("change", [str, str.lower, lambda secret: secret.replace("-", " ")])
def test_number_and_secret_open_the_matter(opened, change):
    client = browser()

    answer = client.post("/follow/", {"number": printed(opened), "secret": change(opened.secret)})

    assert answer["Location"] == address(opened.case)
    assert client.get(address(opened.case)).context["matter"].is_mine is True


def test_the_plain_number_will_do(opened):
    answer = browser().post("/follow/", {"number": str(opened.case.number), "secret": opened.secret})

    assert answer["Location"] == address(opened.case)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("number", "secret"),
    [("{right}", "AAAAA-AAAAA"), ("FQ2026-999999", "{right}"), ("nonsense", "{right}"), ("-1", "{right}")],
)
def test_a_wrong_pair_is_refused_in_the_same_words(opened, number, secret, language):
    answer = browser(language=language).post(
        "/follow/", {"number": number.format(right=printed(opened)), "secret": secret.format(right=opened.secret)}
    )

    assert answer.status_code == 422
    assert len(answer.context["form"].non_field_errors()) == 1
    assert browser().get(address(opened.case)).status_code == 404


def test_both_wrong_answers_cost_the_same_statements(opened, django_assert_num_queries):
    client = browser()
    client.get("/follow/")
    for number in (printed(opened), "FQ2026-999999"):
        with django_assert_num_queries(3):
            client.post("/follow/", {"number": number, "secret": "AAAAA-AAAAA"})


@pytest.mark.parametrize("missing", ["number", "secret"])
def test_both_are_needed(opened, missing):
    answer = browser().post("/follow/", {"number": "FQ2026-1", "secret": "A"} | {missing: ""})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing]


def test_a_number_may_be_tried_ten_times(opened):
    words = {"number": printed(opened), "secret": "AAAAA-AAAAA"}
    answers = [browser().post("/follow/", words).status_code for _ in range(11)]

    right = browser().post("/follow/", words | {"secret": opened.secret})

    assert answers == [422] * 10 + [429]
    assert right.status_code == 429
    assert right.context["form"]["number"].value() == printed(opened)


def test_a_matter_whose_reporter_has_an_account_opens_by_its_secret_too(city):
    report = Report(kind="M01037", area=VILLAGE, words=WORDS, account=city.resident.account)
    opened = open_case(report, by=city.resident)

    answer = browser().post("/follow/", {"number": printed(opened), "secret": opened.secret})

    assert answer.status_code == 302


def test_a_planted_session_does_not_gain_what_was_proven(opened):
    client = browser()
    client.get("/report/")  # a session begins
    before = client.session.session_key

    client.post("/follow/", {"number": printed(opened), "secret": opened.secret})

    assert client.session.session_key != before


def test_what_is_open_on_this_device_is_listed(opened):
    client = browser()
    client.post("/follow/", {"number": printed(opened), "secret": opened.secret})

    assert [matter.row.id for matter in client.get("/follow/").context["rows"]] == [opened.case.id]
    assert [matter.row.id for matter in client.get("/").context["rows"]] == [opened.case.id]


def test_a_secret_opens_nothing_on_the_desk(opened, city):
    client = browser(city.officer)
    client.post("/follow/", {"number": printed(opened), "secret": opened.secret})

    request_reader = client.get("/").context["reader"]

    assert request_reader.owns == frozenset()
    assert client.get(address(opened.case)).status_code == 200


def test_an_empty_secret_never_fits(city):
    case = make_case(city.resident)
    case.parties.update(secret_hash="")

    answer = browser().post("/follow/", {"number": str(case.number), "secret": "-----"})

    assert answer.status_code == 422
