"""Hand-made cases: what is one is seen as one, what only looks alike is not, and the order of asking decides nothing."""

from datetime import timedelta
from random import Random

import pytest

from linli.hotline.clustering import Saying, find_topics
from tests.hotline.conftest import at

VILLAGE, OTHER = "350181005004", "350181005005"
NAMES = "宏路街道 宏侨社区"
LEXICON = {"路灯", "井盖", "垃圾桶", "垃圾", "路灯不亮", "灯不亮", "灯坏", "不亮", "污水", "噪声", "施工"}
LAMP = [
    "文化广场的路灯不亮了", "宏侨社区文化广场路灯坏了三天没人修", "晚上黑漆漆的，路灯都灭了，老人不敢走", "广场边上那盏路灯一闪一闪",
    "请尽快修一下路灯，孩子放学看不见", "路灯不亮，已经打过一次电话", "文化广场东侧三盏路灯都不亮", "路灯不亮好几天了", "那边的路灯又灭了",
    "路灯不亮，容易摔跤",
]  # fmt: skip


def say(number, words, place="宏路街道宏侨社区文化广场", *, day=16, area=VILLAGE, **more):
    return Saying(f"{number:03d}", words, at(day), area, place, NAMES, **more)


def lamps():
    return [say(number, words) for number, words in enumerate(LAMP)]


def groups(sayings, least=2):
    return [sorted(int(one.id) for one in topic.sayings) for topic in find_topics(sayings, LEXICON, least=least)]


def test_ten_orders_about_one_lamp_are_one_and_the_words_say_why():
    topics = find_topics(lamps(), LEXICON)

    assert [topic.count for topic in topics] == [10]
    assert topics[0].things[0] == "路灯"


def test_another_thing_at_the_same_place_is_not_the_lamp():
    assert groups([*lamps(), say(50, "文化广场的垃圾桶满了"), say(51, "文化广场垃圾桶三天没清")]) == [
        list(range(10)),
        [50, 51],
    ]


@pytest.mark.parametrize(
    "far",
    [
        {"place": "宏路街道宏侨社区农贸市场"}, {"area": OTHER}, {"day": 1}, {"area": "350181002001"}, {"area": ""},
    ],
)  # fmt: skip
def test_the_same_thing_elsewhere_or_long_ago_is_another(far):
    assert groups([*lamps(), say(60, "路灯不亮了", **far)]) == [list(range(10))]


def test_points_decide_where_both_have_one():
    here, near, far = ({"lon": 119.38 + step, "lat": 25.72} for step in (0, 0.001, 0.004))

    assert groups([say(1, "路灯不亮", **here), say(2, "路灯灭了", **near), say(3, "路灯坏了", **far)]) == [[1, 2]]


def test_place_named_only_among_the_words_is_the_place():
    assert groups(
        [say(1, "路灯不亮"), say(2, "文化广场那边路灯不亮", place=""), say(3, "我家楼下路灯不亮", place="")]
    ) == [[1, 2]]


def test_without_a_known_thing_mostly_the_same_words_are_needed():
    said = [
        say(1, "每天早上六点喇叭叫卖吵醒孩子"),
        say(2, "早上六点喇叭叫卖，吵醒孩子老人"),
        say(3, "公交车十五分钟没有来一班"),
    ]

    assert groups(said) == [[1, 2]]


def test_two_lamps_of_one_community_are_two_topics():
    others = [say(number, words, place="宏路街道宏侨社区河边步道") for number, words in enumerate(LAMP[4:8], start=80)]

    assert groups([*lamps(), *others]) == [list(range(10)), [80, 81, 82, 83]]


def test_order_of_asking_decides_nothing():
    said = [
        *lamps(),
        say(50, "垃圾桶满了"),
        say(51, "垃圾桶没清"),
        *(say(70 + n, f"井盖响第{n}次", day=17) for n in range(4)),
    ]
    first = groups(said)

    for seed in range(5):
        Random(seed).shuffle(said)
        assert groups(said) == first


def test_few_are_no_topic():
    assert find_topics(lamps()[:2], LEXICON) == []
    assert find_topics([], LEXICON) == []


def test_a_month_of_a_city_is_grouped_at_once():
    """A thousand sayings of twenty villages: what is read while somebody waits."""
    from time import perf_counter

    said = [
        Saying(f"{n:05d}", LAMP[n % 10] if n % 3 else "井盖松了，车压过去响", at(16) + timedelta(minutes=n), f"350181{n % 20:03d}201",
               f"第{n % 50}号路口", "")
        for n in range(1000)
    ]  # fmt: skip

    start = perf_counter()
    topics = find_topics(said, LEXICON)

    assert sum(topic.count for topic in topics) > 500
    assert perf_counter() - start < 3
