from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.models import AuditEntry
from linli.people.domain.post import end_post, give_post, name_substitute
from linli.people.enums import Role
from linli.people.errors import (
    NotAdministrator,
    PostAreaUnknown,
    PostDatesWrong,
    PostEnded,
    PostHeldAlready,
    PostNeedsStaff,
    PostUnitClosed,
    SubstituteIsHolder,
)
from linli.people.models import Post
from linli.people.reader import ANONYMOUS, reader_of, system
from tests.people.makers import COUNTY, TOWN, make_holder, make_post, make_resident, make_staff, make_unit

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def administrator():
    return make_holder(Role.ADMINISTRATOR)


@pytest.fixture
def post():
    return make_post(make_staff(), Role.CLERK, area=TOWN)


def test_an_administrator_gives_a_post(administrator):
    clerk, unit = make_staff(), make_unit()

    post = give_post(clerk, unit=unit, role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=administrator)

    assert reader_of(clerk).roles == {Role.CLERK}
    entry = AuditEntry.objects.get(action="post.given")
    assert (entry.subject_id, entry.area, entry.actor_id) == (str(post.id), TOWN, administrator.actor_id)
    assert entry.detail["role"] == "clerk"


def test_an_administrator_of_a_town_gives_posts_of_that_town_only():
    administrator, clerk, unit = make_holder(Role.ADMINISTRATOR, area=TOWN), make_staff(), make_unit()

    assert give_post(clerk, unit=unit, role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=administrator)
    with pytest.raises(NotAdministrator):
        give_post(clerk, unit=unit, role=Role.CLERK, area="350181003", from_on=NEW_YEAR, by=administrator)
    with pytest.raises(NotAdministrator):
        give_post(clerk, unit=unit, role=Role.CLERK, area=COUNTY, from_on=NEW_YEAR, by=administrator)


def test_a_town_gives_no_post_that_reads_beyond_the_town():
    administrator, clerk, everywhere = make_holder(Role.ADMINISTRATOR, area=TOWN), make_staff(), make_unit()
    here = make_unit(area=TOWN)
    terms = {"area": TOWN, "from_on": NEW_YEAR, "by": administrator}

    assert give_post(clerk, unit=here, role=Role.OFFICER, **terms)
    with pytest.raises(NotAdministrator):  # an officer reads all that the unit leads, in the whole county
        give_post(clerk, unit=everywhere, role=Role.OFFICER, **terms)
    with pytest.raises(NotAdministrator):  # an operator reads all that came by the hotline
        give_post(clerk, unit=here, role=Role.OPERATOR, **terms)


def test_nor_does_a_town_let_somebody_stand_in_for_such_a_post():
    administrator = make_holder(Role.ADMINISTRATOR, area=TOWN)
    post = make_post(make_staff(), Role.OFFICER, area=TOWN, unit=make_unit())

    with pytest.raises(NotAdministrator):
        name_substitute(post, substitute=make_staff(), by=administrator)
    assert name_substitute(post, substitute=None, by=administrator).substitute is None


def test_an_administrator_of_the_county_gives_such_posts(administrator):
    for role in (Role.OFFICER, Role.OPERATOR):
        assert give_post(make_staff(), unit=make_unit(), role=role, area=TOWN, from_on=NEW_YEAR, by=administrator)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_gives_posts(role):
    with pytest.raises(NotAdministrator):
        give_post(make_staff(), unit=make_unit(), role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=make_holder(role))


def test_nobody_gives_no_post_and_linli_itself_may():
    clerk, unit = make_staff(), make_unit()

    with pytest.raises(NotAdministrator):
        give_post(clerk, unit=unit, role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=ANONYMOUS)
    assert give_post(clerk, unit=unit, role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=system("import"))


@pytest.mark.parametrize("who", [lambda: make_resident(), lambda: make_staff(is_active=False)])
def test_only_active_staff_hold_posts(administrator, who):
    with pytest.raises(PostNeedsStaff):
        give_post(who(), unit=make_unit(), role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=administrator)


def test_a_closed_unit_has_no_new_posts(administrator):
    unit = make_unit(closed_on=localdate())

    with pytest.raises(PostUnitClosed) as refused:
        give_post(make_staff(), unit=unit, role=Role.CLERK, area=TOWN, from_on=NEW_YEAR, by=administrator)
    assert unit.name in str(refused.value)


