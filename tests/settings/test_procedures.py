import tomllib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from linli.cases.domain.ground import DATA
from linli.cases.models import Procedure, ProcedureDraft
from linli.cases.procedure_file import content_of, toml_of
from linli.cases.workflow import ProcedureError, parse_procedure
from linli.common.models import AuditEntry
from linli.people.enums import Role
from tests.factories import OTHER_VILLAGE, TOWN, make_case, make_staff
from tests.settings.conftest import sit

HOME = "/settings/procedures/"
GRID = f"{HOME}grid_matter/"
DRAFT = f"{GRID}draft/"
FILES = sorted((DATA / "procedures").glob("*.toml"))


@pytest.fixture
def draft(admin) -> ProcedureDraft:
    admin.post(DRAFT)
    return ProcedureDraft.objects.get()


def shown(client, url: str) -> dict[str, object]:
    """A form as the browser would send it back unchanged."""
    form = client.get(url).context["form"]
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in values.items() if value not in (None, False)}


def rows(part: str) -> list[dict]:
    return ProcedureDraft.objects.get().content[part]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_procedures_are_read_by_who_looks_after_the_system(people, language):
    make_case()
    client = sit(people.auditor, language)

    page, one = client.get(HOME).content.decode(), client.get(GRID).content.decode()

    assert "网格事项" in page or "Grid matter" in page
    assert "<svg" in one
    assert "请您评价；没解决可以重新提出。" in one
    assert "<form" not in one.split("<main", 1)[1]
    assert sit(people.officer).get(HOME).status_code == 403


def test_the_list_costs_the_same_with_one_matter_and_with_three(admin, django_assert_num_queries):
    admin.get(HOME)
    for _ in range(2):
        make_case()
        with django_assert_num_queries(LIST):
            line = next(line for line in admin.get(HOME).context["procedures"] if line.code == "grid_matter")
        make_case()
    assert line.pinned == ((1, 3),)


def test_open_matters_are_counted_as_far_as_the_reader_sees_them(people, admin, town_administrator):
    make_case()
    make_case(area=OTHER_VILLAGE)

    def counted(client) -> tuple[tuple[int, int], ...]:
        lines = client.get(HOME).context["procedures"]
        return next(line.pinned for line in lines if line.code == "grid_matter")

    assert (counted(admin), counted(sit(town_administrator))) == (((1, 2),), ((1, 1),))


LIST = 6  # session, account, posts, the desk's counts; drafts, open matters by version


@pytest.mark.parametrize("path", ["", "versions/1/", "draft/", "draft/difference/", "draft/trial/"])
def test_the_pages_of_a_town_administrator_have_nothing_to_press(admin, draft, town_administrator, path):
    page = sit(town_administrator).get(GRID + path)

    main = page.content.decode().split("<main", 1)[1]
    assert page.status_code == 200
    assert 'method="post"' not in main
    assert "/new/" not in main


def test_a_town_administrator_writes_nothing(admin, draft, town_administrator):
    client, before = sit(town_administrator), AuditEntry.objects.count()

    statuses = {
        path: client.post(HOME + path, {"seen": 1, "model": "advice", "code": "other", "way": "copy"}).status_code
        for path in ("advice/draft/", "grid_matter/draft/whole/", "grid_matter/draft/states/new/",
                     "grid_matter/draft/states/1/", "grid_matter/draft/publication/")
    }  # fmt: skip
    for path in ("draft/discarding/", "draft/base/", "withdrawal/", "versions/1/return/"):
        client.post(GRID + path, {"seen": 1})
    copied = client.post("/settings/new-procedure/", {"model": "advice", "code": "other", "way": "copy"})

    assert set(statuses.values()) == {403}
    assert copied.status_code == 422
    assert (ProcedureDraft.objects.get().edition, AuditEntry.objects.count()) == (1, before)


@pytest.mark.parametrize("part", ["whole", *[f"{part}/{number}" for part in ("states", "transitions", "limits")
                                             for number in (1, 2)]])  # fmt: skip
def test_a_form_sent_back_as_shown_changes_nothing(admin, draft, part):
    answer = admin.post(f"{DRAFT}{part}/", shown(admin, f"{DRAFT}{part}/"))

    assert (answer.status_code, ProcedureDraft.objects.get().content) == (302, draft.content)


def test_a_state_is_written_in_both_languages(admin, draft):
    said = {"title_zh": "等配件", "title_en": "Waiting for parts", "stage": "waiting", "rests": "on", "code": "parts",
            "resident_zh": "配件在路上。", "resident_en": "The parts are on their way.", "following_zh": "到货就修。",
            "following_en": "Then it is mended.", "seen": 1}  # fmt: skip

    answer = admin.post(f"{DRAFT}states/new/", said)

    page = admin.get(answer["Location"]).content.decode()
    assert answer["Location"] == f"{DRAFT}#states"
    assert rows("states")[-1] == {
        "code": "parts", "stage": "waiting", "rests": True, "title": {"zh": "等配件", "en": "Waiting for parts"},
        "resident": {"zh": "配件在路上。", "en": "The parts are on their way."},
        "following": {"zh": "到货就修。", "en": "Then it is mended."},
    }  # fmt: skip
    assert "走不到" in page  # nothing leads there yet: said, with the way to the row
    assert f"{DRAFT}states/11/" in page


