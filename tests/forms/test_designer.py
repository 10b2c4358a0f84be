"""The forms in the settings: drawn, looked at, compared, published, taken back, given and taken as files."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.timezone import localdate, now

from linli.common.exchange import unpacked
from linli.common.models import AuditEntry
from linli.forms.domain.draft import begin_draft, change_draft
from linli.forms.domain.edit import move_field
from linli.forms.domain.publication import bring_back, insert_version, publish_draft, withdraw_version
from linli.forms.domain.undo import take_back_form
from linli.forms.errors import (
    FormCodeTaken,
    FormDraftChanged,
    FormDraftStands,
    FormFaulty,
    FormForcePast,
    FormNothingChanged,
    FormUnknown,
    FormVersionComing,
    FormVersionInForce,
    FormVersionMovedOn,
)
from linli.forms.models import FormDraft, FormVersion
from linli.forms.queries.form import form_version, published, published_form
from linli.forms.reading import read_shape
from linli.forms.writing import schema_of
from linli.people.domain.exchange import bring_configuration, export_configuration
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from linli.settings.queries.forms import form_changes
from tests.factories import COUNTY, TOWN, make_staff
from tests.forms.conftest import field, options, publish, schema, sit

ONE = schema({"name": field("text", title="姓名")}, ["name"])
TWO = schema({"name": field("text", title="姓名"), "age": field("number", title="年龄")}, ["name"])


@pytest.fixture
def drawn(admin):
    """A form begun in the browser, with a choice and a group."""

    def post(path, **data):
        draft = FormDraft.objects.filter(code="bus_card").first()
        return admin.post(f"/settings/{path}", {"seen": draft.edition if draft else 0, **data})

    assert post("new-form/", way="new", title="公交卡申请", code="bus_card").status_code == 302
    words = {"title_en": "", "help": "", "help_en": ""}
    for kind, data in (
        (
            "choice",
            {
                "title": "怎样领取",
                "name": "how",
                "options": "self | 本人\nagent | 代领 | By somebody",
                "is_required": "on",
            },
        ),
        ("text", {"title": "代领人", "name": "agent", "shown_when": "how is agent", "required_when": "how is agent"}),
        ("rows", {"title": "家人", "name": "family", "most": "2"}),
    ):
        assert post(f"forms/bus_card/draft/fields/?kind={kind}", **words, **data).status_code == 302, kind
    answered = post(
        "forms/bus_card/draft/fields/?kind=date&group=family", **words, title="出生日期", name="born", most="today"
    )
    assert answered.status_code == 302
    return post


def test_a_form_is_drawn_looked_at_and_published(drawn, admin):
    page = admin.get("/settings/forms/bus_card/draft/").text
    assert "可以发布" in page
    assert "怎样领取" in page
    assert "family.born" in page

    assert "「怎样领取」" in admin.get("/settings/forms/bus_card/draft/preview/").text.replace("“", "「").replace(
        "”", "」"
    )
    tried = admin.post("/settings/forms/bus_card/draft/preview/", {"a-how": "agent", "a-agent": "", "a-family": "0"})
    assert tried.status_code == 422
    tried = admin.post(
        "/settings/forms/bus_card/draft/preview/", {"a-how": "agent", "a-agent": "林小满", "a-family": "0"}
    )
    assert tried.status_code == 200
    assert "每一项都填对了" in tried.text
    assert drawn("forms/bus_card/draft/publication/", on=localdate().isoformat(), note="第一版").status_code == 302

    form = published_form("bus_card")
    assert (form.version, form.note, form.is_own) == (1, "第一版", True)
    assert [one.name for one in form.shape.fields] == ["how", "agent", "family"]
    assert form.shape.by_name["agent"].required_when.value == "agent"
    assert form.shape.by_name["family"].fields[0].most == "today"
    assert "公交卡申请" in admin.get("/settings/forms/").text
    assert admin.get("/settings/forms/bus_card/").status_code == 200


def test_a_field_is_moved_changed_and_removed(drawn, admin):
    moved = drawn("forms/bus_card/draft/fields/agent/", deed="up")
    assert moved.url.endswith("?moved=agent:up#field-agent")
    page = admin.get("/settings/forms/bus_card/draft/?moved=agent:up").text
    assert "autofocus" in page
    assert "前面没有" in page

    assert drawn("forms/bus_card/draft/publication/", on=localdate().isoformat()).status_code == 422
    assert drawn("forms/bus_card/draft/fields/agent/", deed="down").status_code == 302
    changed = drawn(
        "forms/bus_card/draft/fields/how/",
        title="领取方式",
        title_en="",
        help="",
        help_en="",
        options="self | 本人",
        is_required="on",
    )
    assert changed.status_code == 302
    assert "代领人" in admin.get("/settings/forms/bus_card/draft/").text
    assert drawn("forms/bus_card/draft/fields/agent/", deed="remove").status_code == 302
    content = FormDraft.objects.get().content
    assert content["x-order"] == ["how", "family"]
    assert content["properties"]["how"]["title"] == "领取方式"
    assert drawn("forms/bus_card/draft/fields/nobody/", deed="up").status_code == 404


@pytest.mark.parametrize(
    ("kind", "data", "field_name"),
    [
        ("choice", {"options": "是"}, "options"), ("choice", {"options": "a | 一\na | 二"}, "options"),
        ("number", {"least": "5", "most": "4"}, "most"), ("date", {"least": "2026-02-30"}, "least"),
        ("text", {"name": "1"}, "name"), ("text", {"name": "how"}, "name"), ("text", {"most": "500"}, "most"),
        ("text", {"is_required": "on", "required_when": "how filled true"}, "required_when"),
        ("text", {"shown_when": "how one_of", "shown_when_value": "自己"}, "shown_when_value"),
        ("text", {"title": ""}, "title"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_hold_keeps_what_was_typed(drawn, kind, data, field_name):
    words = {"title": "问题", "name": "new", "title_en": "", "help": "请照实填写", "help_en": "", "options": "x | 甲"}

    answered = drawn(f"forms/bus_card/draft/fields/?kind={kind}", **{**words, **data})

    assert answered.status_code == 422
    assert field_name in answered.context["form"].errors
    assert "请照实填写" in answered.text
    assert "new" not in FormDraft.objects.get().content["properties"]


def test_conditions_of_every_comparison_are_written_and_read_back(drawn, admin):
    words = {"title": "问题", "title_en": "", "help": "", "help_en": ""}
    drawn("forms/bus_card/draft/fields/?kind=number", **words, name="age")
    for name, chosen, value, expected in (
        ("a", "how one_of", "本人、agent", ("self", "agent")), ("b", "age at_least", "60", 60), ("c", "agent filled false", "", False),
    ):  # fmt: skip
        drawn("forms/bus_card/draft/fields/?kind=text", **words, name=name, shown_when=chosen, shown_when_value=value)
        content = FormDraft.objects.get().content["properties"][name]["x-shown-when"]
        assert list(content.values())[1] in (expected, sorted(expected) if isinstance(expected, tuple) else None)
        initial = admin.get(f"/settings/forms/bus_card/draft/fields/{name}/").context["form"].initial
        assert initial["shown_when"] == chosen


def test_versions_follow_each_other(boss):
    first = publish("f", ONE, boss)
    with pytest.raises(FormNothingChanged):
        publish("f", ONE, boss)
    FormDraft.objects.all().delete()
    draft = begin_draft("f", by=boss)
    with pytest.raises(FormDraftStands):
        begin_draft("f", by=boss)
    change_draft("f", lambda _: TWO, by=boss, seen=draft.edition)
    with pytest.raises(FormDraftChanged):
        change_draft("f", lambda _: ONE, by=boss, seen=draft.edition)
    for day in (localdate() - timedelta(days=1), localdate() + timedelta(days=800)):
        with pytest.raises(FormForcePast):
            publish_draft("f", on=day, by=boss, seen=2)

    second = publish_draft("f", on=localdate() + timedelta(days=3), words="问年龄", by=boss, seen=2)

    assert published_form("f").id == first.id  # asked until the day
    assert published_form("f", at=now() + timedelta(days=4)).id == second.id
    begin_draft("f", by=boss)
    with pytest.raises(FormVersionComing):
        publish_draft("f", on=localdate(), by=boss, seen=1)
    FormDraft.objects.all().delete()
    withdraw_version("f", by=boss)
    assert published_form("f", at=now() + timedelta(days=4)).id == first.id
    assert FormDraft.objects.get().content == second.content  # a draft again
    with pytest.raises(FormVersionInForce):
        withdraw_version("f", by=boss)
    draft = FormDraft.objects.get()
    third = publish_draft("f", on=localdate(), by=boss, seen=draft.edition)
    assert (third.number, form_version("f", 2).is_withdrawn) == (3, True)
    fourth = bring_back("f", to=1, by=boss)
    assert published_form("f").id == fourth.id
    assert fourth.fingerprint == FormVersion.objects.get(id=first.id).fingerprint
    with pytest.raises(FormUnknown):
        bring_back("f", to=2, by=boss)  # withdrawn: nobody was ever asked it


def test_a_draft_that_was_overtaken_is_not_published(boss):
    publish("f", ONE, boss)
    draft = begin_draft("f", by=boss)
    change_draft("f", lambda _: TWO, by=boss, seen=draft.edition)
    other = schema_of(read_shape(schema({"x": field("phone")})))
    insert_version("f", other, words="", valid_from=now(), at=now(), by=boss.label)  # as an import does

    with pytest.raises(FormVersionMovedOn):
        publish_draft("f", on=localdate(), by=boss, seen=2)


def test_a_faulty_draft_is_kept_and_not_published(boss):
    publish("f", TWO, boss)
    draft = begin_draft("f", by=boss)
    condition = {"x-shown-when": {"field": "age", "filled": True}}
    content = schema({**TWO["properties"], "pet": field("text", **condition)})
    change_draft("f", lambda _: content, by=boss, seen=draft.edition)
    change_draft("f", move_field(("pet",), -1), by=boss, seen=2)

    with pytest.raises(FormFaulty) as refused:
        publish_draft("f", on=localdate(), by=boss, seen=3)

    assert refused.value.found[0].field == "pet"


@pytest.mark.parametrize(("role", "area"), [(Role.CLERK, COUNTY), (Role.AUDITOR, COUNTY), (Role.ADMINISTRATOR, TOWN)])
def test_only_administrators_of_the_county_draw(db, role, area):
    reader = make_staff(role, area=area)

    with pytest.raises(NotAdministrator):
        begin_draft("elder_card", by=reader)
    assert sit(reader).post("/settings/new-form/", {"title": "表", "code": "x"}).status_code == 403


def test_a_change_is_said_once_and_in_the_reader_s_language(boss):
    publish("f", TWO, boss)
    draft = begin_draft("f", by=boss)
    other = {**TWO["properties"], "name": {**TWO["properties"]["name"], "title": "称呼"}}
    change_draft("f", lambda _: {**TWO, "properties": other, "x-order": ["age", "name"]}, by=boss, seen=draft.edition)

    with translation.override("en"):
        there = form_changes("f", FormDraft.objects.get(), boss)[0].after
    here = form_changes("f", FormDraft.objects.get(), boss)[0].after

    assert here == "修改：称呼；移动：年龄"
    assert there == "changed: 称呼; moved: 年龄"


def test_changes_are_taken_back_while_nothing_came_since(boss):
    publish("f", ONE, boss)
    draft = begin_draft("f", by=boss)
    change_draft("f", lambda _: TWO, by=boss, seen=draft.edition)
    entry = AuditEntry.objects.filter(action="form.draft_changed").order_by("-at").first()

    take_back_form(entry, by=boss)

    assert "age" not in FormDraft.objects.get().content["properties"]
    FormDraft.objects.all().delete()
    publish("f", TWO, boss)
    take_back_form(AuditEntry.objects.filter(action="form.published").order_by("-at", "-id").first(), by=boss)
    assert [one.name for one in published_form("f").shape.fields] == ["name"]
    assert published_form("f").version == 3


def test_a_file_goes_out_and_comes_in(admin, boss):
    publish("f", TWO, boss)
    given = admin.get("/settings/forms/f/versions/1/file/")
    assert given["Content-Disposition"] == 'attachment; filename="f-1.json"'
    file = lambda content, name="g-3.json": SimpleUploadedFile(name, content)  # noqa: E731

    taken = admin.post("/settings/new-form/", {"way": "file", "file": file(given.content), "code": ""})

    assert taken.url == "/settings/forms/g/draft/"
    assert FormDraft.objects.get(code="g").content == json.loads(given.content)
    faulty = json.dumps(
        {**TWO, "properties": {"a": {**field("text"), "pattern": "x"}}, "x-order": ["a"], "required": []}
    )
    for content, words in ((faulty.encode(), "/properties/a/pattern"), (b"\xff", "JSON"), (b"[" * 9000, "JSON")):
        refused = admin.post("/settings/new-form/", {"way": "file", "file": file(content, "h.json"), "code": "h"})
        assert refused.status_code == 422
        assert words in refused.text
    again = admin.post("/settings/new-form/", {"way": "new", "title": "表", "code": "f"})
    assert again.status_code == 422
    assert "code" in again.context["new"].errors
    assert FormCodeTaken.code == "form_code_taken"


def test_forms_travel_with_the_configuration(boss):
    publish("f", TWO, boss)
    archive = export_configuration(by=boss)
    assert json.loads(unpacked(archive)["forms/f.json"])["x-order"] == ["name", "age"]
    publish("f", ONE, boss)

    bring_configuration(archive, by=boss, only=["forms"])

    assert (published_form("f").version, len(published_form("f").shape.fields)) == (3, 2)


def test_the_shipped_form_is_asked_and_says_that_it_is_unverified(admin):
    assert not published_form("elder_card").is_own
    assert "未经核实" in admin.get("/settings/forms/elder_card/").text
    assert set(published().versions) == {"elder_card"}


def test_the_list_costs_the_same_with_one_form_and_with_three(admin, boss, django_assert_num_queries):
    admin.get("/settings/forms/")
    with django_assert_num_queries(5):
        admin.get("/settings/forms/")
    for code in ("f", "g"):
        publish(code, schema({"a": field("choice", oneOf=options("x"))}), boss)
    admin.get("/settings/forms/")
    with django_assert_num_queries(5):
        admin.get("/settings/forms/")