def test_a_post_is_for_an_area_that_exists(administrator):
    with pytest.raises(PostAreaUnknown):
        give_post(make_staff(), unit=make_unit(), role=Role.CLERK, area="350181999", from_on=NEW_YEAR, by=administrator)


def test_a_post_does_not_end_before_it_begins(administrator):
    with pytest.raises(PostDatesWrong):
        give_post(
            make_staff(), unit=make_unit(), role=Role.CLERK, area=TOWN, from_on=NEW_YEAR,
            until_on=NEW_YEAR - timedelta(days=1), by=administrator,
        )  # fmt: skip


def test_the_same_post_is_not_held_twice_at_one_time(administrator, post):
    again = {"unit": post.unit, "role": post.role, "area": post.area, "by": administrator}

    with pytest.raises(PostHeldAlready):
        give_post(post.account, from_on=NEW_YEAR, **again)
    with pytest.raises(PostHeldAlready):
        give_post(post.account, from_on=date(2025, 1, 1), until_on=NEW_YEAR, **again)
    assert give_post(post.account, from_on=date(2025, 1, 1), until_on=date(2025, 12, 31), **again)


def test_a_post_ends_with_its_last_day(administrator, post):
    today = localdate()

    end_post(post, on=today, by=administrator)

    assert reader_of(post.account).is_staff
    assert not reader_of(post.account, on=today + timedelta(days=1)).is_staff
    assert AuditEntry.objects.get(action="post.ended").detail["until_on"] == str(today)


def test_ending_is_refused_to_strangers_twice_and_before_the_beginning(administrator, post):
    with pytest.raises(NotAdministrator):
        end_post(post, on=localdate(), by=make_holder(Role.ADMINISTRATOR, area="350181003"))
    with pytest.raises(PostDatesWrong):
        end_post(post, on=post.from_on - timedelta(days=1), by=administrator)
    end_post(post, on=localdate(), by=administrator)
    with pytest.raises(PostEnded):
        end_post(post, on=localdate(), by=administrator)


def test_a_substitute_stands_in_between_two_days(administrator, post):
    stand_in = make_staff()

    name_substitute(
        post, substitute=stand_in, from_on=date(2026, 11, 23), until_on=date(2026, 11, 25), by=administrator
    )

    held = {day: bool(reader_of(stand_in, on=date(2026, 11, day)).posts) for day in (22, 23, 25, 26)}
    assert held == {22: False, 23: True, 25: True, 26: False}
    assert AuditEntry.objects.get(action="post.substituted").detail["substitute"] == str(stand_in.id)


def test_a_substitute_is_taken_away(administrator, post):
    stand_in = make_staff()
    name_substitute(post, substitute=stand_in, by=administrator)

    name_substitute(post, substitute=None, by=administrator)

    assert not reader_of(stand_in).is_staff
    assert Post.objects.get(id=post.id).substitute_from_on is None
    assert AuditEntry.objects.filter(action="post.substitute_ended").count() == 1


def test_who_cannot_stand_in(administrator, post):
    with pytest.raises(SubstituteIsHolder):
        name_substitute(post, substitute=post.account, by=administrator)
    with pytest.raises(PostNeedsStaff):
        name_substitute(post, substitute=make_resident(), by=administrator)
    with pytest.raises(NotAdministrator):
        name_substitute(post, substitute=make_staff(), by=make_holder(Role.MANAGER))


def test_a_substitute_needs_days_that_fit(administrator, post):
    today = localdate()

    with pytest.raises(PostDatesWrong):
        name_substitute(
            post, substitute=make_staff(), from_on=today, until_on=today - timedelta(days=1), by=administrator
        )
    end_post(post, on=today, by=administrator)
    with pytest.raises(PostDatesWrong):
        name_substitute(post, substitute=make_staff(), from_on=today + timedelta(days=1), by=administrator)


def test_an_ended_post_has_no_substitute(administrator):
    post = make_post(make_staff(), Role.CLERK, until_on=date(2026, 6, 30))

    with pytest.raises(PostEnded):
        name_substitute(post, substitute=make_staff(), by=administrator)
