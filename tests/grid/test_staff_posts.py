from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.errors import Refusal
from linli.grid.domain.hand_over import hand_over, receive_hand_over
from linli.grid.domain.post_terms import accept_naming
from linli.grid.domain.take_over import take_over_vacant
from linli.grid.enums import StandIn
from linli.grid.models import HandOver, PostTerms, TakeOver
from linli.grid.queries.stand_in import answerer_of
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.people.models import Account, Post
from tests.cases.conftest import People
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE, make_case, make_staff
from tests.grid.conftest import SHEET, sit


@pytest.fixture
def held(people) -> Post:
    return Post.objects.get(account_id=people.grid_member.actor_id)


def end(post: Post, days: int = 1) -> None:
    Post.objects.filter(id=post.id).update(until_on=localdate() - timedelta(days=days))


def account_of(reader) -> Account:
    return Account.objects.get(id=reader.actor_id)


def test_a_member_answers_for_the_grid(people):
    found = answerer_of(GRID)

    assert (found.rule, found.account_id) == (StandIn.MEMBER, people.grid_member.actor_id)


def test_a_substitute_goes_before_whoever_is_away(people, held):
    away = localdate()
    Post.objects.filter(id=held.id).update(
        substitute_id=people.manager.actor_id, substitute_from_on=away, substitute_until_on=away
    )

    assert (answerer_of(GRID).rule, answerer_of(GRID).account_id) == (StandIn.SUBSTITUTE, people.manager.actor_id)
    assert answerer_of(GRID, on=away + timedelta(days=1)).rule == StandIn.MEMBER


def test_an_empty_post_goes_up_the_ladder(people: People, held, head):
    rules = []
    for reader in (people.grid_member, head, people.manager, people.town_dispatcher, people.dispatcher):
        Account.objects.filter(id=reader.actor_id).update(is_active=False)
        rules.append(answerer_of(GRID).rule)

    assert rules == [StandIn.GRID_HEAD, StandIn.MANAGER, StandIn.DISPATCHER, StandIn.DISPATCHER, StandIn.NOBODY]


def test_an_empty_post_is_taken_over_on_record_and_told_once(people, held):
    assert take_over_vacant() == 0
    end(held)

    assert (take_over_vacant(), take_over_vacant()) == (1, 0)

    row = TakeOver.objects.get()
    assert (row.grid, row.rule, row.account_id) == (GRID, StandIn.MANAGER, people.manager.actor_id)
    notice = Notice.objects.get(topic="grid.taken_over")
    assert notice.recipient_id == people.manager.actor_id
    assert "班" not in sit(people.manager).get(SHEET).context["take_overs"][0][1]


def test_a_new_member_ends_the_take_over(people, held):
    end(held)
    take_over_vacant()
    make_staff(Role.GRID_MEMBER, unit=people.village_office, area=GRID)

    take_over_vacant()

    assert TakeOver.objects.get().until_on == localdate()


def test_another_take_over_begins_when_whoever_had_it_leaves(people, held):
    end(held)
    take_over_vacant()
    Account.objects.filter(id=people.manager.actor_id).update(is_active=False)

    assert take_over_vacant() == 1

    assert list(TakeOver.objects.order_by("id").values_list("rule", "until_on")) == [
        (StandIn.MANAGER, localdate()),
        (StandIn.DISPATCHER, None),
    ]


def test_open_work_is_handed_over_with_its_numbers_and_confirmed(people, held):
    case = make_case(area=GRID)
    make_case(area=f"{VILLAGE}002")
    end(held)
    successor = make_staff(Role.GRID_MEMBER, unit=people.village_office, area=GRID)
    client = sit(people.manager)
    assert "hand-over" in client.get(SHEET).content.decode()
    assert "1 件未办结" in client.get(f"{SHEET}posts/{held.id}/hand-over/").content.decode()

    answer = client.post(f"{SHEET}posts/{held.id}/hand-over/", {"to": str(successor.actor_id), "note": "路灯周五来修"})

    assert answer.status_code == 302
    handed = HandOver.objects.get()
    assert [number.split("-")[1] for number in handed.open_numbers] == [f"{case.number:06d}"]
    assert Notice.objects.get(topic="grid.handed_over").recipient_id == successor.actor_id
    assert sit(successor).post(f"/desk/grids/hand-overs/{handed.id}/receipt/").status_code == 302
    handed.refresh_from_db()
    assert handed.received_at is not None


def test_where_nothing_is_open_the_page_says_that_only_words_are_handed_over(people, held):
    end(held)

    page = sit(people.manager).get(f"{SHEET}posts/{held.id}/hand-over/").content.decode()

    assert "没有未办结的事项，只交接下面写的内容。" in page


