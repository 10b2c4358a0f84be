from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.models import AuditEntry
from linli.people.enums import Role
from linli.people.models import Account, Post
from linli.people.reader import reader_of
from tests.factories import GRID, OTHER_TOWN, TOWN, VILLAGE, make_staff
from tests.settings.conftest import sit

POSTS = "/settings/posts/"


@pytest.fixture
def somebody(people) -> Account:
    return Account.objects.create_staff("xinren", None, display_name="新人")


@pytest.fixture
def held(people) -> Post:
    return Post.objects.get(account_id=people.manager.actor_id)


def filled(**changes: str) -> dict[str, str]:
    said = {
        "person": "新人 xinren", "role": "clerk", "unit": f"office-{VILLAGE}", "area": f"宏路街道 宏侨社区 {VILLAGE}",
        "from_on": str(localdate()), "until_on": "",
    }  # fmt: skip
    return said | changes


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_units_are_shown_with_their_posts(people, language):
    page = sit(people.auditor, language).get(POSTS, {"q": f"office-{VILLAGE}"})

    assert [one.unit.code for one in page.context["units"]] == [f"office-{VILLAGE}"]
    assert [line.person for line in page.context["units"][0].posts] == ["manager", "grid_member"]
    assert "网格员" in page.content.decode() or language == "en"


def test_pages_follow_each_other_by_code(people, admin):
    from tests.factories import make_unit

    for number in range(25):
        make_unit(f"zz-{number:02}")
    first = admin.get(POSTS)
    second = admin.get(POSTS + first.context["older"])
    back = admin.get(POSTS + second.context["newer"])

    def codes(page):
        return [one.unit.code for one in page.context["units"]]

    assert len(codes(first)) == 20
    assert codes(first) < codes(second)
    assert codes(back) == codes(first)


def test_a_dispatcher_of_a_town_reads_its_posts_and_changes_none(people):
    page = sit(people.town_dispatcher).get(POSTS)

    lines = [line for one in page.context["units"] for line in one.posts]
    assert lines
    assert all(line.post.area.startswith(TOWN) for line in lines)
    assert not any(line.may_change for line in lines)
    assert "posts/new/" not in page.content.decode()


def test_a_post_is_given_and_acted_in_at_once(admin, somebody):
    answer = admin.post(f"{POSTS}new/", filled())

    assert answer.status_code == 302
    assert {(post.role, post.area) for post in reader_of(somebody).posts} == {(Role.CLERK, VILLAGE)}
    assert "新人" in admin.get(POSTS).content.decode()


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(admin):
    answer = admin.post(f"{POSTS}new/", filled(person="谁也不是", unit="没有", area="没有", role="", from_on="昨天"))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"person", "unit", "area", "role", "from_on"}
    assert all(f'value="{typed}"' in answer.content.decode() for typed in ("谁也不是", "昨天"))


def test_two_of_one_name_are_told_apart_by_user_name(admin, somebody):
    Account.objects.create_staff("xinren2", None, display_name="新人")

    both = admin.post(f"{POSTS}new/", filled(person="新人"))
    one = admin.post(f"{POSTS}new/", filled(person="xinren2"))

    assert (both.status_code, one.status_code) == (422, 302)
    assert "xinren, xinren2" in both.context["form"].errors["person"][0]


def test_places_of_one_name_are_told_apart_by_code(admin, somebody):
    from linli.areas.models import Area
    from linli.common.domain.configuration import changed

    Area.objects.filter(code=f"{VILLAGE}001").update(name="同名")
    Area.objects.filter(code=f"{VILLAGE}002").update(name="同名")
    changed("areas")

    answer = admin.post(f"{POSTS}new/", filled(area="同名"))

    assert f"{VILLAGE}001, {VILLAGE}002" in answer.context["form"].errors["area"][0]


def test_a_refusal_stands_beside_what_it_is_about(town_administrator, somebody):
    answer = sit(town_administrator).post(f"{POSTS}new/", filled(area=OTHER_TOWN))

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"area"})


def test_the_same_post_twice_is_refused(admin, somebody):
    admin.post(f"{POSTS}new/", filled())

    answer = admin.post(f"{POSTS}new/", filled())

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_a_vacancy_is_filled_from_the_list(people, admin):
    rows = admin.get(POSTS, {"view": "vacant"}).context["rows"]

    page = admin.get(POSTS).context
    form = admin.get(rows[0].give_url).context["form"]

    assert page["count"] == admin.get(POSTS, {"view": "vacant"}).context["count"] > 0
    assert form.initial["role"] == "grid_member"
    assert form.initial["area"].split()[-1].startswith("350181002")


