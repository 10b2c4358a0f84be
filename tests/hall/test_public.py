"""The catalogue for everybody: found, read, and what fits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from linli.hall.domain.draft import begin_draft, change_draft
from linli.hall.domain.item import withdraw_item
from linli.hall.domain.offering import set_offer
from linli.hall.domain.publication import publish_draft
from linli.people.reader import ANONYMOUS, system
from linli.places.counter import counter_items
from linli.places.domain.room import open_window
from linli.portal.queries.search import search
from tests.factories import OTHER_VILLAGE, make_place

CODE = "elder-card"


def publish(by, code=CODE, on=None, **said):
    draft = change_draft(code, lambda content: content | said, by=by, seen=begin_draft(code, by=by).edition)
    return publish_draft(code, on=on or localdate(), note_words="缩短时限", by=by, seen=draft.edition)


def codes(query):
    return [line.item.code for line in Client().get(f"/items/{query}").context["lines"]]


def text(path, language="zh-hans"):
    client = Client()
    client.cookies["linli_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [
        ("?q=老年人优待证", "elder-card", 1), ("?q=优待证", "elder-card", 2), ("?q=老年证", "elder-card", 1), ("?q=lnryd", "elder-card", 1),
        ("?q=yilao", None, 0), ("?q=card", "elder-card", 3), ("?q=救助", "temporary-relief", 2), ("?kind=party", "party-transfer", 3),
        ("?group=daily", "bill-payment", 2), ("?group=daily&channel=visit", "bill-payment", 1), ("?kind=moon&group=sea&channel=air", None, 20),
        ("?q=砍树", "tree-felling", 1), ("?q=" + "长" * 300, None, 0), ("?page=3", None, 6), ("?page=99", None, 6), ("?page=x", None, 20),
    ],
)  # fmt: skip
def test_items_are_found_by_words_initials_and_filters(query, first, count, db):
    found = codes(query)

    assert len(found) == count
    assert first is None or found[0] == first


@pytest.mark.parametrize("value", ["a%00b", "%FF%ED%A0%80", "9" * 400, "%C2%B2", "%25(x)s%7B0%7D"])
def test_nothing_in_an_address_breaks_a_page(value, db):
    names = ("q", "kind", "group", "channel", "centre", "page", "place", "longitude", "latitude", "age", "situation")
    query = "&".join(f"{name}={value}" for name in names)

    for path in ("/items/", "/items/fit/", f"/items/{CODE}/"):
        assert Client().get(f"{path}?{query}").status_code == 200


def test_items_are_narrowed_to_a_centre(place, keeper):
    set_offer(place, "parcels", is_offered=False, note="没有地方放", by=keeper)

    assert codes("?centre=hall&group=daily") == ["bill-payment"]
    assert codes("?centre=宏侨&group=daily") == ["bill-payment"]  # by name as well
    assert "宏侨社区中心" in text("/items/?centre=hall")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_nothing_of_the_database_however_long(count, keeper, django_assert_num_queries):
    for number in range(count):
        make_place(f"centre-{number}")
    client = Client()
    client.get("/items/")

    with django_assert_num_queries(0):
        client.get("/items/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_guide_asks_as_often_for_one_version_as_for_three(count, keeper, django_assert_num_queries):
    for number in range(count - 1):
        publish(keeper, fee=f"{number + 1} 元")
    client = Client()
    client.get(f"/items/{CODE}/")

    with django_assert_num_queries(2):
        assert len(client.get(f"/items/{CODE}/").context["versions"]) == count


def test_a_guide_says_what_nobody_has_entered_and_that_nobody_has_checked_it(db):
    page = text("/items/parcels/")

    assert "尚未与官方文本核对" in page
    assert "本地还没有公布，去之前请先问。" in page
    assert "受理单位、受理转交、决定单位、办结时限、收费" in page


def test_a_guide_tells_papers_clocks_channels_and_what_is_fetched(keeper):
    publish(
        keeper, accepting_body="社区中心", deciding_body="民政局", receiving="1 working_days", promised="5 working_days",
        statutory="20 working_days", takes_later=True, is_free=True, channels=["window", "online", "agent"], is_verified=True,
        materials=[
            {"code": "identity", "name": "身份证", "form": "both", "copies": 2, "takes_electronic": True},
            {"code": "photo", "name": "照片", "is_secondary": True}, {"code": "home", "name": "居住证明", "takes_promise": True},
            {"code": "register", "name": "户籍信息", "is_obtainable": True, "obtained_from": "公安数据"},
        ],
    )  # fmt: skip

    page = text(f"/items/{CODE}/")

    for words in (
        "原件和复印件 × 2 · 接受电子件", "可后补", "可承诺代替", "由公安数据获取", "社区中心", "5 个工作日内办结",
        "法定时限", "不收费", "不强制网上办", "缩短时限",
    ):  # fmt: skip
        assert words in page, words
    assert "尚未与官方文本核对" not in page
    assert [paper.code for paper in Client().get(f"/items/{CODE}/").context["guide"].papers] == [
        "identity",
        "photo",
        "home",
    ]


def test_what_comes_what_is_withdrawn_and_what_is_not_there(keeper):
    publish(keeper, on=localdate() + timedelta(days=5), promised="3 working_days")
    page = text(f"/items/{CODE}/", "en")
    assert "Something changes on" in page
    assert "<ins>3 working days</ins>" in page

    withdraw_item("parcels", reason="驿站已撤", by=keeper)
    gone = text("/items/parcels/")
    assert [words in gone for words in ("驿站已撤", "现行", "适合我吗", "去之前请先打电话")] == [
        True,
        False,
        False,
        False,
    ]
    assert "parcels" not in codes("?group=daily")
    assert Client().get("/items/nothing/").status_code == 404


def test_a_version_that_held_for_no_whole_day_is_said_to_be_replaced(keeper):
    assert "已被取代" not in text(f"/items/{CODE}/")

    publish(keeper, promised="4 working_days")
    publish(keeper, promised="3 working_days")

    assert "已被取代" in text(f"/items/{CODE}/")


def test_where_an_item_is_dealt_with(place, keeper, monkeypatch):
    make_place("far", area=OTHER_VILLAGE, name="远处", functions=["party_service"], longitude=119.29, latitude=25.71)
    make_place("stop", kind="stop", functions=["party_service"])
    open_window(place, 3, "民政", by=system("test"))
    set_offer(place, CODE, is_offered=True, windows=[3], note="周一到周五", by=keeper)

    monkeypatch.setattr("linli.hall.queries.guide._is_there", lambda path: path.endswith("/visits/"))
    page = text(f"/items/{CODE}/")
    assert f'href="/centres/hall/visits/?item={CODE}"' in page
    assert "/centres/hall/windows/" not in page  # a button only where there is something behind it
    assert [words in page for words in ("/centres/hall/", "3号窗口", "周一到周五")] == [True] * 3
    assert "/centres/stop/" not in page

    def where(query):
        found = Client().get(f"/items/{CODE}/{query}").context["where"]
        return [line.offer.place.code for line in found.lines]

    assert where("?place=宏侨") == ["hall"]
    assert where("?place=zzzz") == []
    assert where("?longitude=119.28906&latitude=25.71351")[0] == "hall"
    assert where("?longitude=x&latitude=95") == ["far", "hall"]


@pytest.mark.parametrize(
    ("query", "code", "verdict", "because"),
    [
        ("?age=older", "elder-card", "fits", "60–79 周岁"),
        ("?age=child", "elder-card", None, ""),
        ("?situation=hardship&age=older", "temporary-relief", "fits", "家里生活困难"),
        ("?age=older", "pension-claim", "may_fit", "60–79 周岁"),
        ("?age=older&topic=pension", "pension-claim", "fits", "60–79 周岁；养老与社保"),
        ("?residence=elsewhere", "residence-permit", "fits", "外地，住在这里"),
        ("?age=older&age=child", "elder-card", None, ""),  # one answer only: the first of the two
        ("?age=ancient&size=9", "elder-card", None, ""),
    ],
)
def test_what_fits_is_told_with_the_reason(query, code, verdict, because, db):
    found = {
        fit.item.code: (str(fit.choice.verdict), fit.because)
        for fit in Client().get(f"/items/fit/{query}").context["fits"]
    }

    assert found.get(code) == ((verdict, because) if verdict else None)


def test_answers_are_asked_on_the_guide_too_and_nothing_is_kept(db, django_assert_num_queries):
    client = Client()
    client.get("/items/fit/?age=older")

    with django_assert_num_queries(0):
        answer = client.get("/items/fit/?age=older&situation=disability&situation=hardship")
    assert not answer.cookies.get("sessionid")
    assert "看来不适合" in text(f"/items/{CODE}/?age=child")
    assert "适合" in text(f"/items/{CODE}/?age=oldest")
    assert "It fits" in text("/items/fit/?age=oldest", "en")


def test_the_counter_and_the_search_box_know_the_items(place, keeper, django_assert_num_queries):
    counter_items("hall")
    with django_assert_num_queries(0):
        items = counter_items("hall")

    assert items[0].code == "birth-registration"
    assert (items[0].title, items[0].group, items[0].url) == ("生育登记", "生育与家庭", "/items/birth-registration/")
    set_offer(place, "birth-registration", is_offered=False, by=keeper)
    assert counter_items("hall")[0].code == "family-planning-support"
    assert counter_items("nowhere") == []
    assert [item.code for item in search("优待证", ANONYMOUS).items] == ["elder-card", "veteran-card"]
    assert "/items/elder-card/" in text("/search/?q=老年证")
    assert 'href="/items/"' in text("/")
