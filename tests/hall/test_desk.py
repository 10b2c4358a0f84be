"""The catalogue in the settings and what a centre offers: pages, forms, who may."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from linli.common.models import AuditEntry
from linli.hall.content import complete
from linli.hall.domain.draft import begin_draft
from linli.hall.models import Item, ItemDraft, ItemVersion, PlaceItem, Question
from linli.hall.queries.item import item_of
from linli.hall.queries.sheet import sheet_rows
from linli.people.reader import system
from linli.places.domain.room import open_window
from tests.hall.conftest import sit

CODE = "elder-card"
SHEET = f"/settings/items/{CODE}/"
WHOLE = {"channels": ["window", "agent"], "promised_amount": "5", "promised_unit": "working_days", "takes_later": "on"}
PAPER = {"name": "身份证", "code": "identity", "form": "original", "copies": "1"}


@pytest.fixture
def desk(keeper):
    return sit(keeper)


def test_an_administrator_writes_publishes_and_takes_back(desk, keeper):
    assert desk.post(f"{SHEET}deeds/draft/").status_code == 302
    assert "可以发布" in desk.get(f"{SHEET}draft/").content.decode()
    assert desk.post(f"{SHEET}draft/whole/", WHOLE | {"seen": 1}).status_code == 302
    assert desk.post(f"{SHEET}draft/materials/new/", PAPER | {"seen": 2}).status_code == 302
    assert (
        desk.post(
            f"{SHEET}draft/materials/new/", PAPER | {"seen": 3, "code": "photo", "name": "照片", "is_secondary": "on"}
        ).status_code
        == 302
    )
    assert desk.post(f"{SHEET}draft/materials/2/", {"deed": "up", "seen": 4}).status_code == 302
    assert [row["code"] for row in ItemDraft.objects.get().content["materials"]] == ["photo", "identity"]
    assert desk.post(f"{SHEET}draft/fit/1/", {"answers": ["age=oldest"], "seen": 5}).status_code == 302
    page = desk.get(f"{SHEET}draft/publication/").content.decode()
    assert [words in page for words in ("5 个工作日", "可后补", "80 周岁以上")] == [True] * 3

    answer = desk.post(f"{SHEET}draft/publication/", {"on": "2099-01-01", "seen": 6})
    assert answer.status_code == 422
    assert (
        desk.post(
            f"{SHEET}draft/publication/", {"on": f"{item_of(CODE).current.valid_from}", "note": "缩短", "seen": 6}
        ).status_code
        == 302
    )
    current = item_of(CODE).current
    assert (current.number, str(current.promised), [one.code for one in current.materials]) == (
        2,
        "5 working_days",
        ["photo", "identity"],
    )

    entry = AuditEntry.objects.filter(action="item.published").get()
    assert f"/settings/items/changes/{entry.id}/taking-back/" in desk.get(SHEET).content.decode()
    assert desk.post(f"/settings/items/changes/{entry.id}/taking-back/").status_code == 302
    assert item_of(CODE).current.promised is None
    assert desk.post(f"{SHEET}deeds/return/", {"number": "2"}).status_code == 302
    assert item_of(CODE).current.number == 4


@pytest.mark.parametrize(
    ("path", "said", "words"),
    [
        ("draft/whole/", WHOLE | {"channels": ["online"], "seen": 1}, "不强制网上办理"),
        ("draft/whole/", WHOLE | {"areas": "350181999", "seen": 1}, "没有代码为 350181999 的区域"),
        ("draft/whole/", WHOLE | {"deciding_unit": "nobody", "seen": 1}, "nobody：没有这个单位"),
        ("draft/whole/", WHOLE | {"case_kind": "X101", "seen": 1}, "X101：这类事项不是政务服务事项"),
        ("draft/whole/", WHOLE | {"form_code": "nothing", "seen": 1}, "nothing：没有以此编码发布的表单"),
        ("draft/whole/", WHOLE | {"conditions": "保留我", "seen": 9}, "保留我"),  # somebody was faster: what was typed is kept
        ("draft/materials/new/", PAPER | {"code": "身份证", "seen": 1}, "小写字母"),
        ("draft/materials/new/", PAPER | {"is_obtainable": "on", "takes_promise": "on", "seen": 1}, "不再要求提供"),
        ("draft/materials/new/", PAPER | {"sample": "http://x", "seen": 1}, "以 https:// 开头"),
        ("draft/fit/new/", {"answers": ["age=older", "residence=town"], "seen": 1}, "只选同一个问题"),
        ("draft/publication/", {"on": "", "seen": 1}, "未"),
        ("deeds/withdrawal/", {"reason": ""}, "停办"),
        ("facts/", {"name": "", "kind": "service", "power": "service", "group": "age", "position": "10"}, "事项本身"),
        ("facts/", {"name": "x", "kind": "party", "power": "service", "group": "age", "position": "10"}, "不属于行政权力"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said_and_kept(path, said, words, desk, keeper):
    begin_draft(CODE, by=keeper)

    answer = desk.post(f"{SHEET}{path}", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert ItemVersion.objects.filter(item__code=CODE).count() == 1


def test_faults_of_a_draft_lead_to_where_they_are_mended(desk, keeper):
    begin_draft(CODE, by=keeper)
    paper = PAPER | {"copies": 1, "is_secondary": True}
    ItemDraft.objects.update(
        content={"materials": [paper], "deciding_unit": "gone", "fit": [{"question": "gone", "one_of": ["x"]}]}
    )

    page = desk.get(f"{SHEET}draft/").content.decode()

    for address in ("draft/materials/1/", "draft/whole/", "draft/fit/1/"):
        assert f'href="{SHEET}{address}"' in page
    publication = desk.get(f"{SHEET}draft/publication/").content.decode()
    assert ('type="date"' in publication, "改好以上问题后才能发布。" in publication) == (False, True)


def test_a_sheet_says_fields_by_their_titles_and_the_fee_in_one_line():
    said = complete({"outside_fields": ["phone", "own"], "is_free": True})

    rows = dict(sheet_rows(said))

    assert (rows["收费"], rows["需要抄录的字段"].split("、")[-1], "是" in rows.values()) == ("不收费", "own", False)
    assert "phone" not in rows["需要抄录的字段"]


def test_items_are_made_withdrawn_and_listed_by_state(desk):
    facts = {
        "code": "new-thing",
        "name": "新事项",
        "kind": "service",
        "power": "service",
        "group": "daily",
        "position": "5",
    }
    assert desk.post("/settings/items/new/", facts).status_code == 302
    assert desk.post("/settings/items/new/", facts).status_code == 422
    assert desk.post("/settings/items/new/", facts | {"code": "questions"}).status_code == 422
    assert desk.post(f"{SHEET}deeds/withdrawal/", {"reason": "停办一年"}).status_code == 302
    assert desk.post(f"{SHEET}deeds/nonsense/").status_code == 404

    def listed(query):
        return [line.item.code for line in desk.get(f"/settings/items/?{query}").context["lines"]]

    assert listed("only=withdrawn") == [CODE]
    assert listed("only=new") == ["new-thing"] == listed("only=draft") == listed("q=新事项")
    assert len(listed("only=unverified")) == len(listed("")) - 1
    assert Client().get("/items/new-thing/").status_code == 404
    assert desk.post(f"{SHEET}deeds/restoring/").status_code == 302
    assert listed("only=withdrawn") == []


def test_a_question_is_written_and_not_taken_out_under_the_items_that_ask_it(desk):
    said = {"code": "who", "words": "您是？", "answers": "a | 甲 | A\nb ｜ 乙", "position": "5"}
    assert desk.post("/settings/items/questions/new/", said).status_code == 302
    assert Question.objects.get(code="who").answers[1] == {"code": "b", "words": "乙", "words_en": ""}
    assert desk.post("/settings/items/questions/new/", said | {"code": "x", "answers": "甲"}).status_code == 422
    assert desk.post("/settings/items/questions/new/", said | {"code": "q"}).status_code == 422
    desk.post("/settings/items/questions/age/", {"deed": "remove"})
    assert Question.objects.filter(code="age").exists()
    entry = AuditEntry.objects.get(action="question.written")
    assert desk.post(f"/settings/items/questions/changes/{entry.id}/taking-back/").status_code == 302
    assert not Question.objects.filter(code="who").exists()


def test_the_catalogue_goes_out_and_comes_back_as_workbook_and_json(desk, keeper):
    book = desk.get("/settings/items/file.xlsx").content
    whole = desk.get("/settings/items/file.json").content

    def bring(content, name):
        return desk.post("/settings/items/import/", {"file": SimpleUploadedFile(name, content)})

    for content, name in ((book, "items.xlsx"), (whole, "items.json")):  # what is as it was brings nothing
        assert bring(content, name).status_code == 302
        assert ItemDraft.objects.count() == 0
    sheet = load_workbook(BytesIO(book))
    rows = sheet.worksheets[0]
    head = {cell.value.rsplit("[", 1)[1].rstrip("]"): cell.column for cell in rows[1]}
    line = next(row for row in rows.iter_rows(min_row=2) if row[0].value == CODE)
    line[head["fee"] - 1].value, line[head["name"] - 1].value = "10 元", "敬老卡"
    sheet.worksheets[1].append([CODE, "identity", "身份证"])
    out = BytesIO()
    sheet.save(out)
    assert bring(out.getvalue(), "items.xlsx").status_code == 302
    draft = ItemDraft.objects.get()
    assert (draft.item.code, draft.content["fee"], draft.content["materials"][0]["name"], item_of(CODE).name) == (CODE, "10 元", "身份证", "敬老卡")  # fmt: skip

    new = b'{"format": 1, "items": [{"code": "new-thing", "name": "n", "kind": "service", "power": "service", "group": "daily"}]}'
    assert bring(new, "items.json").status_code == 302
    assert Item.objects.get(code="new-thing").draft.content["channels"] == ["window"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04broken", b"{", b"[]", b'{"format": 2, "items": []}', b'{"format": 1, "items": [{"code": "Bad"}]}',
        b'{"format": 1, "items": [{"code": "a-b", "name": "n", "kind": "moon"}]}', b'{"format": 1, "items": [5]}',
        b'{"format": 1, "items": [{"code": "elder-card", "channels": "window"}]}',
        b'{"format": 1, "items": [{"code": "elder-card"}, {"code": "elder-card"}]}', b"\xff\xfe{",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_changes_nothing(content, desk):
    answer = desk.post("/settings/items/import/", {"file": SimpleUploadedFile("items.json", content)})

    assert answer.status_code == 422
    assert not ItemDraft.objects.exists()


def test_a_manager_says_what_their_own_place_deals_with(place, readers):
    open_window(place, 3, "民政", by=system("test"))
    desk = sit(readers["manager"])
    assert desk.get("/desk/items/").headers["Location"] == "/desk/items/hall/"  # the one place of theirs

    assert (
        desk.post(f"/desk/items/hall/{CODE}/", {"is_offered": "yes", "windows": ["3"], "note": "周一"}).status_code
        == 302
    )
    page = desk.get("/desk/items/hall/").content.decode()
    assert [words in page for words in ("3号窗口", "周一")] == [True] * 2
    assert desk.post(f"/desk/items/hall/{CODE}/", {"is_offered": "yes", "windows": ["9"]}).status_code == 422
    entry = AuditEntry.objects.get(action="place_item.set")
    assert desk.post(f"/desk/items/changes/{entry.id}/taking-back/").status_code == 302
    assert not PlaceItem.objects.exists()
    assert (
        desk.post(f"/desk/items/hall/{CODE}/", {"is_offered": "rule"}).status_code == 302
    )  # as the rule: nothing is written
    assert not PlaceItem.objects.exists()

    other = sit(readers["other_manager"])
    for path in ("/desk/items/hall/", f"/desk/items/hall/{CODE}/"):
        assert other.get(path).status_code == 404
    assert other.post(f"/desk/items/changes/{entry.id}/taking-back/").status_code == 404
    assert sit(readers["clerk"]).get("/desk/items/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_at_the_desk_ask_as_often_for_one_as_for_three(count, keeper, place, django_assert_num_queries):
    for number in range(count):
        begin_draft(["parcels", "elder-card", "minimum-living"][number], by=keeper)
    desk = sit(keeper)
    desk.get("/settings/items/"), desk.get("/desk/items/hall/"), desk.get("/settings/items/questions/")

    for path, statements in (("/settings/items/", 5), ("/desk/items/hall/", 5), ("/settings/items/questions/", 6)):
        with django_assert_num_queries(statements):
            assert desk.get(path).status_code == 200


@pytest.mark.parametrize("who", ["town_administrator", "auditor", "manager"])
def test_who_does_not_keep_the_catalogue_reads_it_or_stays_out(who, readers, keeper):
    begin_draft(CODE, by=keeper)
    desk, may_read = sit(readers[who]), who != "manager"

    for path in (
        "/settings/items/",
        SHEET,
        f"{SHEET}draft/",
        "/settings/items/questions/",
        "/settings/items/file.json",
    ):
        assert desk.get(path).status_code == (200 if may_read else 403)
    for path in (
        f"{SHEET}draft/whole/",
        f"{SHEET}draft/publication/",
        f"{SHEET}facts/",
        "/settings/items/new/",
        "/settings/items/import/",
    ):
        assert desk.get(path).status_code == 403
    assert desk.post(f"{SHEET}deeds/discarding/").status_code == 403
    assert ItemDraft.objects.exists()
