"""Figures at the desk: every number on the page equals the list behind its link, for every role."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from linli.desk.queries.period import Period
from tests.cases.queries.test_figures import ROLES, month  # noqa: F401  (the same generated month)
from tests.factories import TOWN

pytestmark = pytest.mark.django_db
URL = "/desk/figures/"
LINK = re.compile(r'href="(/desk/cases/\?[^"]*)"[^>]*>(?:<span class="sign"[^<]*</span>)?(?:<b>)?([\d,]+)(?:</b>)?</a>')


@pytest.mark.parametrize("who", ROLES)
def test_every_number_opens_the_list_it_counts(people, month, desk, who):  # noqa: F811
    client = desk(getattr(people, who))

    page = client.get(URL + "?period=30").content.decode()

    main = page[page.index('id="main"') :]
    links = {unescape(link): int(value.replace(",", "")) for link, value in LINK.findall(main)}
    assert len(links) >= 7
    assert {link: client.get(link).context["total"].value for link in links} == links


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_town_and_days_stand_in_the_address(people, month, desk, language):  # noqa: F811
    first, last = localdate() - timedelta(days=10), localdate()

    response = desk(people.dispatcher, language).get(
        URL, {"period": "free", "first": str(first), "last": str(last), "town": TOWN}
    )

    assert (response.context["sheet"].first, response.context["sheet"].last) == (first, last)
    assert f'<option value="{TOWN}" selected>' in response.content.decode()
    assert all(f"town={TOWN}" in row["counts"][0]["url"] for row in response.context["town_rows"])


def test_page_takes_six_statements(people, month, desk, django_assert_num_queries):  # noqa: F811
    client = desk(people.dispatcher)
    client.get(URL)

    with django_assert_num_queries(6):  # session, account, posts, two of figures, all counts
        client.get(URL)


def test_grid_member_is_told_where_figures_begin(people, month, desk):  # noqa: F811
    response = desk(people.grid_member).get(URL)

    assert response.context["grids_only"] is True
    assert response.status_code == 200


def test_figures_come_as_a_file(people, month, desk):  # noqa: F811
    client = desk(people.dispatcher)

    sheet = client.get(URL + "?period=30").context["sheet"]
    body = b"".join(client.get(URL + "export.csv?period=30").streaming_content).decode("utf-8-sig")

    lines = list(csv.reader(io.StringIO(body)))
    assert lines[1][3:6] == [str(count.value) for count in (sheet.whole.opened, sheet.whole.on_time, sheet.whole.late)]
    assert len(lines) == 2 + len(sheet.by_town) + len(sheet.by_kind)
    assert desk(people.leader).get(URL + "export.csv").status_code == 403


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"period": "nonsense"},
        {"period": "free", "first": "2026-11-20", "last": "2026-11-01"},
        {"period": "free", "first": "x"},
    ],
)
def test_days_that_do_not_hold_together_fall_back_to_this_month(words, db):
    period = Period.read(words)

    assert (period.name, period.first, period.last) == ("month", localdate().replace(day=1), localdate())
