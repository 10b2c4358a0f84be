from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.people.models import Account, Post
from linli.people.reader import reader_of
from tests.desk.conftest import PART, printed
from tests.factories import OTHER_VILLAGE, make_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "今天要办的"), ("en", "To do today")])
def test_my_work_stands_in_the_order_of_what_is_due(people, desk, language, words):
    lamp, bin_ = make_case(people.resident), make_case(people.resident, kind="M06042")
    old = make_case(people.resident, at=now() - timedelta(days=9))

    response = desk(people.manager, language).get("/desk/")

    rows = response.context["pane"].page.rows
    assert rows[0].id == old.id
    assert {row.id for row in rows} == {lamp.id, bin_.id, old.id}
    assert words in response.content.decode()


def test_the_first_matter_is_open_beside_the_list(people, desk):
    case = make_case(people.resident)

    response = desk(people.manager).get("/desk/")

    assert response.context["case"].number == printed(case)
    assert response.content.decode().count('aria-current="true"') >= 1


def test_counts_of_the_views_are_those_of_the_lists(people, desk):
    make_case(people.resident)
    make_case(people.resident, at=now() - timedelta(days=9))
    make_case(people.resident, area=OTHER_VILLAGE)

    response = desk(people.manager).get("/desk/")

    counts = [str(chip["count"]) for chip in response.context["chips"]]
    assert counts[:2] == ["2", "1"]
    assert str(response.context["total"]) == "2"


def test_nothing_to_do_says_what_will_stand_here(people, desk):
    page = desk(people.manager).get("/desk/").content.decode()

    assert page.count('class="empty"') == 2


def test_several_posts_are_looked_at_one_by_one(people, desk):
    account = Account.objects.get(id=people.manager.actor_id)
    second = Post.objects.create(account=account, unit_id=people.other_manager.posts[0].unit_id, role="manager",
                                 area=OTHER_VILLAGE, from_on=date(2026, 2, 1))  # fmt: skip
    make_case(people.resident)
    there = make_case(people.resident, area=OTHER_VILLAGE)
    client = desk(reader_of(account))

    whole, one = client.get("/desk/"), client.get(f"/desk/?post={second.id}")

    assert len(whole.context["pane"].page.rows) == 2
    assert [row.id for row in one.context["pane"].page.rows] == [there.id]
    assert str(one.context["total"]) == "1"
    assert f"post={second.id}" in one.context["pane"].rows[0].url


@pytest.mark.parametrize("count", [1, 3])
def test_today_takes_the_same_statements_whatever_the_number(people, desk, count, django_assert_num_queries):
    for _ in range(count):
        make_case(people.resident)
    client = desk(people.manager)
    client.get("/desk/")

    # session, account, posts; list; the first case with all its parts; all counts
    with django_assert_num_queries(7):
        client.get("/desk/")


def test_htmx_gets_the_list_alone(people, desk):
    make_case(people.resident)

    page = desk(people.manager).get("/desk/", headers=PART).content.decode()

    assert "<html" not in page
    assert "<list-pane" in page


def test_residents_and_strangers_stay_outside(people, desk, client):
    assert desk(people.resident).get("/desk/").status_code == 403
    assert client.get("/desk/").status_code == 302


def test_navigation_shows_what_my_posts_may_see_with_counts(people, desk):
    case = make_case(people.resident, kind="M06042")
    accept_case(case, by=people.manager)  # no rule names a unit: it stands to be routed

    def entries(reader):
        groups = desk(reader).get("/desk/").context["desk_navigation"]()
        return {line.url: line.count and str(line.count) for group in groups for line in group["entries"]}

    assert entries(people.dispatcher)["/desk/dispatch/"] == "1"
    assert "/desk/dispatch/" not in entries(people.officer)
    assert entries(people.manager)["/desk/"] == "1"
    assert entries(people.manager)["/desk/cases/?view=late"] is None


def test_a_page_that_lies_elsewhere_belongs_to_its_entry(people, desk):
    groups = desk(people.administrator).get("/settings/new-form/").context["desk_navigation"]()

    assert [line.url for group in groups for line in group["entries"] if line.active] == ["/settings/forms/"]
