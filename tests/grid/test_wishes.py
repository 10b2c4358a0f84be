from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate, now

from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.grid.domain import wish as verbs
from linli.grid.domain.voluntary_post import withdraw_consent
from linli.grid.domain.wish import ForSomebody, age_wishes, claim_wish, make_wish, put_up, write_wish_for
from linli.grid.enums import VoluntaryKind, WishState
from linli.grid.models import VoluntaryPost, Wish, WishClaim
from linli.notices.models import Notice
from linli.people.models import Look
from linli.people.reader import ANONYMOUS
from tests.factories import GRID, VILLAGE, make_resident
from tests.grid.conftest import place, sit

WALL, MINE, DESK = f"/grids/{GRID}/wishes/", "/wishes/", "/desk/grids/wishes/"
RIDER = "+8613800004217"
OTHER_GRID = f"{VILLAGE}002"


@pytest.fixture
def wisher(people):
    return make_resident("+8613900001111")


@pytest.fixture
def rider(people):
    """A rider with a voluntary post, signed in as a resident by its number."""
    place(VoluntaryKind.RIDER, phone=RIDER)
    return make_resident(RIDER)


@pytest.fixture
def wish(people, wisher):
    return make_wish(GRID, words="想有人帮忙装晾衣绳", key="one", by=wisher)


@pytest.fixture
def hung(wish, people):
    return put_up(wish, words=wish.words, by=people.grid_member)


@pytest.fixture
def taken(hung, rider):
    claim_wish(hung, post=VoluntaryPost.objects.get(), by=rider)
    return hung


def states(*wishes):
    return [Wish.objects.get(id=wish.id).state for wish in wishes]


def told(topic):
    return [notice.recipient_id for notice in Notice.objects.filter(topic=f"grid.wish_{topic}")]


def test_a_wish_is_looked_over_before_anybody_reads_it(people, wisher):
    client = sit(wisher)
    said = {"words": "帮忙装晾衣绳，电话13900001111", "key": "k1"}

    answers = [client.post(f"{WALL}new/", said).status_code for _ in range(2)]  # a second click

    wish = Wish.objects.get()
    assert (answers, wish.state, wish.wisher_id) == ([302, 302], "waiting", wisher.actor_id)
    assert told("made") == [people.grid_member.actor_id]
    assert "晾衣绳" not in Client().get(WALL).content.decode()
    sit(people.grid_member).post(f"{DESK}{wish.id}/page/", {"words": "帮忙装晾衣绳"})
    page, face = Client().get(WALL).content.decode(), Client().get(f"/grids/{GRID}/").content.decode()
    assert "帮忙装晾衣绳" in page
    assert "帮忙装晾衣绳" in face
    assert "1111" not in page + face
    assert Wish.objects.get().sealed == ""
    assert told("put_up") == [wisher.actor_id]


def test_numbers_in_the_words_are_masked_and_a_look_is_on_record(people, wisher):
    wish = make_wish(GRID, words="找我13900001111", key="k", by=wisher)
    client, address = sit(people.manager), f"{DESK}{wish.id}/"

    assert "13900001111" not in wish.words + client.get(address).content.decode()
    assert client.post(f"{address}look/", {"reason": ""}).status_code == 422
    assert "13900001111" in client.post(f"{address}look/", {"reason": "核对内容"}).content.decode()
    assert Look.objects.get().person_id == wisher.actor_id


@pytest.mark.parametrize(("grid", "words", "code"), [(VILLAGE, "灯", "no_such_grid"), (GRID, " ", "words_missing")])
def test_what_is_no_wish(people, wisher, grid, words, code):
    with pytest.raises(Refusal) as refused:
        make_wish(grid, words=words, key="k", by=wisher)

    assert (refused.value.code, Wish.objects.count()) == (code, 0)


def test_nobody_in_particular_wishes_nothing_and_no_key_opens_another_s(people, wish):
    for reader, key in ((ANONYMOUS, "k"), (make_resident("+8613900002222"), "one")):
        with pytest.raises(Refusal) as refused:
            make_wish(GRID, words="灯", key=key, by=reader)
        assert refused.value.code == "not_your_wish"
    assert Client().get(f"{WALL}new/").status_code == 302
    assert sit(people.officer).post(f"{WALL}new/", {"words": "", "key": "x"}).status_code == 422


