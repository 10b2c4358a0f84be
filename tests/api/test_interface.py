"""The interface: create, read, list, act; refusals as problems; nobody sees more than their posts."""

import pytest

from linli.api.models import ApiToken
from linli.cases.domain.acceptance import accept_case
from linli.cases.models import Case, CaseParty
from linli.cases.queries.listing import number_text
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_case

pytestmark = pytest.mark.django_db
REPORT = {
    "kind": "M01037",
    "words": "三盏路灯不亮",
    "area": VILLAGE,
    "contact": {"name": "林小满", "phone": "138 1234 5678"},
}


def number(case) -> str:
    return number_text(case.number, case.opened_at)


def test_case_is_opened_once_for_a_key(people, caller):
    program = caller(people.dispatcher)

    first = program.post("/cases", REPORT, idempotency_key="a")
    second = program.post("/cases", REPORT, idempotency_key="a")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["number"] == second.json()["number"]
    assert (first.json()["is_new"], second.json()["is_new"], second.json()["secret"]) == (True, False, "")
    assert Case.objects.count() == 1
    assert CaseParty.objects.get().phone == "+8613812345678"


def test_answers_hold_no_personal_data(people, caller):
    program = caller(people.dispatcher)
    opened = program.post("/cases", REPORT | {"words": "请打 13812345678 找林小满"})

    answers = [opened, program.get(f"/cases/{opened.json()['number']}"), program.get("/cases?view=all")]

    assert all("13812345678" not in answer.content.decode() for answer in answers)
    assert all("林小满" not in answer.json() for answer in answers)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"kind": "M99999"}, 422, "kind_unknown"),
        ({"words": " "}, 422, "words_needed"),
        ({"words": "长" * 2001}, 422, "words_too_long"),
        ({"area": "350181005999"}, 422, "place_needed"),
        ({"area": "abc"}, 422, "invalid"),
        ({"lon": 999}, 422, "invalid"),
        ({"surprise": 1}, 422, "invalid"),
        ({"contact": {"phone": "12"}}, 422, None),
    ],
)
def test_report_that_does_not_fit_is_a_problem(people, caller, change, status, code):
    answer = caller(people.dispatcher).post("/cases", REPORT | change)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert code is None or answer.json()["title"] == code
    assert Case.objects.count() == 0


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"'])
def test_body_that_is_no_report_is_a_problem(people, caller, body):
    answer = caller(people.dispatcher).post("/cases", body)

    assert answer.status_code in (400, 415, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_sentence_is_in_the_language_asked_for(people, caller):
    program = caller(people.dispatcher)

    english = program.post("/cases", REPORT | {"words": ""}).json()["detail"]
    chinese = program.post("/cases", REPORT | {"words": ""}, accept_language="zh-CN").json()["detail"]

    assert english.startswith("Say in a sentence")
    assert chinese.startswith("请用一两句话")


@pytest.mark.parametrize("path", ["/cases", "/kinds", "/items", "/areas?q=x", "/cases/FQ2026-000001"])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic abc", "Bearer linli_wrong"])
def test_without_a_token_there_is_nothing(client, people, path, header):
    answer = client.get(f"/api/v1{path}", headers={"authorization": header} if header else {})

    assert (answer.status_code, answer.json()["title"]) == (401, "token_refused")


def test_revoked_expired_and_idle_tokens_are_refused(people, caller):
    from django.utils.timezone import now

    program = caller(people.dispatcher)
    assert program.get("/cases").status_code == 200

    for change in ({"revoked_at": now()}, {"revoked_at": None, "expires_at": now()}):
        ApiToken.objects.update(**change)
        assert program.get("/cases").status_code == 401


def test_token_of_an_account_whose_post_has_ended_is_refused(people, caller):
    from linli.people.models import Post

    program = caller(people.dispatcher)
    Post.objects.filter(account=people.dispatcher.account).update(until_on="2026-06-30")

    assert program.get("/cases").status_code == 401


def test_scope_is_needed_to_create_and_to_act(people, caller):
    case = make_case(people.resident)
    program = caller(people.dispatcher, create=False, act=False)

    answers = [program.post("/cases", REPORT), program.post(f"/cases/{number(case)}/acceptance", {})]

    assert [(one.status_code, one.json()["title"]) for one in answers] == [(403, "scope_missing")] * 2


def test_reader_sees_their_own_and_nothing_else(people, caller):
    mine, other = make_case(people.resident), make_case(people.resident, area=OTHER_VILLAGE)
    program = caller(people.manager)

    listed = [row["number"] for row in program.get("/cases?view=all").json()["cases"]]

    assert listed == [number(mine)]
    assert program.get(f"/cases/{number(other)}").status_code == 404
    assert program.post(f"/cases/{number(other)}/acceptance", {}).status_code == 404


def test_token_narrows_the_posts_of_its_account(people, caller):
    make_case(people.resident, area=OTHER_VILLAGE)
    inside = make_case(people.resident)

    rows = caller(people.dispatcher, area=TOWN).get("/cases?view=all").json()["cases"]

    assert [row["number"] for row in rows] == [number(inside)]


def test_deed_is_done_and_told(people, caller):
    case = make_case(people.resident)

    answer = caller(people.manager).post(f"/cases/{number(case)}/acceptance", {"note": "属实"})

    assert (answer.status_code, answer.json()["state"], answer.json()["unit"]) == (200, "dispatched", "路灯管理所")


def test_deed_against_an_old_reading_is_refused(people, caller):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)

    answer = caller(people.officer).post(f"/cases/{number(case)}/progress", {"note": "出发"}, if_match='"1"')

    assert (answer.status_code, answer.json()["title"]) == (412, "stale_case")


