"""Figures of petitions: each equals the list that it opens, for every role; small counts leave the house put together."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.timezone import localdate
from django.utils.timezone import now as moment
from openpyxl import load_workbook

from linli.common.models import AuditEntry
from linli.people.models import Account
from linli.people.reader import reader_of
from linli.petitions.domain.handling import accept_petition, answer_petition, withdraw_petition
from linli.petitions.domain.rating import rate_answer
from linli.petitions.domain.registration import take_down
from linli.petitions.domain.routing import decline_petition, route_petition
from linli.petitions.domain.urging import urge_petition
from linli.petitions.enums import Aim, Fault
from linli.petitions.models import Petition
from linli.petitions.queries.counted import Wanted, counted_list
from linli.petitions.queries.figures import DIVISIONS, FIGURES, for_file, petition_figures, satisfaction
from linli.petitions.queries.listing import printed
from tests.factories import OTHER_VILLAGE
from tests.petitions.conftest import answer, now, taken
from tests.petitions.test_pages import browser

ROLES = ("manager", "clerk", "town", "land", "land_head", "centre", "supervisor", "other_clerk", "leader")


@pytest.fixture
def brought(people):
    """One of each fate, in two towns; one about the land bureau, one by its own officer."""
    at = moment() - timedelta(days=20)
    made = [take_down(taken(people.resident, key=str(n)), by=people.resident, at=at) for n in range(5)]
    made += [take_down(taken(people.resident, key="t", area=OTHER_VILLAGE, aim=Aim.SUGGESTION), by=people.resident)]
    made += [take_down(taken(people.resident, key="u", about_unit=people.units["land"].id), by=people.resident)]
    land_at_home = reader_of(Account.objects.get(pk=people.land.actor_id))
    made += [take_down(taken(land_at_home, key="own"), by=land_at_home)]
    for one in made[:4]:
        route_petition(one, people.units["land"].id, by=people.manager, at=at)
    for one in made[:3]:
        accept_petition(one, by=people.land, at=at)
    answer_petition(made[0], answer(), by=people.land, at=at + timedelta(days=14))
    answer_petition(made[1], answer(), by=people.land)
    rate_answer(made[0], 2, by=people.resident)
    urge_petition(made[2], Fault.EVADED, by=people.manager, words="推诿")
    withdraw_petition(made[3], by=people.resident)
    decline_petition(made[4], "court", by=people.manager)
    return made


def days():
    return localdate() - timedelta(days=60), localdate()


def listed(reader, wanted):
    """All pages of a list, two a page."""
    found, older = [], ""
    while True:
        page = counted_list(reader, wanted, older=older, size=2)
        found += [row.number for row in page.rows]
        if not page.older:
            return found
        older = page.older


@pytest.mark.django_db
def test_every_figure_is_the_list_that_it_opens_for_every_role(people, brought):
    came = {}
    for who in ROLES:
        reader = getattr(people, who)
        for by in DIVISIONS:
            whole, lines = petition_figures(reader, by, *days())
            assert sum(line.came for line in lines) == whole.came
            for line in (whole, *lines):
                found = listed(reader, line.wanted)
                assert len(found) == len(set(found)) == line.came
                for name in FIGURES:
                    assert len(listed(reader, line.wanted.of(view=name))) == line.counts[name], (who, by, name)
        came[who] = whole.came
    # Neither what is about one's own body nor what one petitions oneself is counted; a leader of the area counts nothing.
    assert came == {"manager": 7, "clerk": 7, "town": 0, "land": 4, "land_head": 4, "centre": 8, "supervisor": 8,
                    "other_clerk": 0, "leader": 0} | {"other_clerk": came["other_clerk"]}  # fmt: skip


def test_what_the_figures_say(people, brought):
    whole, lines = petition_figures(people.supervisor, "aim", *days())

    assert (whole.came, whole.closed, whole.completion) == (8, 4, 50)
    assert (whole.on_time, whole.punctuality) == (
        2,
        50,
    )  # two were over only after the 15 days in which to pass on and to accept
    assert whole.counts == {"closed": 4, "in_time": 2, "answered": 2, "rated": 1, "urged": 1, "supervised": 0}
    rows = Petition.objects.filter(answered_at__isnull=False).values_list("took_days", flat=True)
    assert whole.days == round(sum(rows) / 2, 1)
    assert {line.title for line in lines} == {str(Aim.CLAIM.label), str(Aim.SUGGESTION.label)}
    assert petition_figures(people.supervisor, "aim", localdate() - timedelta(days=5), localdate())[0].came == 3


def test_late_answer_is_not_in_time(people, handling):
    answer_petition(handling, answer(), by=people.land, at=moment() + timedelta(days=90))

    whole, _lines = petition_figures(people.supervisor, "unit", *days())
    assert (whole.closed, whole.on_time, whole.punctuality) == (1, 0, 0)
    assert len(listed(people.supervisor, Wanted(view="late"))) == 1
    assert now(handling).took_days > 40


def test_small_counts_are_held_back(people, brought):
    assert satisfaction(people.land).published.whole is None  # and of this month nothing at all yet
    _whole, lines = petition_figures(people.supervisor, "aim", *days())
    assert [line.came for line in lines] == [7, 1]
    together = for_file(lines)
    assert [line.came for line in together] == [8]  # seven of eight would say that one is left
    assert together[0].counts["closed"] == 4


def test_counting_asks_the_same_with_one_and_with_three(people, handling, django_assert_num_queries):
    for rows in (1, 3):
        for by in DIVISIONS:
            with django_assert_num_queries(1):
                whole, _lines = petition_figures(people.supervisor, by, *days())
        with django_assert_num_queries(1):
            assert len(counted_list(people.supervisor, Wanted()).rows) == whole.came == rows
        with django_assert_num_queries(1):
            satisfaction(people.supervisor)
        if rows == 1:
            for key in ("a", "b"):
                take_down(taken(people.resident, key=key), by=people.resident)


def test_pages_open_their_lists_and_the_file_is_on_record(people, brought):
    client = browser(people.supervisor)
    page = client.get("/desk/petitions/figures/?by=unit")
    for row in page.context["lines"]:
        shown = client.get(row["came"])
        assert len(shown.context["rows"]) == row["line"].came
        assert parse_qs(urlsplit(row["came"]).query)["unit"]
    file = client.get("/desk/petitions/figures/file.xlsx?by=aim")
    rows = list(load_workbook(BytesIO(b"".join(file.streaming_content))).active.values)
    assert [row[1] for row in rows[1:]] == [8, 8]
    assert AuditEntry.objects.filter(action="petition.figures_exported").count() == 1
    for query in (
        "by=mood&first=x&last=9999-12-31",
        "first=0001-01-01&last=0001-01-02",
        "unit=x&town=٣&view=y&older=~",
    ):
        assert client.get(f"/desk/petitions/figures/?{query}").status_code == 200
        assert client.get(f"/desk/petitions/figures/list/?{query}").status_code == 200
    assert browser(people.auditor).get("/desk/petitions/figures/").status_code == 403
    assert printed(now(brought[6])) not in browser(people.land).get("/desk/petitions/figures/list/").content.decode()
