"""The drawing of a procedure says what its content says, and nothing of it lies on anything else."""

import tomllib
from itertools import pairwise

import pytest

from linli.cases.domain.ground import DATA
from linli.cases.queries.diagram import BOX, EDGE, GAP, ROW, diagram

FILES = sorted((DATA / "procedures").glob("*.toml"))


def content(name: str) -> dict:
    return tomllib.loads((DATA / "procedures" / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [file.stem for file in FILES])
def test_every_state_is_a_station_and_every_deed_that_moves_a_lane(name):
    raw = content(name)
    drawing = diagram(raw)

    moving = [step for step in raw["transitions"] if step.get("to")]
    place = {station.code: station.y for station in drawing.stations}
    assert set(place) == {state["code"] for state in raw["states"]}
    assert len(drawing.lanes) == len(moving)
    for lane in drawing.lanes:
        step = raw["transitions"][lane.number - 1]
        assert lane.head == place[step["to"]] + ROW // 2 + 7
        assert sorted(lane.dots) == sorted(place[code] + ROW // 2 - 7 for code in step["from"])


@pytest.mark.parametrize("name", [file.stem for file in FILES])
def test_nothing_lies_on_anything_else(name):
    drawing = diagram(content(name))

    tops = sorted(station.y for station in drawing.stations)
    columns = [lane.x for lane in drawing.lanes]
    assert [after - before for before, after in pairwise(tops)] == [ROW + GAP] * (len(tops) - 1)
    assert len(set(columns)) == len(columns)
    assert min(columns) > EDGE + BOX
    assert max(columns) < drawing.width
    assert tops[0] > drawing.head - 1
    assert tops[-1] + ROW < drawing.height


def test_it_begins_above_and_ends_below():
    drawing = diagram(content("grid_matter"))

    codes = [station.code for station in drawing.stations]
    assert codes[:4] == ["collected", "filed", "dispatched", "handling"]
    assert set(codes[-4:]) == {"closed", "not_filed", "withdrawn", "merged"}
    assert [station.is_first for station in drawing.stations].index(True) == 0


def test_what_has_no_room_is_said_in_full_elsewhere():
    raw = content("grid_matter")
    raw["states"][0]["title"] = {"zh": "一二三四五六七八九十一二三四五六", "en": "One"}
    raw["states"][1] |= {"title": {"zh": "一二三四五六七八九十一二三", "en": "Two"}, "rests": True}
    raw["transitions"].append(
        {"verb": "note", "from": ["filed"], "title": {"zh": "一二三四五六七八九十一二三四五六七八九", "en": "Three"}}
    )

    drawing = diagram(raw)

    one, two = (next(one for one in drawing.stations if one.code == code["code"]) for code in raw["states"][:2])
    assert (one.title, one.words) == ("一二三四五六七八九十一二三…", "一二三四五六七八九十一二三四五六")
    assert two.title == "一二三四五六七八九十…"
    assert drawing.staying[-1] == "一二三四五六七八九十一二三四五六七八九"


def test_what_has_faults_is_drawn_as_far_as_it_goes():
    raw = content("advice")
    raw["transitions"][0]["to"] = "atlantis"
    raw["transitions"][1] = {"verb": "close"}

    assert diagram(raw).stations
    assert diagram({}).stations == diagram({"states": [], "transitions": [{"to": "x", "from": ["y"]}]}).stations == ()