def test_one_account_cannot_wish_without_end(people, wisher):
    for number in range(10):
        make_wish(GRID, words="灯", key=str(number), by=wisher)

    with pytest.raises(Refusal) as refused:
        make_wish(GRID, words="灯", key="last", by=wisher)

    assert refused.value.code == "wishes_too_many"


def test_a_wish_is_written_down_for_somebody_who_agreed(people):
    client, address = sit(people.grid_member), f"/desk/grids/{GRID}/wishes/new/"
    said = {"words": "想听人读报", "key": "k", "name": "陈阿婆", "phone": "13900004217", "consent_on": str(localdate())}

    assert client.post(address, said | {"consent_on": str(localdate() + timedelta(days=1))}).status_code == 422
    assert [client.post(address, said).status_code for _ in range(2)] == [302, 302]

    wish = Wish.objects.get()
    page = client.get(f"{DESK}{wish.id}/").content.decode()
    assert (wish.state, wish.name, wish.wisher_id) == ("open", "陈阿婆", None)
    assert "陈**" in page
    assert "陈阿婆" not in page + Client().get(WALL).content.decode()
    assert sit(people.town_dispatcher).post(address, said).status_code == 403
    for words in ({"name": " "}, {"consent_on": None}):
        whom = ForSomebody(**{"name": "陈", "consent_on": localdate()} | words)
        with pytest.raises(Refusal):
            write_wish_for(GRID, whom, words="灯", key="z", by=people.grid_member)
    with pytest.raises(Refusal) as refused:
        write_wish_for(GRID, ForSomebody("陈"), words="灯", key="z", by=people.other_manager)
    assert refused.value.code == "not_your_grid"


def test_refused_with_a_reason_that_the_wisher_reads(people, wish, wisher):
    address = f"{DESK}{wish.id}/refusal/"
    assert sit(people.manager).post(address, {"reason": " "}).status_code == 422

    assert sit(people.manager).post(address, {"reason": "请找物业"}).status_code == 302

    assert (states(wish), told("refused")) == (["refused"], [wisher.actor_id])
    assert "请找物业" in sit(wisher).get(MINE).content.decode()
    assert sit(people.manager).post(f"{DESK}{wish.id}/page/", {"words": "灯"}).status_code == 409


@pytest.mark.parametrize("name", ["town_dispatcher", "administrator", "leader", "officer", "other_manager"])
def test_wishes_are_looked_over_in_the_grid_and_its_village_only(people, wish, name):
    reader = getattr(people, name)

    assert sit(reader).get(f"{DESK}{wish.id}/").status_code in (403, 404)
    for deed in (lambda: put_up(wish, words="灯", by=reader), lambda: verbs.refuse_wish(wish, reason="不", by=reader)):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "not_your_grid"


def test_taken_on_freely_once_and_given_back(people, hung, wisher, rider):
    client = sit(rider)
    assert "晾衣绳" in client.get(WALL).content.decode()

    assert client.post(f"{MINE}{hung.id}/claim/").status_code == 302

    assert (states(hung), told("claimed")) == (["claimed"], [wisher.actor_id])
    assert "晾衣绳" not in Client().get(WALL).content.decode()
    with pytest.raises(Refusal) as refused:
        claim_wish(hung, post=VoluntaryPost.objects.get(), by=rider)
    assert refused.value.code == "wish_taken"
    client.post(f"{MINE}{hung.id}/return/")
    assert (states(hung), told("given_back")) == (["open"], [wisher.actor_id])
    assert client.post(f"{MINE}{hung.id}/return/").status_code == 409
    client.post(f"{MINE}{hung.id}/claim/")
    assert WishClaim.objects.filter(wish=hung, ended_at__isnull=True).count() == 1


