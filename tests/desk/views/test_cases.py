import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils.timezone import now

from linli.cases.domain.party import Person
from linli.cases.models import Case, SavedView
from linli.common.models import AuditEntry
from linli.desk.domain.saved_view import MOST_VIEWS
from tests.desk.conftest import printed
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_case

pytestmark = pytest.mark.django_db
URL = "/desk/cases/"


def numbers(response) -> set[str]:
    return {row.number_text for row in response.context["pane"].page.rows}


def read_csv(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_filters_stand_in_the_address_and_survive(people, desk, language):
    here = make_case(people.resident)
    make_case(people.resident, kind="M06042")
    make_case(people.resident, area=OTHER_VILLAGE)
    query = f"?view=all&q=路灯&town={TOWN}&village={VILLAGE}&major=01&kind=M01037&source=portal"

    response = desk(people.dispatcher, language).get(URL + query)

    page = response.content.decode()
    assert numbers(response) == {printed(here)}
    assert f'<option value="{TOWN}" selected>' in page
    assert '<option value="M01037" selected>' in page
    assert len(response.context["set"]) == 6
    assert response.context["set"][0]["url"].startswith("/desk/cases/?view=all&town=")


def test_words_that_no_list_knows_are_left_out(people, desk):
    case = make_case(people.resident)

    response = desk(people.dispatcher).get(URL + "?view=x&unit=1&opened_from=soon&older=%00&nonsense=1")

    assert numbers(response) == {printed(case)}


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_statements_whatever_the_number(people, desk, count, django_assert_num_queries):
    for _ in range(count):
        make_case(people.resident)
    client = desk(people.dispatcher)
    client.get(URL)

    with django_assert_num_queries(6):  # session, account, posts, all counts, list, kept lists
        client.get(URL)


def test_pages_follow_each_other_and_lead_back(people, desk):
    moment = now()
    for minutes in range(53):
        make_case(people.resident, at=moment - timedelta(minutes=minutes))
    client = desk(people.dispatcher)

    first = client.get(URL + "?view=all")
    second = client.get(first.context["pane"].older)
    back = client.get(second.context["pane"].newer)

    assert (len(numbers(first)), len(numbers(second))) == (50, 3)
    assert not numbers(first) & numbers(second)
    assert numbers(back) == numbers(first)


def test_columns_are_chosen_and_kept(people, desk):
    make_case(people.resident)
    client = desk(people.dispatcher)

    chosen = client.get(URL + "?view=all&columns=number&columns=grid&columns=forged")
    page = client.get(chosen["Location"])

    assert chosen["Location"] == "/desk/cases/?view=all"
    assert client.cookies["linli_columns"].value == "number.grid"
    assert [cell.name for cell in page.context["rows"][0].cells] == ["number", "grid"]


def test_lists_are_kept_by_name_opened_and_deleted(people, desk):
    client = desk(people.dispatcher)

    client.post("/desk/views/", {"name": "宏路逾期", "query": f"view=late&town={TOWN}&forged=1"})
    kept = SavedView.objects.get()
    page = client.get(URL + "?" + kept.query).content.decode()
    stranger = desk(people.manager).post(f"/desk/views/{kept.id}/removal/")
    mine = client.post(f"/desk/views/{kept.id}/removal/")

    assert kept.query == f"view=late&town={TOWN}"
    assert "宏路逾期" in page
    assert (stranger.status_code, mine.status_code) == (404, 303)
    assert not SavedView.objects.exists()


def test_too_many_kept_lists_are_refused_with_a_sentence(people, desk):
    client = desk(people.dispatcher)
    SavedView.objects.bulk_create(
        [SavedView(account_id=people.dispatcher.actor_id, name=f"{number}", query="") for number in range(MOST_VIEWS)]
    )

    client.post("/desk/views/", {"name": "再一个", "query": ""})
    client.post("/desk/views/", {"name": "0", "query": "view=late"})

    assert SavedView.objects.count() == MOST_VIEWS
    assert SavedView.objects.get(name="0").query == "view=late"


def test_csv_holds_the_list_and_no_person(people, desk):
    case = make_case(people.resident, words="我是林小满，电话 13800138000", reporter=Person(name="林小满"))
    make_case(people.resident, kind="M06042")

    response = desk(people.dispatcher).get(URL + "export.csv?view=all&kind=M01037")
    body = b"".join(response.streaming_content)

    assert body.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(lines) == 2
    assert lines[1][0] == printed(case)
    assert "林小满" not in body.decode()
    assert "13800138000" not in body.decode()


def test_xlsx_holds_the_same_as_csv(people, desk):
    for _ in range(3):
        make_case(people.resident)
    client = desk(people.dispatcher)

    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(URL + "export.xlsx?view=all").streaming_content)))
    lines = read_csv(client.get(URL + "export.csv?view=all"))

    cells = [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert cells == lines


def test_a_cell_can_never_be_a_formula(people, desk):
    case = make_case(people.resident)
    Case.objects.filter(id=case.id).update(title="=HYPERLINK(1)")

    lines = read_csv(desk(people.dispatcher).get(URL + "export.csv?view=all"))

    assert "'=HYPERLINK(1)" in lines[1]


def test_export_is_written_into_the_audit_trail(people, desk):
    make_case(people.resident)
    make_case(people.resident)

    response = desk(people.dispatcher).get(URL + "export.csv?view=all&kind=M01037")
    b"".join(response.streaming_content)

    entry = AuditEntry.objects.get(action="cases.exported")
    assert entry.detail == {"filter": "view=all&kind=M01037", "rows": 2, "shape": "csv"}
    assert entry.actor_id == people.dispatcher.actor_id


def test_english_export_speaks_english_to_its_last_row(people, desk):
    make_case(people.resident)

    lines = read_csv(desk(people.dispatcher, "en").get(URL + "export.csv?view=all"))

    assert lines[0][0] == "Number"
    assert "Collected" in lines[1]


def test_too_many_rows_for_a_workbook_are_offered_as_csv(people, desk, monkeypatch):
    make_case(people.resident)
    monkeypatch.setattr("linli.desk.views.export.MOST_XLSX", 0)

    response = desk(people.dispatcher).get(URL + "export.xlsx?view=all")

    assert response.status_code == 422
    assert "/desk/cases/export.csv?view=all" in response.content.decode()
    assert not AuditEntry.objects.filter(action="cases.exported").exists()


@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("auditor", 200), ("leader", 403), ("grid_member", 403)])
def test_only_some_roles_export(people, desk, who, status):
    assert desk(getattr(people, who)).get(URL + "export.csv").status_code == status


def test_export_knows_two_shapes(people, desk):
    assert desk(people.dispatcher).get(URL + "export.pdf").status_code == 404


def test_list_shows_only_what_is_mine(people, desk):
    case = make_case(people.resident)
    make_case(people.resident, area=OTHER_VILLAGE)

    assert numbers(desk(people.manager).get(URL + "?view=all")) == {printed(case)}
