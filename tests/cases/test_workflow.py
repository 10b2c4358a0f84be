"""A procedure is refused with every problem it has, and the shipped ones have none."""

import copy
import tomllib

import pytest

from linli.cases.domain.ground import DATA
from linli.cases.enums import Stage, Verb
from linli.cases.workflow import ProcedureError, parse_procedure, read_procedure

FILES = sorted((DATA / "procedures").glob("*.toml"))


def content(name: str = "advice") -> dict:
    return copy.deepcopy(tomllib.loads((DATA / "procedures" / f"{name}.toml").read_text(encoding="utf-8")))


def problems_of(raw: dict) -> list[str]:
    with pytest.raises(ProcedureError) as refused:
        parse_procedure(raw)
    return refused.value.problems


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_shipped_procedure_holds_together(file):
    spec = read_procedure(file)

    assert spec.code == file.stem
    assert spec.states[spec.first].stage == Stage.OPEN


def test_ten_procedures_are_shipped():
    assert [file.stem for file in FILES] == [
        "advice", "complaint", "grid_matter", "hotline_order", "instruction", "mediation", "order", "petition",
        "petition_review", "service_item",
    ]  # fmt: skip


def test_unreachable_state_is_named():
    raw = content()
    raw["states"].append({"code": "island", "stage": "done", **{
        key: {"zh": "岛", "en": "Island"} for key in ("title", "resident", "following")}})  # fmt: skip

    assert problems_of(raw) == ["it cannot be reached from the first state"]


def test_rules_that_name_a_unit_where_linli_may_not_assign_are_named():
    raw = {**content(), "assigns_on": "accept"}
    for step in raw["transitions"]:
        if step["verb"] == "assign":
            step["who"] = [who for who in step["who"] if who != "system"]

    assert [words.split(" the rules")[0] for words in problems_of(raw)] == ["after accept"]


def test_state_that_cannot_end_is_named():
    raw = content()
    raw["transitions"] = [step for step in raw["transitions"] if step["verb"] != "supplement"]
    raw["transitions"] = [
        {**step, "from": [state for state in step["from"] if state != "waiting"]} for step in raw["transitions"]
    ]

    assert problems_of(raw) == ["from it no end can be reached"]


def test_missing_language_is_named():
    raw = content()
    raw["states"][0]["resident"] = {"zh": "已收到"}

    assert problems_of(raw) == ["state asked: resident is missing in en"]


def test_unknown_role_and_need_are_named():
    raw = content()
    raw["transitions"][0]["who"] = ["emperor"]
    raw["transitions"][0]["needs"] = ["gold"]

    assert problems_of(raw) == [
        "transition accept from asked: needs has unknown gold",
        "transition accept from asked: who has unknown emperor",
    ]


def test_transition_to_nowhere_is_named():
    raw = content()
    raw["transitions"][-1]["to"] = "atlantis"

    assert "transition withdraw: there is no state atlantis" in problems_of(raw)


def test_two_transitions_of_one_verb_from_one_state_are_refused():
    raw = content()
    raw["transitions"].append(raw["transitions"][0])

    assert problems_of(raw) == ["transition accept from asked is there twice"]


@pytest.mark.parametrize("limit", ["5 fortnights", "", "0 working_days", "many working_days"])
def test_limit_that_cannot_be_read_is_named(limit):
    raw = content()
    raw["limits"][0]["limit"] = limit

    found = problems_of(raw)

    assert found[0].startswith("limit answer: ")


def test_limit_that_no_deed_meets_is_named():
    raw = content()
    raw["limits"][0]["met_by"] = ["rate", "propose_closure"]

    assert problems_of(raw) == ["limit answer: no transition does propose_closure"]


def test_exactly_one_limit_is_of_the_whole():
    raw = content()
    raw["limits"][0]["whole"] = False

    assert problems_of(raw) == ["exactly one limit is the limit of the whole matter (whole = true)"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"objection_within": ""}, "objection_within and a transition that objects belong together"),
        ({"objection_within": "5 fortnights"}, "objection_within: "),
        ({"limits": "objection"}, "limit objection: an objection is decided in no time"),
        ({"transitions": "decide_objection"}, "nobody decides an objection"),
    ],
)
def test_whoever_may_object_has_a_time_and_somebody_who_decides_in_a_time(change, problem):
    raw = content()
    for key, value in change.items():
        if key == "objection_within":
            raw[key] = value
        else:
            raw[key] = [row for row in raw[key] if value not in (row.get("key"), row.get("verb"))]

    assert any(found.startswith(problem) for found in problems_of(raw))