def test_only_a_post_of_the_grid_held_today_takes_one_on(people, hung, wisher):
    elsewhere = place(VoluntaryKind.COURIER, grid=OTHER_GRID, phone="+8613800005555")
    ended = place(VoluntaryKind.RIDER, phone="+8613800006666")
    VoluntaryPost.objects.filter(id=ended.id).update(
        from_on=localdate() - timedelta(days=9), consent_on=localdate() - timedelta(days=9),
        until_on=localdate() - timedelta(days=1),
    )  # fmt: skip
    ended.refresh_from_db()
    for post, reader in (
        (elsewhere, make_resident("+8613800005555")), (ended, make_resident("+8613800006666")), (elsewhere, wisher),
        (elsewhere, people.grid_member),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            claim_wish(hung, post=post, by=reader)
        assert refused.value.code == "no_voluntary_post"
    assert sit(wisher).post(f"{MINE}{hung.id}/claim/").status_code == 403
    assert states(hung) == ["open"]


def test_a_number_typed_into_a_staff_account_proves_nothing(people, hung):
    post = place(VoluntaryKind.RIDER, phone=RIDER)
    account = people.officer.account
    account.phone = RIDER

    with pytest.raises(Refusal):
        claim_wish(hung, post=post, by=people.officer)


def test_the_grid_writes_down_who_takes_it_on(people, hung):
    post = place(VoluntaryKind.MERCHANT, organisation="老陈粮油")
    client = sit(people.grid_member)

    assert client.post(f"{DESK}{hung.id}/claim/", {"post": "x"}).status_code == 422
    assert client.post(f"{DESK}{hung.id}/claim/", {"post": str(post.id)}).status_code == 302

    assert states(hung) == ["claimed"]
    assert "老陈粮油" in client.get(f"{DESK}?view=claimed").content.decode()


def test_the_contact_is_known_only_once_the_wisher_agrees(people, taken, wisher, rider):
    wisher.account.name = "林小愿"
    wisher.account.save()
    theirs = sit(rider)
    assert "13900001111" not in theirs.get(MINE).content.decode()
    with pytest.raises(Refusal):
        verbs.let_know_contact(taken, by=rider)
    with pytest.raises(Refusal):
        verbs.let_know_contact(taken, by=people.grid_member)  # nor does the grid say so for a resident

    assert sit(wisher).post(f"{MINE}{taken.id}/contact/").status_code == 302

    page = theirs.get(MINE).content.decode()
    assert ("13900001111" in page, "林小愿" in page) == (True, True)
    assert told("contact_given") == [rider.actor_id]
    withdraw_consent(VoluntaryPost.objects.get(), by=people.manager)
    assert "13900001111" not in theirs.get(MINE).content.decode()


def test_what_the_wisher_learns_of_who_took_it_on(people, hung, wisher):
    post = place(VoluntaryKind.PARTY_MEMBER, phone=RIDER, organisation="某单位")
    claim_wish(hung, post=post, by=make_resident(RIDER))

    page = sit(wisher).get(MINE).content.decode()

    for word in ("欧阳", "党员", "某单位", "4217"):
        assert word not in page


def test_fulfilled_thanked_once_and_nobody_is_named_any_more(people, taken, wisher, rider):
    verbs.let_know_contact(taken, by=wisher)
    assert sit(rider).post(f"{MINE}{taken.id}/thanks/", {"words": "谢谢"}).status_code == 403

    sit(rider).post(f"{MINE}{taken.id}/fulfilment/")

    client = sit(wisher)
    assert (states(taken), told("fulfilled")) == (["done"], [wisher.actor_id])
    assert "13900001111" not in sit(rider).get(MINE).content.decode()
    assert client.post(f"{MINE}{taken.id}/thanks/", {"words": " "}).status_code == 422
    assert client.post(f"{MINE}{taken.id}/thanks/", {"words": "谢谢，电话13900001111"}).status_code == 302
    assert client.post(f"{MINE}{taken.id}/thanks/", {"words": "再谢"}).status_code == 409
    assert told("thanked") == [rider.actor_id]
    page = sit(rider).get(MINE).content.decode()
    assert "谢谢" in page
    assert "13900001111" not in page


def test_taken_back_by_whoever_wished_only(people, taken, wisher, rider):
    for reader in (rider, people.grid_member, make_resident("+8613900003333")):
        with pytest.raises(Refusal) as refused:
            verbs.withdraw_wish(taken, by=reader)
        assert refused.value.code == "not_your_wish"

    sit(wisher).post(f"{MINE}{taken.id}/withdrawal/")

    assert (states(taken), told("withdrawn")) == (["withdrawn"], [rider.actor_id])
    with pytest.raises(Refusal) as refused:
        verbs.withdraw_wish(taken, by=wisher)
    assert refused.value.code == "wish_moved_on"


def test_the_wishes_of_others_are_not_there(people, wish, taken):
    stranger = sit(make_resident("+8613900003333"))

    for deed in ("withdrawal", "contact", "fulfilment", "return"):
        assert stranger.post(f"{MINE}{taken.id}/{deed}/").status_code == 404
    assert stranger.post(f"{MINE}{taken.id}/nothing/").status_code == 404
    assert Client().post(f"{MINE}{taken.id}/withdrawal/").status_code == 302
    assert states(taken) == ["claimed"]
    with pytest.raises(Refusal):
        verbs.fulfil_wish(taken, by=make_resident("+8613900003334"))


def test_ages_out_by_rule(people, wish, taken, wisher):
    def old(which, **moments):
        Wish.objects.filter(id=which.id).update(**moments)

    long_ago = now() - timedelta(days=181)
    waiting = make_wish(GRID, words="旧的", key="old", by=wisher)
    old(waiting, made_at=long_ago)
    over = verbs.withdraw_wish(make_wish(GRID, words="过去", key="past", by=wisher), by=wisher)
    old(over, closed_at=long_ago)
    post = VoluntaryPost.objects.get()
    VoluntaryPost.objects.filter(id=post.id).update(
        from_on=localdate() - timedelta(days=9), consent_on=localdate() - timedelta(days=9),
        until_on=localdate() - timedelta(days=1),
    )  # fmt: skip

    counts = [age_wishes(open_days=180, kept_days=180) for _ in range(2)]

    assert counts == [3, 0]
    assert states(taken, waiting) == ["open", "expired"]
    assert not Wish.objects.filter(id=over.id).exists()
    assert told("expired") == [wisher.actor_id]


def test_the_trail_says_neither_who_nor_what(taken):
    rows = AuditEntry.objects.filter(subject_kind="wish")

    assert {row.action for row in rows} == {"grid.wish_made", "grid.wish_put_up", "grid.wish_claimed"}
    assert not any("晾衣绳" in str(row.detail) for row in rows)


@pytest.mark.parametrize(
    "wrong",
    [
        {"grid": "350181"},
        {"consent_on": localdate()},
        {"state": WishState.DONE},
        {"closed_at": now()},
        {"contact_at": now()},
        {"thanked_at": now()},
    ],
)
def test_the_database_holds_the_rules_itself(wish, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(id=wish.id).update(**wrong)


def test_two_claims_at_once_are_not_possible(taken):
    with pytest.raises(IntegrityError), transaction.atomic():
        WishClaim.objects.create(wish=taken, post=VoluntaryPost.objects.get(), at=now())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_answer(people, taken, wisher, rider, language):
    for reader, address in (
        (wisher, MINE), (rider, MINE), (rider, WALL), (wisher, f"{WALL}new/"), (people.manager, DESK),
        (people.grid_member, f"{DESK}?view=claimed"), (people.grid_member, f"{DESK}{taken.id}/"),
        (people.grid_member, f"/desk/grids/{GRID}/wishes/new/"),
    ):  # fmt: skip
        assert sit(reader, language).get(address).status_code == 200


@pytest.mark.parametrize("more", [1, 3])
def test_statements_of_the_lists(people, wisher, django_assert_num_queries, more):
    from linli.grid.queries.wishes import own_wishes, wall, wish_lines

    post = place(VoluntaryKind.MERCHANT, organisation="老陈粮油")
    for number in range(more):
        made = [make_wish(GRID, words="灯", key=f"{number}{n}", by=wisher) for n in range(2)]
        for one in made:
            put_up(one, words="灯", by=people.grid_member)
        claim_wish(made[0], post=post, by=people.grid_member)
    wish_lines(people.grid_member, "claimed")

    with django_assert_num_queries(2):
        assert len(wish_lines(people.grid_member, "claimed")) == more
    with django_assert_num_queries(2):
        assert len(own_wishes(wisher)) == 2 * more
    with django_assert_num_queries(1):
        assert len(wall(GRID)) == more
