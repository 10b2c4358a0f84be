from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.domain.audit import note_deed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.domain.post import end_post, give_post, name_substitute
from linli.people.domain.post_undo import take_back_post
from linli.people.enums import Role
from linli.people.errors import NotAdministrator, PostWasHeld
from linli.people.models import Post
from linli.people.reader import reader_of
from tests.people.makers import COUNTY, make_holder, make_staff, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_holder(Role.ADMINISTRATOR)


def give(by, *, from_on=None) -> Post:
    return give_post(
        make_staff(), unit=make_unit(), role=Role.CLERK, area=COUNTY, from_on=from_on or localdate(), by=by
    )  # fmt: skip


def newest() -> AuditEntry:
    return AuditEntry.objects.filter(subject_kind="post").order_by("-id").first()


def test_a_post_given_today_goes_again_and_the_trail_keeps_both(by):
    post = give(by)

    take_back_post(newest(), by=by)

    assert not Post.objects.filter(id=post.id).exists()
    assert not reader_of(post.account).is_staff
    assert list(AuditEntry.objects.filter(subject_id=str(post.id)).order_by("id").values_list("action", flat=True)) == [
        "post.given", "post.given_taken_back",
    ]  # fmt: skip
    with pytest.raises(ChangedSince):
        take_back_post(newest(), by=by)


def test_a_post_that_has_been_held_is_ended_instead(by):
    give(by, from_on=localdate() - timedelta(days=1))

    with pytest.raises(PostWasHeld):
        take_back_post(newest(), by=by)


def test_an_ending_taken_back_leaves_the_post_without_end(by):
    post = give(by)
    end_post(post, on=localdate(), by=by)

    take_back_post(newest(), by=by)

    post.refresh_from_db()
    assert post.until_on is None
    assert newest().action == "post.taken_back"


def test_a_substitute_comes_back_with_the_days(by):
    post, stand_in = give(by), make_staff()
    name_substitute(post, substitute=stand_in, from_on=date(2026, 12, 1), until_on=date(2026, 12, 5), by=by)
    name_substitute(post, substitute=None, by=by)

    take_back_post(newest(), by=by)

    post.refresh_from_db()
    days = (post.substitute_from_on, post.substitute_until_on)
    assert (post.substitute_id, days) == (stand_in.id, (date(2026, 12, 1), date(2026, 12, 5)))
    take_back_post(newest(), by=by)
    post.refresh_from_db()
    assert post.substitute_id is None


def test_what_was_changed_since_is_not_taken_back(by):
    post = give(by)
    given = newest()
    end_post(post, on=localdate(), by=by)

    with pytest.raises(ChangedSince):
        take_back_post(given, by=by)


def test_only_an_administrator_of_the_area_takes_back(by):
    give(by)

    with pytest.raises(NotAdministrator):
        take_back_post(newest(), by=make_holder(Role.ADMINISTRATOR, area="350181003"))


def test_a_line_about_something_else_is_not_taken_back(by):
    with pytest.raises(NotTakenBack):
        take_back_post(note_deed("unit.changed", by=by, subject_kind="unit"), by=by)
