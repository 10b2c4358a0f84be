from datetime import date
from io import BytesIO

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook

from linli.areas.models import Area, Boundary
from linli.common.domain.configuration import changed
from linli.common.models import AuditEntry
from linli.grid.domain.words import describe_grid
from linli.grid.enums import VoluntaryKind
from linli.grid.queries import checks as looks
from linli.grid.queries.checks import checks
from linli.people.models import Account, Post
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE, make_case
from tests.grid.conftest import place, sit


def found(key, areas=(VILLAGE,), **more):
    return {row.code: row.found for row in next(one for one in checks(areas, **more) if one.key == key).rows}


def test_grids_without_a_member_name_who_has_the_work(people):
    assert GRID not in found("member")
    assert "中心负责人" in found("member")[f"{VILLAGE}002"]

    Account.objects.filter(id=people.grid_member.actor_id).update(is_active=False)

    assert GRID in found("member")


def test_ground_that_nobody_has_is_found(people):
    assert found("ground") == {}

    Boundary.objects.filter(area=GRID).delete()
    changed("areas")

    assert set(found("ground")) == {GRID, VILLAGE}
    assert found("ground", areas=(OTHER_VILLAGE,)) == {}


def test_open_matters_in_no_grid_are_found(people):
    case = make_case(area=VILLAGE)
    make_case(area=GRID)

    assert [text.split()[0][-6:] for text in found("nowhere").values()] == [f"{case.number:06d}"]


def test_too_much_is_by_grids_or_by_open_matters(people, monkeypatch):
    assert found("much") == {}

    monkeypatch.setattr(looks, "MANY_OPEN", 0)
    make_case(area=GRID)

    assert set(found("much")) == {GRID}


def test_posts_that_end_this_month(people):
    post = Post.objects.get(account_id=people.grid_member.actor_id)
    Post.objects.filter(id=post.id).update(until_on=date(2026, 2, 28))

    assert set(found("ending", on=date(2026, 2, 1))) == {GRID}
    assert found("ending", on=date(2026, 3, 1)) == {}
    assert found("ending", on=date(2026, 1, 31)) == {}


def test_party_members_are_in_no_check(people):
    today = localdate()
    place(VoluntaryKind.PARTY_MEMBER, until_on=today, organisation="市供电所")
    place(VoluntaryKind.MERCHANT, until_on=today, organisation="老陈粮油", grid=f"{VILLAGE}002")

    text = str(checks((VILLAGE,)))

    assert "老陈粮油" in text
    assert "供电所" not in text
    assert "党员" not in text


def test_grids_without_words(people):
    assert GRID in found("words")

    describe_grid(GRID, covers="一号楼", by=people.manager)

    assert GRID not in found("words")


def test_posts_at_a_closed_grid(people):
    Area.objects.filter(code=GRID).update(is_active=False)
    changed("areas")

    assert set(found("closed")) == {GRID}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("key", looks.CHECKS)
def test_every_check_has_its_page(people, key, language):
    page = sit(people.manager, language).get(f"/desk/grids/checks/?check={key}")

    assert page.status_code == 200
    assert page.context["chosen"].key == key
    rows, columns = page.context["rows"], page.context["columns"]
    assert (len(columns) == 3) == any(row.found for row in rows)  # no column of nothing


def test_the_workbook_holds_what_the_page_counts_and_is_on_record(people):
    client = sit(people.manager)
    counted = {str(chip["title"]): chip["count"] for chip in client.get("/desk/grids/checks/").context["chips"]}

    answer = client.get("/desk/grids/checks.xlsx")

    book = load_workbook(BytesIO(answer.content), read_only=True)
    assert {sheet.title: len(list(sheet.rows)) - 1 for sheet in book} == counted
    assert AuditEntry.objects.filter(action="grid.checks_exported").count() == 1


def test_each_sees_their_own_area(people):
    rows = sit(people.other_manager).get("/desk/grids/checks/").context["rows"]
    assert rows
    assert all(row.code.startswith(OTHER_VILLAGE) for row in rows)
    assert sit(people.officer).get("/desk/grids/checks/").status_code == 403
    assert sit(people.grid_member).get("/desk/grids/checks.xlsx").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_statements_are_the_same_however_many_grids(people, django_assert_num_queries, more):
    areas = (GRID, f"{VILLAGE}002", f"{OTHER_VILLAGE}001")[:more]
    for area in areas:
        place(grid=area, until_on=localdate())
    checks(areas)

    with django_assert_num_queries(7):
        checks(areas)
