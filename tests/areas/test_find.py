import pytest

from linli.areas.queries.find import area_in_text, find_areas

pytestmark = pytest.mark.django_db


def names(words, **options):
    return [facts.name for facts in find_areas(words, **options)]


def test_a_whole_name_comes_before_what_only_contains_it():
    assert names("宏侨")[0] == "宏侨社区"
    assert names("宏路")[:2] == ["宏路街道", "宏路社区"]
    assert names("侨盛") == ["侨盛社区"]


def test_initials_find_from_the_beginning():
    assert names("hqsq")[0] == "宏侨社区"
    assert names("HL")[0] == "宏路街道"


def test_words_before_the_last_name_something_above():
    assert names("hl hq") == ["宏侨社区"]
    assert names("宏路 宏侨") == ["宏侨社区"]
    assert names("龙田 宏侨") == []
    assert names("宏侨 网格")[0] == "第一网格"


def test_a_code_finds_itself_and_what_lies_below():
    assert names("350181005", level="town") == ["宏路街道"]
    assert names("350181005")[:2] == ["宏路街道", "宏路社区"]


@pytest.mark.parametrize("words", ["", "   ", "没有这个地方", "zzzz", "12"])
def test_nothing_answers(words):
    assert names(words) == []


def test_no_more_than_asked():
    assert len(names("村", limit=7)) == 7


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("宏路街道宏侨社区小区东门", "350181005004"),
        ("福清市宏路街道宏侨小区", "350181005004"),
        ("宏侨社区3号楼", "350181005004"),
        ("步行街的路灯不亮", "350181002015"),
        ("龙田镇路口垃圾满了", "350181106"),
        ("龙田路口", "350181106"),
        ("海口村委会门口", "350181103214"),
        ("海口镇海口村", "350181103214"),
        ("江镜华侨农场东风区", "350181400501"),
        ("江镜农场东风区", "350181400501"),
        ("江镜镇", "350181107"),
        ("三山镇三山村", "350181111201"),
        ("月亮背面", None),
        ("", None),
    ],
)
def test_the_area_named_in_an_address(text, code):
    assert area_in_text(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("东皋路口", None),
        ("城头镇东皋路口", "350181104217"),
        ("龙山街道东皋路口", "350181003002"),
        ("宏路街道宏路路口", "350181005"),
    ],
)
def test_a_short_name_that_two_places_share_means_nothing_alone(text, code):
    assert area_in_text(text) == code
