import pytest

from linli.hall.content import complete, faults, is_shaped, terse

ANSWERS = {"age": frozenset({"older", "child"})}
PAPER = {"code": "identity", "name": "身份证"}


def found(**said):
    return faults(complete(said), code_fault=lambda key, code: "" if code == "U1" else "unknown", answers=ANSWERS)


def test_what_says_nothing_can_be_published():
    assert found() == []
    assert terse(complete({})) == {}
    assert (
        complete({"process": " 交表\r\n等\r"})["process"] == "交表\n等"
    )  # as a browser sends it: no change of its own


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"channels": ["online"]}, ["channels:online_only"]),
        ({"channels": []}, ["channels", "channels:online_only"]),
        ({"channels": ["telepathy", "window"]}, ["channels"]),
        ({"promised": "5 weeks"}, ["promised"]),
        ({"promised": "5 business_hours"}, ["promised"]),
        ({"promised": "0 months"}, ["promised"]),
        ({"statutory": 20}, ["statutory"]),
        ({"conditions": "长" * 4001}, ["conditions"]),
        ({"is_free": "yes"}, ["is_free"]),
        ({"is_free": True, "fee": "10 元"}, ["fee:free"]),
        ({"accepting_unit": "U2"}, ["accepting_unit:unknown"]),
        ({"areas": ["3501"]}, ["areas"]),
        ({"functions": ["leisure", "leisure"]}, ["functions"]),
        ({"is_licensing": True}, ["notice:licensing"]),
        ({"is_licensing": True, "notice": "6 working_days", "is_deemed_accepted": True}, ["notice:licensing"]),
        ({"is_licensing": True, "notice": "5 calendar_days", "is_deemed_accepted": True}, ["notice:licensing"]),
        ({"is_licensing": True, "notice": "5 working_days"}, ["notice:licensing"]),
        ({"materials": [{"code": "x"}]}, ["materials:0:name"]),
        ({"materials": [PAPER, PAPER]}, ["materials:0:code", "materials:1:code"]),
        ({"materials": [PAPER | {"form": "soul"}]}, ["materials:0:form"]),
        ({"materials": [PAPER | {"copies": 21}]}, ["materials:0:copies"]),
        ({"materials": [PAPER | {"is_secondary": True}]}, ["materials:0:is_secondary"]),  # the item takes nothing later
        ({"materials": [PAPER | {"is_obtainable": True, "takes_promise": True}]}, ["materials:0:is_obtainable"]),
        ({"materials": [PAPER | {"sample": "javascript:alert(1)"}]}, ["materials:0:sample"]),
        ({"fit": [{"question": "size", "one_of": ["older"]}]}, ["fit:0:question"]),
        ({"fit": [{"question": "age", "one_of": ["ancient"]}]}, ["fit:0:answers"]),
        ({"fit": [{"question": "age", "one_of": ["older"], "none_of": ["child"]}]}, ["fit:0:answers"]),
        ({"fit": [{"question": "age"}]}, ["fit:0:answers"]),
    ],
)
def test_what_cannot_be_published_is_named(said, fault):
    assert found(**said) == fault


@pytest.mark.parametrize(
    "said",
    [
        {"channels": ["agent"]}, {"channels": ["window", "online"]}, {"promised": "5 working_days"},
        {"is_licensing": True, "notice": "5 working_days", "is_deemed_accepted": True}, {"accepting_unit": "U1"},
        {"takes_later": True, "materials": [PAPER | {"is_secondary": True}]},
        {"materials": [PAPER | {"is_obtainable": True}]}, {"fit": [{"question": "age", "none_of": ["child"]}]},
    ],
)  # fmt: skip
def test_what_holds_together_passes(said):
    assert found(**said) == []
    assert complete(terse(complete(said))) == complete(said)  # a file loses nothing


@pytest.mark.parametrize(
    "said",
    [{"channels": "window"}, {"areas": [1]}, {"conditions": 5}, {"is_free": 1},
     {"materials": [PAPER | {"copies": "2"}]}, {"fit": [{"question": ["age"]}]}],
)  # fmt: skip
def test_what_is_no_content_is_told_from_one_with_faults(said):
    assert not is_shaped(complete(said))
    assert is_shaped(complete({"promised": "5 weeks"}))
