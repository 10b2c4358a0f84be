from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.domain.lesson import learn_from_closed
from linli.cases.models import Case, CaseText, Lesson
from linli.cases.queries.lesson import lesson_in_use, unit_by_words
from tests.factories import make_case, make_offices, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    make_offices()
    return make_unit("lamps", name="路灯管理所"), make_unit("waste", name="环境卫生中心")


def close(case, unit, **more):
    facts = {"stage": "done", "state": "closed", "closed_at": now(), "outcome": "resolved", "lead_unit": unit}
    Case.objects.filter(id=case.id).update(**facts | more)


def make_closed(units, count, **more):
    lamps, waste = units
    for number in range(count):
        is_lamp = number % 2 == 0
        words = "小区门口路灯不亮，晚上很黑。" if is_lamp else "楼下垃圾桶满了没人收，很臭。"
        close(make_case(words=words), lamps if is_lamp else waste, **more)


def test_it_learns_from_what_was_closed_and_suggests_with_its_words(units):
    make_closed(units, 160)

    lesson = learn_from_closed()
    found = unit_by_words("楼下垃圾桶又满了。")

    assert lesson is not None
    assert lesson.examples + lesson.held_out == 160
    assert lesson.held_out == lesson.right == lesson.sure == lesson.sure_right
    assert lesson_in_use() == lesson
    assert found is not None
    assert (found.unit_id, found.right_of_hundred) == (units[1].id, 100)
    assert found.reasons == ("楼下垃圾桶", "满了")


def test_of_too_few_nothing_is_learned(units):
    make_closed(units, 40)

    assert learn_from_closed() is None
    assert unit_by_words("路灯不亮") is None


@pytest.mark.parametrize(
    "secret",
    [{"compartment": "mediation"}, {"is_confidential": True}, {"outcome": "withdrawn"}],
    ids=["compartment", "confidential", "withdrawn"],
)
def test_what_is_closed_off_is_not_learned_from(units, secret):
    make_closed(units, 160, **secret)

    assert learn_from_closed() is None


def test_words_that_were_erased_are_not_learned_from(units):
    make_closed(units, 160)
    CaseText.objects.update(erased_at=now(), body="")

    assert learn_from_closed() is None


def test_words_that_speak_for_nobody_surely_suggest_nobody(units):
    make_closed(units, 160)
    learn_from_closed()

    assert unit_by_words("井盖响") is None
    assert unit_by_words("路灯坏了，垃圾也满了，楼下很黑，晚上没人收，小区门口桶满。") is None


def test_a_unit_that_is_closed_is_suggested_no_more(units):
    make_closed(units, 160)
    learn_from_closed()
    units[1].closed_on = now().date() - timedelta(days=1)
    units[1].save()
    from linli.common.domain.configuration import forget_everything

    forget_everything()

    assert unit_by_words("楼下垃圾桶又满了。") is None


def test_old_lessons_go(units):
    make_closed(units, 160)
    for day in range(32):
        learn_from_closed(at=now() + timedelta(days=day))

    assert Lesson.objects.count() == 30
