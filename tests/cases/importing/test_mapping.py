"""A mapping that cannot be used says everything that is wrong with it, before a row is read."""

import pytest

from linli.cases.importing.errors import MappingFaulty
from linli.cases.importing.mapping import Standing, parse_mapping, read_mapping, shipped_mappings
from tests.cases.importing.fuqing import MAPPING


def problems(**changes) -> list[str]:
    with pytest.raises(MappingFaulty) as refusal:
        parse_mapping({**MAPPING, **changes}, name="faulty")
    return str(refusal.value.values["problems"]).split("; ")


def test_every_shipped_mapping_can_be_used():
    assert shipped_mappings() == ["baltimore_311"]
    assert [read_mapping(name).source for name in shipped_mappings()] == ["baltimore311"]


def test_shipped_mapping_is_found_by_its_beginning():
    assert read_mapping("baltimore") == read_mapping("baltimore_311")


@pytest.mark.parametrize("name", ["nowhere", "missing.toml"])
def test_mapping_that_is_not_there_is_refused(name):
    with pytest.raises(MappingFaulty):
        read_mapping(name)


def test_file_that_is_no_toml_is_refused(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text("source = [", encoding="utf-8")

    with pytest.raises(MappingFaulty):
        read_mapping(str(file))


def test_columns_are_gathered_from_everywhere():
    mapping = parse_mapping(MAPPING, name="m")

    assert set(mapping.columns) == {
        "编号", "事项", "描述", "地址", "经度", "纬度", "区划", "承办", "来源", "状态", "受理时间", "办结时间", "时限",
    }  # fmt: skip


def test_without_a_state_column_the_closing_moment_decides():
    state = parse_mapping({**MAPPING, "state": {}}, name="m").state

    assert (state.open, state.closed) == ("", Standing("closed", "resolved"))


def test_all_problems_are_told_at_once():
    assert problems(
        source="", time_zone="Asia/Fuqing", words="no column", surprise=1,
        kind={"column": "事项", "by": "guess"}, moments={"closed": "办结时间"},
    ) == [
        "surprise is no word of a mapping",
        "time_zone: there is no zone Asia/Fuqing",
        "kind: 'guess' is not one of code, name, make",
        "source: a short name of where the matters come from is needed (at most 40 signs)",
        "moments: opened does not name a column",
        "words: a text with columns in braces is needed, such as {Description}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"external_id": ""}, "the mapping: external_id does not name a column"),
        ({"words": "{open"}, "words: expected '}' before end of string"),
        ({"point": {"lon": "经度", "lat": "纬度"}}, "point: datum (it must be stated): '' is not one of wgs84, cgcs2000, gcj02, bd09"),
        ({"point": {"lon": "经度", "lat": "纬度", "datum": "wgs84", "bounds": [1]}}, "point: bounds are four numbers: west, south, east, north"),
        ({"kind": {"column": "事项", "by": "make"}}, "kind: to make kinds, prefix, major_code, major_name and procedure are needed"),
        ({"source_map": {"map": {"a": "pigeon"}}}, "source_map: 'pigeon' is not one of"),
        ({"state": {"column": "状态"}}, "state: map says what each state of the file means"),
        ({"state": {"column": "状态", "map": {"新": "collected"}}}, "state 新: { state ="),
        ({"state": {"column": "状态", "map": {"新": {"state": "closed", "outcome": "gone"}}}}, "state 新: 'gone' is not one of"),
        ({"moments": {"opened": "受理时间", "due_without": "maybe"}}, "moments: due_without is 'maybe', neither procedure nor none"),
        ({"unit": {"column": "承办", "kind": "guild"}}, "unit: 'guild' is not one of"),
        ({"unit": "承办"}, "unit is not a table ([unit])"),
    ],
)  # fmt: skip
def test_problem_is_named(changes, problem):
    assert [found for found in problems(**changes) if found.startswith(problem)] != []