def test_a_deed_is_chosen_from_states_and_posts(admin, draft):
    said = shown(admin, f"{DRAFT}transitions/4/")
    answer = admin.post(f"{DRAFT}transitions/4/", {**said, "who": ["dispatcher"], "needs": ["unit"], "to": ""})

    assert answer.status_code == 302
    assert rows("transitions")[3] | {"title": None} == {
        "verb": "transfer", "from": ["dispatched", "handling"], "to": "", "who": ["dispatcher"], "needs": ["unit"],
        "tells": ["lead", "reporter"], "title": None,
    }  # fmt: skip


def test_a_limit_is_a_number_and_a_unit(admin, draft):
    admin.post(f"{DRAFT}limits/2/", {**shown(admin, f"{DRAFT}limits/2/"), "amount": "3", "unit": "calendar_days"})

    assert rows("limits")[1]["limit"] == "3 calendar_days"


@pytest.mark.parametrize(
    ("path", "wrong", "field"),
    [("states/new/", {"code": "Parts 1", "stage": "open"}, "code"), ("limits/2/", {"amount": "0"}, "amount"),
     ("transitions/1/", {"who": ["emperor"]}, "who"), ("whole/", {"first": "atlantis"}, "first")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_it_and_the_draft_stays(admin, draft, path, wrong, field):
    answer = admin.post(DRAFT + path, {**shown(admin, DRAFT + path), **wrong})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert ProcedureDraft.objects.get().content == draft.content


def test_the_second_of_two_editors_keeps_what_they_typed(admin, draft):
    said = shown(admin, f"{DRAFT}states/1/")
    admin.post(f"{DRAFT}limits/2/", {**shown(admin, f"{DRAFT}limits/2/"), "amount": "3"})

    answer = admin.post(f"{DRAFT}states/1/", {**said, "title_zh": "刚采集"})

    assert answer.status_code == 422
    assert 'value="刚采集"' in answer.content.decode()
    assert rows("states")[0]["title"]["zh"] == "已采集"


def test_rows_are_moved_and_removed(admin, draft):
    admin.post(f"{DRAFT}states/2/", {"deed": "up", "seen": 1})
    assert [row["code"] for row in rows("states")[:2]] == ["filed", "collected"]

    admin.post(f"{DRAFT}states/1/", {"deed": "remove", "seen": 2})
    stale = admin.post(f"{DRAFT}states/1/", {"deed": "remove", "seen": 2}, follow=True)

    assert rows("states")[0]["code"] == "collected"
    assert len(rows("states")) == 9
    assert stale.context["messages"]
    assert admin.get(f"{DRAFT}states/99/").status_code == 404
    assert admin.get(f"{DRAFT}rooms/1/").status_code == admin.get(f"{DRAFT}rooms/new/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_difference_is_told_in_words(people, admin, draft, language):
    admin.post(f"{DRAFT}limits/2/", {**shown(admin, f"{DRAFT}limits/2/"), "amount": "3"})
    admin.post(f"{DRAFT}transitions/1/", {**shown(admin, f"{DRAFT}transitions/1/"), "who": ["dispatcher", "lead"]})
    admin.post(f"{DRAFT}transitions/21/", {"deed": "remove", "seen": 3})

    sections = sit(people.auditor, language).get(f"{DRAFT}difference/").context["sections"]

    deeds, limits = (section.changes for section in sections)
    assert [change.kind for change in deeds] == ["changed", "removed"]
    assert (deeds[0].points[0].before.count("·"), deeds[0].points[0].after) == (2, "")
    assert [(point.before, point.after) for point in limits[0].points] == [
        ("5 个工作日", "3 个工作日") if language == "zh-hans" else ("5 working days", "3 working days")
    ]


def test_a_draft_is_tried_then_published_for_tomorrow_and_taken_back(admin, draft):
    admin.post(f"{DRAFT}limits/2/", {**shown(admin, f"{DRAFT}limits/2/"), "amount": "3"})
    assert admin.get(f"{DRAFT}trial/").context["trial"].cases == 0

    tomorrow = localdate() + timedelta(days=1)
    answer = admin.post(f"{DRAFT}publication/", {"on": tomorrow.isoformat(), "seen": 2}, follow=True)

    assert answer.context["coming"].number == 2
    assert "withdrawal" in answer.content.decode()
    assert admin.get(f"{GRID}versions/2/").context["version"].is_coming
    admin.post(f"{GRID}withdrawal/")
    assert admin.get(GRID).context["coming"] is None
    assert ProcedureDraft.objects.get().content["limits"][1]["limit"] == "3 working_days"


def test_publishing_is_refused_in_the_form(admin, draft):
    past = admin.post(f"{DRAFT}publication/", {"on": "2020-01-01", "seen": 1})
    same = admin.post(f"{DRAFT}publication/", {"on": localdate().isoformat(), "seen": 1})
    admin.post(f"{DRAFT}limits/2/", {"deed": "remove", "seen": 1})
    faulty = admin.get(f"{DRAFT}publication/")

    assert (past.status_code, same.status_code) == (422, 422)
    assert same.context["form"].non_field_errors()
    assert faulty.context["faults"]
    assert 'name="on"' not in faulty.content.decode()


def test_a_former_version_is_brought_back_and_a_change_taken_back_by_one_press(admin, draft):
    admin.post(f"{DRAFT}limits/2/", {**shown(admin, f"{DRAFT}limits/2/"), "amount": "3"})
    admin.post(f"{DRAFT}publication/", {"on": localdate().isoformat(), "seen": 2})
    admin.post(f"{GRID}versions/1/return/")
    assert Procedure.objects.filter(code="grid_matter").count() == 3

    page = admin.get(GRID)
    change = next(one for one in page.context["changes"] if one.may_take_back)
    admin.post(f"/settings/procedure-changes/{change.id}/taking-back/")

    newest = Procedure.objects.filter(code="grid_matter").order_by("-version").first()
    assert (newest.version, newest.content["limits"][1]["limit"]) == (4, "3 working_days")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_written_is_read_as_it_was(file):
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    content["title"]["en"] = 'Quotes " and \\ and \x7f and\nlines'

    assert content_of(toml_of(content).encode()) == content


def test_a_procedure_goes_out_and_comes_in_as_a_draft(admin):
    got = admin.get(f"{GRID}versions/1/file/")
    content = tomllib.loads(got.content.decode())
    parse_procedure(content)
    file = SimpleUploadedFile("树.toml", toml_of({**content, "code": "tree_felling"}).encode())

    answer = admin.post("/settings/new-procedure/", {"way": "file", "file": file})

    made = ProcedureDraft.objects.get()
    assert answer["Location"] == f"{HOME}tree_felling/draft/"
    assert (made.base, made.content["version"], made.content["states"]) == (None, 1, content["states"])
    assert AuditEntry.objects.filter(action="procedure.exported").count() == 1
    assert tomllib.loads(admin.get(f"{HOME}tree_felling/draft/file/").content.decode())["code"] == "tree_felling"


@pytest.mark.parametrize(
    "said",
    [b"code = [", b"\xff\xfe", b"", b"states = 3", b'code = "x"\nversion = 1\nfoo = 1', b"x" * 400_001,
     b'[[states]]\ncode = "A b"\ntitle = "x"'],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_what_is_wrong(admin, said):
    answer = admin.post("/settings/new-procedure/", {"way": "file", "file": SimpleUploadedFile("x.toml", said or b" ")})

    assert answer.status_code == 422
    assert answer.context["problems"]
    assert not ProcedureDraft.objects.exists()


def test_a_copy_is_begun_under_a_code_of_its_own(admin):
    taken = admin.post("/settings/new-procedure/", {"way": "copy", "model": "advice", "code": "complaint"})
    answer = admin.post("/settings/new-procedure/", {"way": "copy", "model": "advice", "code": "tree_felling"})

    assert (taken.status_code, list(taken.context["copy"].errors)) == (422, ["code"])
    assert answer["Location"] == f"{HOME}tree_felling/draft/"
    assert admin.get(HOME).status_code == 200
    assert admin.get(f"{HOME}tree_felling/draft/difference/").status_code == 200


def test_a_draft_is_discarded(admin, draft):
    admin.post(f"{DRAFT}discarding/")

    assert not ProcedureDraft.objects.exists()
    assert admin.get(DRAFT).status_code == 404


def test_only_a_county_administrator_takes_a_change_back(admin, draft):
    entry = AuditEntry.objects.get(action="procedure.draft_begun")

    sit(make_staff(Role.ADMINISTRATOR, area=TOWN)).post(f"/settings/procedure-changes/{entry.id}/taking-back/")
    assert ProcedureDraft.objects.exists()
    admin.post(f"/settings/procedure-changes/{entry.id}/taking-back/")
    assert not ProcedureDraft.objects.exists()


def test_a_change_of_a_draft_is_taken_back_on_its_page(admin, draft):
    admin.post(f"{DRAFT}limits/2/", {**shown(admin, f"{DRAFT}limits/2/"), "amount": "3"})
    change = admin.get(DRAFT).context["changes"][0]

    answer = admin.post(f"/settings/procedure-changes/{change.id}/taking-back/")

    assert change.may_take_back
    assert "3" in change.after
    assert answer["Location"] == DRAFT
    assert rows("limits")[1]["limit"] == "5 working_days"


def test_content_of_another_file_is_told_as_such():
    with pytest.raises(ProcedureError, match="UTF-8"):
        content_of(b"\xff\xfe")
