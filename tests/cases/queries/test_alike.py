"""Likely duplicates are offered for matters of public space only."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.domain.closure import withdraw_case
from linli.cases.domain.merging import follow_case, merge_case
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.domain.telling import PEOPLE
from linli.cases.errors import CannotMerge
from linli.cases.models import Case, CaseEvent, CaseFollower
from linli.cases.queries.alike import alike_cases
from linli.cases.queries.visible import visible_to
from linli.people.reader import ANONYMOUS
from tests.factories import OTHER_VILLAGE, VILLAGE, make_case, make_resident

pytestmark = pytest.mark.django_db
WORDS = "小区东门三盏路灯不亮"


def offered(**words):
    return [one.case.id for one in alike_cases("M01037", VILLAGE, **words)]


def test_like_words_nearby_are_offered(people):
    case = make_case(people.resident, words="小区东门路灯不亮")

    assert offered(words=WORDS) == [case.id]


def test_point_nearby_is_offered_whatever_the_words(people):
    from linli.areas.queries.coverage import shape_of

    point = shape_of(VILLAGE).representative_point()
    case = make_case(people.resident, words="黑漆漆", lon=point.x, lat=point.y)

    assert offered(words="灯坏", lon=point.x + 0.0005, lat=point.y) == [case.id]
    assert offered(words="灯坏", lon=point.x + 0.01, lat=point.y) == []


@pytest.mark.parametrize("kind", ["M06028", "M09003", "C002", "A001", "M10999"])
def test_matter_of_a_household_or_a_person_is_never_offered(people, kind):
    make_case(people.resident, kind=kind, words=WORDS)

    assert alike_cases(kind, VILLAGE, WORDS) == []


def test_other_kinds_villages_closed_and_old_ones_are_not_offered(people):
    make_case(people.resident, kind="M06042", words=WORDS)
    make_case(people.resident, area=OTHER_VILLAGE, words=WORDS)
    make_case(people.resident, words=WORDS, at=now() - timedelta(days=31))
    withdraw_case(make_case(people.resident, words=WORDS), by=people.resident)

    assert offered(words=WORDS) == []


def test_merged_matter_keeps_its_history_and_its_reporter_follows_the_other(people):
    first, second = make_case(people.resident), make_case(people.stranger)

    merge_case(second, into=first, by=people.dispatcher, note="同一盏灯")

    assert Case.objects.get(pk=second.pk).merged_into_id == first.pk
    assert CaseEvent.objects.filter(case=second).count() == 2
    assert Case.objects.get(pk=first.pk).followers == 1
    assert first.id in set(visible_to(people.stranger).values_list("id", flat=True))


def test_following_is_for_public_space(people):
    with pytest.raises(CannotMerge):
        follow_case(make_case(people.resident, kind="M06028"), account=people.stranger.account)


def test_follower_of_a_public_matter_sees_it_and_a_stranger_does_not(people):
    case = make_case(people.resident)

    follow_case(case, account=people.stranger.account)

    assert visible_to(people.stranger).get() == case
    assert visible_to(people.grid_member).filter(pk=case.pk).count() == 0  # of no grid


def test_whoever_followed_the_merged_matter_follows_the_one_that_goes_on(people):
    first, second = make_case(people.resident), make_case(people.stranger)
    neighbour = make_resident()
    follow_case(second, account=neighbour.account)
    follow_case(second, account=people.resident.account)  # reports the other: needs not follow their own

    merge_case(second, into=first, by=people.dispatcher)

    followers = set(CaseFollower.objects.filter(case=first).values_list("account_id", flat=True))
    assert followers == {people.stranger.actor_id, neighbour.actor_id}
    assert Case.objects.get(pk=first.pk).followers == 2


def test_who_reported_without_an_account_is_told_how_the_other_one_ends(people):
    last, middle = make_case(people.resident), make_case(people.stranger)
    for address, into in (("far@example.org", middle), ("near@example.org", last)):
        report = Report(kind="M01037", area=VILLAGE, words=WORDS, reporter=Person(name="陈先生", email=address))
        merge_case(open_case(report, by=ANONYMOUS).case, into=into, by=people.dispatcher)
    merge_case(middle, into=last, by=people.dispatcher)  # the far one comes along through the middle one

    told = {one.address or one.account_id for one in PEOPLE["followers"](last)}

    assert told == {"far@example.org", "near@example.org", people.stranger.actor_id}