def test_a_post_whose_last_holder_left_stands_empty_with_its_unit(people, admin, held):
    Post.objects.filter(id=held.id).update(until_on=localdate() - timedelta(days=1))

    units = admin.get(POSTS, {"q": f"office-{VILLAGE}"}).context["units"]

    assert [row.role for row in units[0].vacant] == ["中心负责人"]


def test_a_post_is_ended_with_its_last_day(admin, held):
    answer = admin.post(f"{POSTS}{held.id}/ending/", {"on": "2026-12-31"})

    held.refresh_from_db()
    assert (answer.status_code, held.until_on) == (302, date(2026, 12, 31))


@pytest.mark.parametrize("day", ["2020-01-01", "", "bald"])
def test_an_ending_that_cannot_be_is_said(admin, held, day):
    answer = admin.post(f"{POSTS}{held.id}/ending/", {"on": day})

    held.refresh_from_db()
    assert (answer.status_code, held.until_on) == (422, None)


def test_a_substitute_is_named_and_dismissed(admin, held, somebody):
    address = f"{POSTS}{held.id}/substitution/"

    admin.post(address, {"person": "xinren", "from_on": str(localdate()), "until_on": ""})
    assert {post.role for post in reader_of(somebody).posts} == {Role.MANAGER}
    assert "nobody" in admin.get(address).content.decode()
    admin.post(address, {"person": "", "from_on": "", "nobody": "yes"})

    assert reader_of(somebody).posts == ()


def test_nobody_stands_in_for_themselves(admin, held):
    said = {"person": held.account.username, "from_on": str(localdate())}

    answer = admin.post(f"{POSTS}{held.id}/substitution/", said)

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"person"})


def test_what_was_done_is_taken_back_from_the_list(admin, somebody):
    admin.post(f"{POSTS}new/", filled())
    entry = AuditEntry.objects.get(action="post.given")
    assert str(entry.id) in admin.get(POSTS).content.decode()

    admin.post(f"{POSTS}changes/{entry.id}/taking-back/")
    again = admin.post(f"{POSTS}changes/{entry.id}/taking-back/", follow=True)

    assert reader_of(somebody).posts == ()
    assert [change.may_take_back for change in again.context["changes"]] == [False, False]


def test_a_change_elsewhere_is_not_there(people, admin, somebody):
    admin.post(f"{POSTS}new/", filled())
    entry = AuditEntry.objects.get(action="post.given")
    elsewhere = sit(make_staff(Role.ADMINISTRATOR, area=OTHER_TOWN))

    assert elsewhere.post(f"{POSTS}changes/{entry.id}/taking-back/").status_code == 404
    assert reader_of(somebody).posts


def test_a_post_elsewhere_is_not_there(held):
    elsewhere = sit(make_staff(Role.ADMINISTRATOR, area=OTHER_TOWN))

    assert elsewhere.get(f"{POSTS}{held.id}/ending/").status_code == 404


def test_one_who_may_read_the_county_and_write_a_town_is_refused_the_rest(people, held):
    reader = make_staff(Role.ADMINISTRATOR, area=OTHER_TOWN)
    Post.objects.create(
        account_id=reader.actor_id, unit=held.unit, role=Role.AUDITOR, area="350181", from_on=date(2026, 1, 1)
    )

    assert sit(reader).get(f"{POSTS}{held.id}/ending/").status_code == 403


@pytest.mark.parametrize("name", ["dispatcher", "supervisor", "auditor"])
def test_reading_is_not_writing(people, held, name):
    client = sit(getattr(people, name))

    assert client.get(POSTS).status_code == 200
    for address in ("new/", f"{held.id}/ending/", f"{held.id}/substitution/"):
        assert (client.get(POSTS + address).status_code, client.post(POSTS + address).status_code) == (403, 403)


@pytest.mark.parametrize("name", ["manager", "officer", "leader", "resident"])
def test_others_do_not_read_the_posts(people, name):
    assert sit(getattr(people, name)).get(POSTS).status_code == 403


@pytest.mark.parametrize("more", [0, 2])
def test_statements_are_the_same_however_many_posts(people, admin, django_assert_num_queries, more):
    for _ in range(more):
        make_staff(Role.CLERK, unit=people.village_office, area=GRID)
    admin.get(POSTS)

    with django_assert_num_queries(9):
        admin.get(POSTS)
