import pytest
from django.test import Client

from linli.areas.models import Area
from linli.cases.models import Case, CaseParty
from linli.common.domain.configuration import changed
from linli.common.errors import Refusal
from linli.grid.domain.message import answer_message, forget_old_messages, open_from_message, write_to_grid
from linli.grid.domain.post_terms import accept_naming
from linli.grid.domain.words import describe_grid
from linli.grid.models import GridMessage, GridWords
from linli.notices.models import Notice
from linli.people.enums import UnitKind
from linli.people.models import Account, Look, Post, Unit
from tests.factories import COUNTY, GRID, TOWN, VILLAGE, make_unit
from tests.grid.conftest import sit

FACE = f"/grids/{GRID}/"


def read(address, language="zh-hans"):
    client = Client()
    client.cookies["linli_language"] = language
    return client.get(address)


def phone(code: str, number: str) -> None:
    Unit.objects.filter(code=code).update(telephone=number)
    changed("units")


def write(words="巷口井盖响", **more):
    return write_to_grid(GRID, words=words, sent_from="10.0.0.1", **more)


def test_what_a_grid_member_may_and_may_not_do_stands_there_literally(people):
    page = read(FACE).content.decode()

    for word in ("巡查", "上报", "走访", "宣传", "代办", "协助调解", "执法", "罚款", "扣证", "未经同意入户", "拍身份证",
                 "收集清单以外的信息"):  # fmt: skip
        assert f"<li>{word}</li>" in page


def test_a_name_is_public_only_once_its_holder_accepts(people):
    Account.objects.filter(id=people.grid_member.actor_id).update(display_name="林一格")
    post = Post.objects.get(account_id=people.grid_member.actor_id)

    assert "林一格" not in read(FACE).content.decode()
    accept_naming(post, accepts=True, by=people.grid_member)
    assert "林一格" in read(FACE).content.decode()
    accept_naming(post, accepts=False, by=people.grid_member)

    assert "林一格" not in read(FACE).content.decode()


def test_whoever_stands_in_is_not_named(people):
    Account.objects.filter(id=people.grid_member.actor_id).update(is_active=False)
    Account.objects.filter(id=people.manager.actor_id).update(display_name="王中心")

    page = read(FACE).content.decode()

    assert "王中心" not in page
    assert "中心负责人" in page


def test_telephones_are_those_of_offices_the_nearest_first(people):
    make_unit("hotline", kind=UnitKind.HOTLINE, area=COUNTY)
    phone("hotline", "12345")
    assert [read(FACE).context["face"].relay.telephone, read(FACE).context["face"].supervision.telephone] == [
        "12345"
    ] * 2
    phone(f"office-{TOWN}", "0591-85300001")
    phone(f"office-{VILLAGE}", "0591-85300002")

    face = read(FACE).context["face"]

    assert (face.relay.telephone, face.supervision.telephone) == ("0591-85300002", "0591-85300001")


def test_no_boundary_and_no_coordinate_is_public(people):
    page = read(FACE).content.decode()

    assert "<svg" not in page.split("<main")[1].split("</main>")[0]
    assert "shape.json" not in page
    assert "linli-map" not in page


@pytest.mark.parametrize("code", ["350181", VILLAGE, "350181005004999", "abc"])
def test_what_is_no_grid_is_not_there(people, code):
    assert read(f"/grids/{code}/").status_code == 404


def test_a_closed_grid_says_where_it_lives_on(people):
    Area.objects.filter(code=GRID).update(is_active=False, replaced_by=f"{VILLAGE}002")
    changed("areas")

    answer = read(FACE)

    assert answer.status_code == 200
    assert f"/grids/{VILLAGE}002/" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_grid_is_found_by_words_and_by_choosing(people, language):
    describe_grid(GRID, covers="清荣大道以北，一至六号楼", by=people.manager)

    assert next(facts.code for facts, _ in read("/grids/?q=宏侨", language).context["found"]) == VILLAGE
    assert VILLAGE in read(f"/grids/?town={TOWN}", language).content.decode()
    page = read(f"/grids/?village={VILLAGE}", language).content.decode()
    assert FACE in page
    assert "清荣大道以北" in page
    assert read("/grids/?village=nonsense", language).status_code == 200
    assert read("/grids/?q=zzzz", language).status_code == 200


def test_nearby_leads_to_the_grids_of_the_place(people):
    assert f"/grids/?village={VILLAGE}" in read(f"/nearby/?village={VILLAGE}").content.decode()


def test_words_replace_each_other_and_stay_as_history(people):
    describe_grid(GRID, covers="一", by=people.manager)
    answer = sit(people.manager).post(f"/desk/grids/{GRID}/words/", {"covers": "二"})

    assert answer.status_code == 302
    assert [(row.covers, row.until is None) for row in GridWords.objects.order_by("since")] == [
        ("一", False),
        ("二", True),
    ]
    assert sit(people.manager).post(f"/desk/grids/{GRID}/words/", {"covers": " "}).status_code == 422
    with pytest.raises(Refusal):
        describe_grid(GRID, covers="三", by=people.other_manager)


