"""What many say is shown to whoever may see it; complaints, secrets, households and compartments are never in it."""

import pytest

from linli.cases.domain.merging import merge_case
from linli.cases.models import Case
from linli.hotline.enums import Asked
from linli.hotline.queries.topics import hot_topics
from tests.factories import GRID, make_case

pytestmark = pytest.mark.django_db
SAID = {"is_public": True, "place": "宏路街道宏侨社区文化广场"}


@pytest.fixture
def three(take):
    return [
        take(f"L{n}", words=words, **SAID) for n, words in enumerate(["路灯不亮了", "路灯坏了三天", "广场路灯又灭了"])
    ]


def test_three_orders_about_one_lamp_are_one(hotline, three):
    found = hot_topics(hotline.operator)

    assert [{member.case.id for member in one.members} for one in found] == [{order.case_id for order in three}]
    assert found[0].why[0] == "路灯"
    assert found[0].can_merge


def test_matter_of_another_door_is_seen_by_who_sees_all_doors(hotline, three):
    make_case(area=GRID, words="文化广场路灯不亮", place="宏路街道宏侨社区文化广场")

    assert [one.topic.count for one in hot_topics(hotline.dispatcher)] == [4]
    assert [one.topic.count for one in hot_topics(hotline.operator)] == [3]
    assert hot_topics(hotline.other_manager) == []


@pytest.mark.parametrize("hidden", [{"compartment": "mediation"}, {"is_public": False}, {"is_confidential": True}])
def test_what_is_closed_private_or_secret_is_never_in_it(hotline, three, hidden):
    Case.objects.filter(pk=three[0].case_id).update(**hidden)

    assert [one.topic.count for one in hot_topics(hotline.dispatcher, least=2)] == [2]


def test_complaint_about_somebody_is_never_in_it(hotline, three, take):
    take("C1", words="路灯不亮，电工不来", asked=Asked.COMPLAINT, about_unit=hotline.gardens.id, **SAID)

    assert [one.topic.count for one in hot_topics(hotline.dispatcher)] == [3]


def test_what_was_merged_is_one_already(hotline, three):
    merge_case(three[2].case, into=three[0].case, by=hotline.dispatcher)

    assert hot_topics(hotline.dispatcher) == []


def test_statements_are_the_same_for_three_and_for_six(hotline, three, take, django_assert_num_queries):
    hot_topics(hotline.dispatcher)
    for n in range(3):
        take(f"M{n}", words="路灯不亮", **SAID)

    with django_assert_num_queries(2):
        assert len(hot_topics(hotline.dispatcher)[0].members) == 6