def test_only_whoever_it_went_to_confirms(people, held):
    handed = hand_over(held, grid=GRID, to=account_of(people.manager), note="无", by=people.grid_member)

    assert sit(people.grid_member).post(f"/desk/grids/hand-overs/{handed.id}/receipt/").status_code == 404
    receive_hand_over(handed, by=people.manager)
    with pytest.raises(Refusal) as refused:
        receive_hand_over(handed, by=people.manager)
    assert refused.value.code == "already_handed_over"


@pytest.mark.parametrize(
    ("by", "to", "note", "code"),
    [
        ("other_manager", "manager", "无", "not_your_grid"),
        ("grid_member", "manager", " ", "reason_needed"),
        ("grid_member", "other_manager", "无", "successor_elsewhere"),
        ("grid_member", "grid_member", "无", "successor_elsewhere"),
        ("grid_member", "auditor", "无", "successor_elsewhere"),
    ],
)
def test_what_is_not_handed_over(people, held, by, to, note, code):
    with pytest.raises(Refusal) as refused:
        hand_over(held, grid=GRID, to=account_of(getattr(people, to)), note=note, by=getattr(people, by))

    assert (refused.value.code, HandOver.objects.count()) == (code, 0)


def test_work_is_handed_over_once(people, held):
    hand_over(held, grid=GRID, to=account_of(people.manager), note="无", by=people.manager)

    with pytest.raises(Refusal) as refused:
        hand_over(held, grid=GRID, to=account_of(people.manager), note="无", by=people.manager)

    assert refused.value.code == "already_handed_over"


def test_only_the_holder_lets_themselves_be_named(people, held):
    client = sit(people.grid_member)

    client.post(f"{SHEET}posts/{held.id}/terms/", {"naming": "yes"})
    assert PostTerms.objects.get().is_named
    client.post(f"{SHEET}posts/{held.id}/terms/", {"naming": "no"})

    assert not PostTerms.objects.get().is_named
    with pytest.raises(Refusal):
        accept_naming(held, accepts=True, by=people.manager)


def test_full_or_part_time_is_for_who_manages(people, held):
    sit(people.manager).post(f"{SHEET}posts/{held.id}/terms/", {"working_time": "part"})
    assert PostTerms.objects.get().working_time == "part"

    sit(people.grid_member).post(f"{SHEET}posts/{held.id}/terms/", {"working_time": "full"})
    assert PostTerms.objects.get().working_time == "part"


def test_a_post_given_by_mistake_goes_with_its_terms(people, held):
    accept_naming(held, accepts=True, by=people.grid_member)

    held.delete()

    assert not PostTerms.objects.exists()


def test_the_number_of_open_matters_opens_their_list(people):
    make_case(area=GRID)
    client = sit(people.manager)
    page = client.get(SHEET)

    assert page.context["open"] == 1
    assert f'href="/desk/cases/?grid={GRID}"' in page.content.decode()


def test_a_grid_elsewhere_is_not_there(people):
    assert sit(people.other_manager).get(SHEET).status_code == 404
    assert sit(people.manager).get(f"/desk/grids/{OTHER_VILLAGE}001/").status_code == 404
    assert sit(people.manager).get(f"/desk/grids/{VILLAGE}/").status_code == 404
    assert sit(people.officer).get(SHEET).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_shows_who_answers(people, language):
    page = sit(people.manager, language).get("/desk/grids/")

    assert page.status_code == 200
    first, second = page.context["page"].lines[:2]
    assert (first.answerer.rule, second.answerer.rule) == (StandIn.MEMBER, StandIn.MANAGER)


def test_pages_of_the_list_follow_each_other(people):
    client = sit(people.dispatcher)
    first = client.get("/desk/grids/")
    second = client.get("/desk/grids/" + first.context["newer"] + first.context["older"])
    back = client.get("/desk/grids/" + second.context["newer"])

    def codes(page):
        return [line.facts.code for line in page.context["page"].lines]

    assert len(codes(first)) == 40
    assert max(codes(first)) < min(codes(second))
    assert codes(back) == codes(first)


@pytest.mark.parametrize("more", [0, 2])
def test_statements_of_a_grid_are_the_same_however_many_posts(people, django_assert_num_queries, more):
    from tests.grid.conftest import place

    for _ in range(more):
        make_staff(Role.GRID_MEMBER, unit=people.village_office, area=GRID)
        place()
    client = sit(people.manager)
    client.get(SHEET)

    with django_assert_num_queries(12):
        client.get(SHEET)