def test_a_message_reaches_whoever_answers_today_and_shows_no_number(people):
    answer = Client().post(f"{FACE}message/", {"words": "找我13800004217，井盖响", "phone": "13800004217"})

    message = GridMessage.objects.get()
    assert (answer.status_code, message.phone) == (200, "+8613800004217")
    assert "4217，井盖响" in message.words
    assert "13800004217" not in message.words
    assert Notice.objects.get(topic="grid.message").recipient_id == people.grid_member.actor_id
    client = sit(people.grid_member)
    page = client.get(f"/desk/grids/messages/{message.id}/").content.decode()
    assert "138****4217" in page
    assert "13800004217" not in page
    shown = client.post(f"/desk/grids/messages/{message.id}/look/", {"reason": "回电问地点"}).content.decode()
    assert "+8613800004217" in shown
    assert Look.objects.get().subject_kind == "grid_message"


def test_what_is_typed_wrong_stays(people):
    answer = Client().post(f"{FACE}message/", {"words": "井盖响", "phone": "12"})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"phone"})
    assert "井盖响" in answer.content.decode()
    assert Client().post(f"{FACE}message/", {"words": " "}).status_code == 422
    assert not GridMessage.objects.exists()


def test_one_place_cannot_send_without_end(people):
    answers = [Client().post(f"{FACE}message/", {"words": f"第{n}次"}).status_code for n in range(6)]

    assert answers == [200] * 5 + [429]
    assert Client(REMOTE_ADDR="10.9.9.9").post(f"{FACE}message/", {"words": "我"}).status_code == 200


def test_a_message_is_answered_once(people):
    message = write()
    client = sit(people.grid_member)

    client.post(f"/desk/grids/messages/{message.id}/answer/", {"answer": "已回电13800004217"})

    message.refresh_from_db()
    assert message.answered_by == people.grid_member.label
    assert "13800004217" not in message.answer
    again = client.post(f"/desk/grids/messages/{message.id}/answer/", {"answer": "再答"})
    assert again.status_code == 409
    assert [line.message.id for line in client.get("/desk/grids/messages/?view=answered").context["lines"]] == [
        message.id
    ]


def test_a_message_becomes_a_matter_with_its_words(people):
    message = write("井盖响，找我13800004217", phone="+8613800004217")

    answer = sit(people.manager).post(f"/desk/grids/messages/{message.id}/matter/", {"kind": "路灯异常"})

    message.refresh_from_db()
    assert answer.status_code == 302
    case = Case.objects.get(pk=message.case_id)
    assert (case.grid, case.kind_id, case.source) == (GRID, "M01037", "grid")
    assert CaseParty.objects.get(case=case).phone == "+8613800004217"
    with pytest.raises(Refusal) as refused:
        open_from_message(message, kind="M01037", by=people.manager)
    assert refused.value.code == "already_answered"
    assert Case.objects.count() == 1


def test_a_kind_that_is_no_grid_matter_opens_nothing(people):
    message = write()

    with pytest.raises(Refusal) as refused:
        open_from_message(message, kind="C001", by=people.manager)

    assert refused.value.code == "no_such_kind"
    answer = sit(people.manager).post(f"/desk/grids/messages/{message.id}/matter/", {"kind": "zzzz"})
    assert (answer.status_code, Case.objects.count()) == (422, 0)


def test_messages_of_other_grids_are_not_there(people):
    message = write()

    assert sit(people.other_manager).get(f"/desk/grids/messages/{message.id}/").status_code == 404
    assert sit(people.other_manager).get("/desk/grids/messages/").context["lines"] == []
    assert sit(people.leader).get("/desk/grids/messages/").status_code == 403
    with pytest.raises(Refusal):
        answer_message(message, answer="答", by=people.other_manager)


def test_messages_go_after_half_a_year(people):
    from datetime import timedelta

    from django.utils.timezone import now

    old, young = write("旧"), write("新")
    GridMessage.objects.filter(id=old.id).update(at=now() - timedelta(days=181))

    forget_old_messages(after_days=180)

    assert list(GridMessage.objects.values_list("id", flat=True)) == [young.id]


def test_no_party_member_stands_on_a_public_page(people):
    from linli.grid.enums import VoluntaryKind
    from tests.grid.conftest import place

    place(VoluntaryKind.PARTY_MEMBER)
    place(VoluntaryKind.MERCHANT, organisation="老陈粮油")

    page = read(FACE).content.decode()

    assert "党员" not in page
    assert "欧阳" not in page


@pytest.mark.parametrize("more", [0, 2])
def test_statements_of_the_public_page(people, django_assert_num_queries, more):
    for number in range(more):
        describe_grid(GRID, covers=str(number), by=people.manager)
    read(FACE)

    with django_assert_num_queries(4):
        read(FACE)
