import tomllib

import pytest
from django.db import DatabaseError, transaction
from django.db.utils import IntegrityError
from django.utils.timezone import localdate, now

from linli.hall.content import complete
from linli.hall.domain.ground import FILE, lay_items
from linli.hall.domain.item import change_item
from linli.hall.enums import Group
from linli.hall.models import Item, ItemVersion, Material, Question
from linli.hall.queries.item import item_map, item_of

SHIPPED = tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_the_forty_items_come_unverified_and_say_no_fact_that_nobody_knows(db):
    items = item_map()

    general = [row["code"] for row in SHIPPED["item"] if row["source"] == "general"]
    assert len(general) == 40
    assert list(items) == [
        row["code"]
        for row in sorted(SHIPPED["item"], key=lambda row: (list(Group).index(row["group"]), row["position"]))
    ]
    for item in items.values():
        version = item.current
        assert (version.number, version.is_verified, version.is_invented) == (1, False, False)
        assert not any((version.materials, version.promised, version.statutory, version.fee, version.conditions))
        assert "未经核实" in version.source
    assert {item.code for item in items.values() if item.current.is_licensing} == {"tree-felling"}
    assert [item.name for item in items.values() if item.kind == "party"] == [
        "党员组织关系转接", "流动党员登记", "在职党员到社区报到",
    ]  # fmt: skip
    assert Question.objects.filter(is_first=True).count() == 4


def test_laying_the_ground_again_changes_nothing_and_leaves_what_the_county_set(keeper):
    change_item("elder-card", {"name": "敬老卡"}, by=keeper)
    before = ItemVersion.objects.count()

    lay_items()

    assert ItemVersion.objects.count() == before
    assert item_of("elder-card").name == "敬老卡"


def test_a_new_release_publishes_what_it_says_otherwise(db, monkeypatch, tmp_path):
    file = tmp_path / "items.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace('position = 10\nwords = "城乡居保', 'position = 10\nbasis = "社会保险法"\nwords = "城乡居保'))  # fmt: skip
    monkeypatch.setattr("linli.hall.domain.ground.FILE", file)

    lay_items()

    assert [one.number for one in ItemVersion.objects.filter(item__code="pension-enrolment").order_by("number")] == [
        1,
        2,
    ]
    assert item_of("pension-enrolment").current.basis == "社会保险法"
    assert ItemVersion.objects.filter(item__code="elder-card").count() == 1


BROKEN = [
    ({"channels": ["online"]}, "never_online_only"),
    ({"channels": []}, "never_online_only"),
    ({"is_licensing": True}, "licensing_tells_within_five_days"),
    (
        {"is_licensing": True, "notice_amount": 6, "notice_unit": "working_days", "is_deemed_accepted": True},
        "licensing",
    ),
    ({"promised_amount": 5}, "item_promised_limit_whole"),
    ({"statutory_unit": "months"}, "item_statutory_limit_whole"),
    ({"is_free": True, "fee": "10 元"}, "free_item_has_no_fee"),
    ({"number": 1}, "item_version_once"),
]


@pytest.mark.parametrize(("said", "constraint"), BROKEN)
def test_the_database_refuses_what_the_law_does(said, constraint, db):
    item = Item.objects.get(code="elder-card")
    columns = {"number": 9, "channels": ["window"], "valid_from": localdate(), "published_at": now()} | said

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ItemVersion.objects.create(item=item, published_by="test", **columns)


def test_what_is_published_is_never_changed(db):
    version = ItemVersion.objects.filter(item__code="elder-card").get()
    paper = {"position": 0, "code": "identity", "name": "身份证", "form": "original"}
    Material.objects.create(version=version, **paper)

    for rows, said in ((ItemVersion.objects.all(), {"note": "改"}), (Material.objects.all(), {"name": "改"})):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**said)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.all()._raw_delete(rows.db)
    with pytest.raises(IntegrityError, match="obtainable_material_is_not_asked"), transaction.atomic():
        Material.objects.create(
            version=version, **paper | {"position": 1, "code": "x"}, is_obtainable=True, is_secondary=True
        )


def test_the_shipped_file_says_only_what_is_known_to_the_code():
    from linli.hall.content import DEFAULT
    from linli.hall.domain.item import FACTS

    known = {"code", *FACTS, *DEFAULT}
    assert [set(row) - known for row in SHIPPED["item"] if set(row) - known] == []
    assert all(complete(row)["fit"] or row["kind"] == "party" for row in SHIPPED["item"])
