"""The catalogue is kept: items made and withdrawn, drafts written, versions published, recalled, brought back, taken back."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.models import AuditEntry
from linli.hall.content import complete
from linli.hall.domain.draft import begin_draft, change_draft, discard_draft
from linli.hall.domain.item import change_item, make_item, restore_item, withdraw_item
from linli.hall.domain.publication import bring_back, publish_draft, recall_version
from linli.hall.domain.question import remove_question, take_back_question, write_question
from linli.hall.domain.taking_back import take_back_item
from linli.hall.models import ItemDraft, ItemVersion
from linli.hall.queries.fitting import questions
from linli.hall.queries.item import item_of
from tests.hall.conftest import refused

CODE = "elder-card"
TODAY = localdate()
FACTS = {"kind": "service", "power": "service", "group": "daily", "name": "测试事项"}
PAPER = {"code": "identity", "name": "身份证", "form": "both", "copies": 2}


def write(keeper, **said):
    draft = ItemDraft.objects.filter(item__code=CODE).first() or begin_draft(CODE, by=keeper)
    return change_draft(CODE, lambda content: content | said, by=keeper, seen=draft.edition)


def publish(keeper, on=None, **said):
    draft = write(keeper, **said)
    return publish_draft(CODE, on=on or TODAY, note_words="改了", by=keeper, seen=draft.edition)


def last(action):
    return AuditEntry.objects.filter(action=action).order_by("-at", "-id").first()


def test_a_draft_is_written_and_published_and_the_former_version_stays(keeper):
    version = publish(keeper, promised="5 working_days", materials=[PAPER], conditions="年满六十")

    current = item_of(CODE).current
    assert (version.number, current.number, str(current.promised), current.conditions) == (
        2,
        2,
        "5 working_days",
        "年满六十",
    )
    assert [(paper.code, paper.form, paper.copies) for paper in current.materials] == [("identity", "both", 2)]
    assert item_of(CODE).is_set_here
    assert not ItemDraft.objects.exists()
    assert ItemVersion.objects.get(item__code=CODE, number=1).conditions == ""
    assert last("item.published").detail["before"] == {"version": 1}


def test_a_version_of_a_later_day_waits_for_it(keeper):
    publish(keeper, on=TODAY + timedelta(days=3), promised="5 working_days")

    item = item_of(CODE)
    assert (item.current.number, item.coming.number) == (1, 2)
    assert [item.version_on(TODAY + timedelta(days=day)).number for day in (2, 3, 4)] == [1, 2, 2]
    draft = write(keeper, promised="4 working_days")
    with refused("item_version_coming"):
        publish_draft(CODE, on=TODAY, by=keeper, seen=draft.edition)


def test_before_its_day_a_version_is_taken_back_and_is_a_draft_again(keeper):
    publish(keeper, on=TODAY + timedelta(days=3), promised="5 working_days")

    recall_version(CODE, by=keeper)

    assert item_of(CODE).coming is None
    assert ItemDraft.objects.get().content["promised"] == "5 working_days"
    with refused("item_version_holds"):
        recall_version(CODE, by=keeper)
    assert publish(keeper).number == 3  # no number is given twice


def test_a_former_version_comes_back_as_a_new_one(keeper):
    publish(keeper, promised="5 working_days")

    assert bring_back(CODE, to=1, by=keeper).number == 3
    assert item_of(CODE).current.promised is None
    with refused("item_unchanged"):
        bring_back(CODE, to=1, by=keeper)
    with refused("item_unknown"):
        bring_back(CODE, to=9, by=keeper)


@pytest.mark.parametrize(
    ("said", "on", "code"),
    [
        ({"channels": ["online"]}, TODAY, "item_faulty"),
        ({"fit": [{"question": "size", "one_of": ["x"]}]}, TODAY, "item_faulty"),
        ({"deciding_unit": "nobody"}, TODAY, "item_faulty"),
        ({}, TODAY, "item_unchanged"),
        ({"fee": "10 元"}, TODAY - timedelta(days=1), "item_day_past"),
        ({"fee": "10 元"}, TODAY + timedelta(days=800), "item_day_past"),
    ],
)
def test_what_cannot_be_published_is_refused_and_stays_a_draft(said, on, code, keeper):
    draft = write(keeper, **said)

    with refused(code):
        publish_draft(CODE, on=on, by=keeper, seen=draft.edition)

    assert ItemDraft.objects.count() == 1
    assert item_of(CODE).current.number == 1


def test_two_who_write_at_once_do_not_overwrite_each_other(keeper):
    draft = write(keeper, fee="10 元")

    with refused("item_draft_changed"):
        change_draft(CODE, lambda content: content | {"fee": "20 元"}, by=keeper, seen=draft.edition - 1)
    with refused("item_draft_changed"):
        publish_draft(CODE, on=TODAY, by=keeper, seen=draft.edition - 1)
    with refused("item_draft_stands"):
        begin_draft(CODE, by=keeper)
    discard_draft(CODE, by=keeper)
    for gone in (lambda: discard_draft(CODE, by=keeper), lambda: publish_draft(CODE, on=TODAY, by=keeper, seen=1)):
        with refused("item_draft_gone"):
            gone()


def test_a_draft_that_was_overtaken_is_not_published(keeper):
    draft = write(keeper, fee="10 元")
    ItemDraft.objects.update(base=None)

    with refused("item_moved_on"):
        publish_draft(CODE, on=TODAY, by=keeper, seen=draft.edition)


def test_an_item_is_made_changed_withdrawn_with_a_reason_and_offered_again(keeper):
    make_item("new-thing", FACTS, by=keeper)
    assert not item_of("new-thing").is_offered  # nothing is published yet
    change_item("new-thing", {"name": "新的名字"}, by=keeper)
    assert (item_of("new-thing").name, item_of("new-thing").initials) == ("新的名字", "xdmz")

    withdraw_item(CODE, reason="并入另一事项", by=keeper)
    assert (item_of(CODE).is_offered, item_of(CODE).reason) == (False, "并入另一事项")
    restore_item(CODE, by=keeper)
    assert item_of(CODE).is_offered


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda by: make_item(CODE, FACTS, by=by), "item_code_taken"),
        (lambda by: make_item("Bad Code", FACTS, by=by), "item_facts_faulty"),
        (lambda by: make_item("x", FACTS | {"name": " "}, by=by), "item_facts_faulty"),
        (lambda by: make_item("x", FACTS | {"kind": "party"}, by=by), "item_facts_faulty"),
        (lambda by: make_item("x", FACTS | {"group": "moon"}, by=by), "item_facts_faulty"),
        (lambda by: change_item("nothing", {"name": "x"}, by=by), "item_unknown"),
        (lambda by: withdraw_item(CODE, reason=" ", by=by), "item_reason_missing"),
        (lambda by: restore_item(CODE, by=by), "item_not_withdrawn"),
        (lambda by: begin_draft("nothing", by=by), "item_unknown"),
        (lambda by: write_question("age", {"words": "?", "answers": []}, by=by), "question_faulty"),
        (lambda by: write_question("q", {"words": "?", "answers": [{"code": "a", "words": "a"}] * 2}, by=by), "question_faulty"),
        (lambda by: remove_question("age", by=by), "question_asked"),
        (lambda by: remove_question("nothing", by=by), "question_unknown"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_name(deed, code, keeper):
    with refused(code):
        deed(keeper)


@pytest.mark.parametrize("who", ["town_administrator", "auditor", "manager", "clerk", "resident"])
def test_only_administrators_of_the_county_keep_the_catalogue(who, readers):
    by = readers[who]
    for deed in (
        lambda: begin_draft(CODE, by=by), lambda: make_item("x", FACTS, by=by), lambda: withdraw_item(CODE, reason="x", by=by),
        lambda: bring_back(CODE, to=1, by=by), lambda: remove_question("age", by=by),
    ):  # fmt: skip
        with refused("not_catalogue_keeper"):
            deed()


def test_each_change_is_taken_back_where_nothing_came_since(keeper):
    change_item(CODE, {"name": "敬老卡"}, by=keeper)
    take_back_item(last("item.changed"), by=keeper)
    assert item_of(CODE).name == "老年人优待证"

    withdraw_item(CODE, reason="停办", by=keeper)
    take_back_item(last("item.withdrawn"), by=keeper)
    assert item_of(CODE).is_offered
    take_back_item(last("item.restored"), by=keeper)
    assert item_of(CODE).reason == "停办"
    restore_item(CODE, by=keeper)

    write(keeper, fee="10 元")
    take_back_item(last("item.draft_changed"), by=keeper)
    assert ItemDraft.objects.get().content["fee"] == ""
    write(keeper, fee="20 元")
    discard_draft(CODE, by=keeper)
    take_back_item(last("item.draft_discarded"), by=keeper)
    assert ItemDraft.objects.get().content["fee"] == "20 元"
    discard_draft(CODE, by=keeper)

    publish(keeper, fee="30 元")
    take_back_item(last("item.published"), by=keeper)
    assert (item_of(CODE).current.number, item_of(CODE).current.fee) == (3, "")
    publish(keeper, on=TODAY + timedelta(days=2), fee="40 元")
    take_back_item(last("item.published"), by=keeper)
    assert item_of(CODE).coming is None


def test_what_was_changed_again_is_not_taken_back(keeper):
    change_item(CODE, {"name": "敬老卡"}, by=keeper)
    entry = last("item.changed")
    change_item(CODE, {"name": "老人卡"}, by=keeper)
    with refused("changed_since"):
        take_back_item(entry, by=keeper)
    make_item("new-thing", FACTS, by=keeper)
    with refused("not_taken_back"):
        take_back_item(last("item.made"), by=keeper)


def test_a_question_is_written_taken_out_and_taken_back(keeper):
    said = {
        "words": "您是？",
        "answers": [{"code": "a", "words": "甲"}, {"code": "b", "words": "乙"}],
        "is_first": False,
    }
    write_question("who", said, by=keeper)
    assert [answer.code for answer in questions()["who"].answers] == ["a", "b"]
    remove_question("who", by=keeper)
    take_back_question(last("question.written"), by=keeper)
    assert "who" in questions()

    kept = complete({"fit": [{"question": "who", "one_of": ["b"]}]})["fit"]
    write(keeper, fit=kept)
    with refused("question_asked"):  # a draft leans on the answer
        write_question("who", said | {"answers": [*said["answers"][:1], {"code": "c", "words": "丙"}]}, by=keeper)