def test_file_that_is_not_toml_is_refused(tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text("code = [", encoding="utf-8")

    with pytest.raises(ProcedureError, match="not valid TOML"):
        read_procedure(file)


def test_all_problems_are_told_at_once():
    raw = content()
    raw["states"][0]["title"] = {}
    raw["transitions"][0]["who"] = []
    raw["limits"][0]["limit"] = "soon"

    assert len(problems_of(raw)) >= 3


def test_every_verb_of_a_shipped_procedure_has_words_in_both_languages():
    spec = read_procedure(DATA / "procedures" / "grid_matter.toml")

    assert {step.verb for step in spec.transitions} >= {Verb.ACCEPT, Verb.ASSIGN, Verb.CLOSE, Verb.RATE, Verb.MERGE}
    assert all(step.title.zh and step.title.en for step in spec.transitions)


def transition(raw: dict, verb: str) -> dict:
    return next(step for step in raw["transitions"] if step["verb"] == verb)


@pytest.mark.parametrize(
    ("verb", "change", "problem"),
    [
        (
            "withdraw",
            {"to": "asked"},
            "transition withdraw: it ends a matter, and must lead to a state of the stage done",
        ),
        ("withdraw", {"to": ""}, "transition withdraw: it ends a matter, and must lead to a state of the stage done"),
        (
            "supplement",
            {"to": "withdrawn"},
            "transition supplement: it does not end a matter, and cannot lead to withdrawn",
        ),
        ("rate", {"to": "asked"}, "transition rate: only reopening leads out of answered"),
        ("reopen", {"from": ["asked"]}, "transition reopen: it leads from what is over back to work"),
        ("rate", {"from": []}, "transition rate: it begins nowhere"),
    ],
)
def test_only_a_deed_that_ends_or_reopens_crosses_the_line_of_what_is_over(verb, change, problem):
    raw = content()

    transition(raw, verb).update(change)

    assert problem in problems_of(raw)


def test_a_return_visit_needs_the_state_it_sends_back_to():
    raw = content("hotline_order")
    handling = next(state for state in raw["states"] if state["code"] == "handling")
    handling["code"] = "working"
    for step in raw["transitions"]:
        step["from"] = ["working" if code == "handling" else code for code in step["from"]]
        step["to"] = "working" if step.get("to") == "handling" else step.get("to", "")

    assert problems_of(raw) == [
        "transition record_visit: what is not resolved goes back to a state handling, and there is none"
    ]


@pytest.mark.parametrize(
    ("change", "start"),
    [({"states": {}}, "states: a list of tables"), ({"title": "x"}, "the procedure: title is not a text in both languages"),
     ({"colour": "red"}, "the procedure: colour is no word"), ({"public": "yes"}, "the procedure: public is not a yes or no"),
     ({"code": "A b"}, "the procedure: A b is no code"), ({"reminds_before": 2}, "reminds_before"),
     ({"closed_to": ["all"]}, "the procedure: closed_to has unknown all"), ({"first": "withdrawn"}, "first: a matter cannot")],
)  # fmt: skip
def test_what_has_another_shape_is_told_and_never_fails(change, start):
    assert problems_of(content() | change)[0].startswith(start)


def test_a_state_that_is_there_twice_is_named_with_its_place():
    raw = content()
    raw["states"].append(dict(raw["states"][0]))

    found = problems_of(raw)

    assert found == [f"state {raw['states'][0]['code']} is there twice or has no code"]
    assert (found[0].part, found[0].row) == ("states", len(raw["states"]) - 1)


def test_ladder_and_opener_are_checked():
    raw = content()
    raw["ladder"] = [{"title": {"zh": "催办", "en": "Urged"}, "after": "soon", "tells": ["king"]}]
    raw["opened_by"] = ["emperor"]

    found = problems_of(raw)

    assert any(problem.startswith("ladder Urged: ") and "soon" in problem for problem in found)
    assert {"ladder Urged: tells has unknown king", "the procedure: opened_by has unknown emperor"} <= set(found)


def test_escalating_by_hand_needs_a_ladder():
    raw = content()
    raw["transitions"].append({**raw["transitions"][0], "verb": "escalate"})

    assert problems_of(raw) == ["a transition escalates, and there is no ladder"]