def test_deed_with_one_key_is_done_once(people, caller):
    case = accept_case(make_case(people.resident), by=people.manager)
    program = caller(people.officer)

    answers = [program.post(f"/cases/{number(case)}/progress", {"note": "出发"}, idempotency_key="k") for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json()["seq"] == answers[1].json()["seq"]


@pytest.mark.parametrize(
    ("deed", "words", "status", "code"),
    [
        ("dance", {}, 404, "deed_unknown"),
        ("closure", {"outcome": "resolved"}, 409, "not_possible_now"),
        ("assignment", {"unit": "nobody"}, 422, "unit_needed"),
        ("refusal", {}, 422, "note_needed"),
        ("merger", {"into": "FQ2026-999999"}, 404, "case_unknown"),
        ("extension-request", {"limit": "5 fortnights"}, 422, "limit_faulty"),
        ("extension-request", {"limit": "999999999 working_days"}, 422, "limit_faulty"),
    ],
)
def test_deed_that_cannot_be_done_is_a_problem(people, caller, deed, words, status, code):
    case = make_case(people.resident)

    answer = caller(people.dispatcher).post(f"/cases/{number(case)}/{deed}", words)

    assert (answer.status_code, answer.json()["title"]) == (status, code)


def test_pages_are_linked(people, caller):
    for _ in range(51):
        make_case(people.resident)
    program = caller(people.dispatcher)

    first = program.get("/cases?view=all")
    second = program.get(f"/cases?view=all&older={first.json()['older']}")

    assert (len(first.json()["cases"]), len(second.json()["cases"])) == (50, 1)
    assert 'rel="next"' in first["Link"]
    assert 'rel="prev"' in second["Link"]


@pytest.mark.parametrize("count", [1, 3])
def test_statements_are_few_and_constant(people, caller, django_assert_num_queries, count):
    program = caller(people.dispatcher)
    for _ in range(count):
        case = make_case(people.resident)
    program.get("/cases?view=all")

    with django_assert_num_queries(2):  # token with posts, list
        program.get("/cases?view=all")
    with django_assert_num_queries(2):  # token with posts, case with all its parts
        program.get(f"/cases/{number(case)}")
    with django_assert_num_queries(5):  # token with posts, key; SAVEPOINT, one insert of everything, RELEASE
        program.post("/cases", REPORT, idempotency_key=f"n{count}")


def test_limit_of_requests_is_told(people, caller, settings):
    settings.LINLI_API_RATE = 2
    program = caller(people.dispatcher)

    assert [program.get("/kinds?q=ld").status_code for _ in range(3)] == [200, 200, 429]


def test_kinds_and_areas_are_found(people, caller):
    program = caller(people.dispatcher)

    assert program.get("/kinds?q=路灯").json()[0]["code"] == "M01037"
    assert program.get("/areas?q=宏侨").json()[0]["code"] == VILLAGE


def test_document_is_openapi_3_1_and_names_every_path(client, db):
    document = client.get("/api/v1/openapi.json").json()

    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {
        "/api/v1/cases", "/api/v1/cases/{number}", "/api/v1/cases/{number}/{deed}", "/api/v1/kinds", "/api/v1/areas", "/api/v1/items", "/api/v1/items/{code}",
        "/api/v1/hotline/orders", "/api/v1/hotline/answers", "/api/v1/hotline/answers/{answer}/acknowledgement",
    }  # fmt: skip
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert all({"401", "403", "422"} <= set(map(str, one["responses"])) for one in operations)
    assert all(one["summary"] for one in operations)


def test_page_explains_the_interface(client, db):
    answer = client.get("/api/v1/docs")

    assert answer.status_code == 200
    assert "/api/v1/cases/{number}/{deed}" in answer.content.decode()
