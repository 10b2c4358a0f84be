"""The catalogue as a part of the configuration: given, taken, taken back."""

import pytest

from linli.common.exchange import parts, unpacked
from linli.hall.domain.item import change_item
from linli.hall.exchange import ITEMS_FILE, QUESTIONS_FILE
from linli.hall.models import Item, ItemVersion
from linli.hall.queries.item import item_of
from linli.people.domain.exchange import bring_configuration, differences, export_configuration, take_back_configuration
from tests.hall.conftest import refused

ITEM = '[[item]]\ncode = "{code}"\nname = "新事项"\nkind = "service"\npower = "service"\ngroup = "daily"\nwords = ""\n'


def archive(keeper, items="", questions=""):
    """What this county gives, with a catalogue of our own in it."""
    import io
    import zipfile

    files = unpacked(export_configuration(by=keeper)) | {ITEMS_FILE: items.encode(), QUESTIONS_FILE: questions.encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bag:
        for path, content in files.items():
            bag.writestr(path, content)
    return out.getvalue()


def test_what_is_given_changes_nothing_where_it_is_taken(keeper):
    data = export_configuration(by=keeper)

    assert [one.part.code for one in differences(data)] == []
    assert [part.code for part in parts()].index("questions") < [part.code for part in parts()].index("items")


def test_an_item_comes_changes_and_is_taken_back(keeper):
    before = unpacked(export_configuration(by=keeper))[ITEMS_FILE].decode()
    data = archive(
        keeper,
        before.replace('name = "老年人优待证"', 'name = "敬老卡"\nfee = "10 元"') + ITEM.format(code="new-thing"),
    )

    entry = bring_configuration(data, by=keeper, only=["items"])

    assert (item_of("elder-card").name, item_of("elder-card").current.fee) == ("敬老卡", "10 元")
    assert item_of("new-thing").is_offered
    take_back_configuration(entry, by=keeper)
    assert (item_of("elder-card").name, item_of("elder-card").current.fee) == ("老年人优待证", "")
    assert not item_of("new-thing").is_offered  # a version is never deleted: it is withdrawn, and says why
    assert Item.objects.get(code="new-thing").reason
    assert ItemVersion.objects.filter(item__code="parcels").count() == 1  # what did not change is not published anew


@pytest.mark.parametrize(
    "line",
    [
        'kind = "moon"',
        'channels = ["online"]',
        'deciding_unit = "nobody"',
        'fit = [{ question = "size", one_of = ["x"] }]',
    ],
)
def test_what_cannot_come_says_why_and_stops_the_rest(line, keeper):
    text = ITEM.format(code="new-thing")
    text = text.replace('kind = "service"\n', "") if line.startswith("kind") else text
    data = archive(keeper, text + line + "\n")

    found = next(one for one in differences(data) if one.part.code == "items")
    assert list(found.refused) == ["new-thing"]
    with refused("some_cannot_come"):
        bring_configuration(data, by=keeper, only=["items"])
    assert not Item.objects.filter(code="new-thing").exists()


def test_rules_may_name_the_answers_that_come_with_them(keeper):
    question = '[[question]]\ncode = "size"\nwords = "多大？"\nanswers = [{ code = "x", words = "大" }, { code = "y", words = "小" }]\n'
    data = archive(keeper, ITEM.format(code="new-thing") + 'fit = [{ question = "size", one_of = ["x"] }]\n', question)

    bring_configuration(data, by=keeper, only=["questions", "items"])

    assert [rule.question for rule in item_of("new-thing").current.rules] == ["size"]
    change_item("new-thing", {"name": "改过"}, by=keeper)
