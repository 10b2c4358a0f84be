"""What does not fit is answered as a problem, never with a page and never with a fault of ours."""

import json

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, validate
from openapi_spec_validator import validate as validate_document

from linli.api.domain.token import make_token
from linli.api.errors import NoPosts
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from tests.factories import OTHER_TOWN, TOWN, VILLAGE, make_case, make_staff

pytestmark = pytest.mark.django_db
REPORT = {"kind": "M01037", "words": "三盏路灯不亮", "area": VILLAGE}


def number(case) -> str:
    return number_text(case.number, case.opened_at)


def problem_of(answer) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["title"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"words": "a\0b"}, "invalid"),
        ({"place": "\ud800"}, "invalid"),
        ({"contact": {"name": "\0"}}, "invalid"),
        ({"due_at": "2026-12-01T10:00:00"}, "invalid"),  # no offset: nobody knows which ten o'clock
        ({"due_at": "soon"}, "invalid"),
        ({"due_at": "9999-12-31T23:59:59+00:00"}, "due_outside"),
        ({"due_at": "9999-12-31T23:59:59-12:00"}, "due_outside"),
        ({"due_at": "0001-01-01T00:00:00+14:00"}, "due_outside"),
        ({"due_at": -1e12}, "due_outside"),
        ({"lon": 1e999, "lat": 25}, "invalid"),
    ],
)
def test_odd_values_are_a_problem(people, caller, change, code):
    assert problem_of(caller(people.dispatcher).post("/cases", REPORT | change)) == (422, code)


def test_external_id_is_taken_once(people, caller):
    program = caller(people.dispatcher)
    report = REPORT | {"external_source": "hotline", "external_id": "A-1"}
    first = program.post("/cases", report)

    again = program.post("/cases", report)

    assert problem_of(again) == (409, "external_known")
    assert first.json()["number"] in again.json()["detail"]
    assert Case.objects.count() == 1


def test_what_is_too_large_is_a_problem(people, caller):
    assert problem_of(caller(people.dispatcher).post("/cases", REPORT | {"words": "x" * 3_000_000})) == (
        413,
        "too_large",
    )


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/xml"]
)
def test_what_is_not_said_to_be_json_is_a_problem(people, caller, media):
    program, case = caller(people.dispatcher), make_case(people.resident)

    answers = [
        program.client.post(f"/api/v1{path}", json.dumps(REPORT), content_type=media, headers=program.headers)
        for path in ("/cases", f"/cases/{number(case)}/acceptance")
    ]

    assert [problem_of(answer) for answer in answers] == [(415, "media_type_wrong")] * 2


@pytest.mark.parametrize("change", [{"words": "别的话"}, {"kind": "M06042"}, {"place": "别处"}])
def test_key_of_another_report_is_a_problem_and_opens_nothing(people, caller, change):
    program = caller(people.dispatcher)
    program.post("/cases", REPORT, idempotency_key="k")

    assert problem_of(program.post("/cases", REPORT | change, idempotency_key="k")) == (422, "opened_otherwise")
    assert program.post("/cases", REPORT, idempotency_key="k").status_code == 200


def test_key_of_another_deed_is_a_problem(people, caller):
    case = make_case(people.resident)
    program = caller(people.manager)
    program.post(f"/cases/{number(case)}/acceptance", {}, idempotency_key="k")

    answer = program.post(f"/cases/{number(case)}/pause", {"note": "等鉴定"}, idempotency_key="k")

    assert problem_of(answer) == (422, "sent_otherwise")


@pytest.mark.parametrize("path", ["/nothing", "/cases/", "/", "/cases/FQ2026-000001/closure/more"])
def test_address_that_is_not_there_is_a_problem(people, caller, path):
    assert problem_of(caller(people.dispatcher).get(path)) == (404, "not_found")


def test_method_that_is_not_taken_is_a_problem(people, caller):
    program = caller(people.dispatcher)

    answer = program.client.put("/api/v1/cases", headers=program.headers)

    assert problem_of(answer) == (405, "method_not_allowed")
    assert set(answer["Allow"].replace(" ", "").split(",")) == {"GET", "POST"}


@pytest.mark.parametrize("path", ["/cases?town=%00", "/cases?q=a%00", "/kinds?q=%00", "/cases?older=%00"])
def test_nul_in_the_address_is_a_problem(people, caller, path):
    assert problem_of(caller(people.dispatcher).get(path)) == (400, "malformed")


def test_key_that_is_none_is_a_problem(people, caller):
    program, case = caller(people.dispatcher), make_case(people.resident)

    for key in ("a\0b", "k" * 61):
        assert problem_of(program.post("/cases", REPORT, idempotency_key=key)) == (400, "key_malformed")
        answer = program.post(f"/cases/{number(case)}/acceptance", {}, idempotency_key=key)
        assert problem_of(answer) == (400, "key_malformed")
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "query",
    ["older=99991231T235959999999_" + "0" * 32, "newer=00010101T000000000000_" + "f" * 32, "older=x_y",
     "opened_from=9999-12-31", "opened_to=9999-12-31", "closed_to=9999-12-31", "closed_from=0001-01-01"],
)  # fmt: skip
def test_page_and_day_beyond_all_time_are_left_out(people, caller, query):
    case = make_case(people.resident)

    answer = caller(people.dispatcher).get(f"/cases?view=all&{query}")

    assert [row["number"] for row in answer.json()["cases"]] == [number(case)]


def test_document_takes_readings_only_and_says_so_as_a_problem(client, db):
    assert problem_of(client.post("/api/v1/openapi.json")) == (405, "method_not_allowed")


@pytest.mark.parametrize("number_", ["FQ2026-99999999999999999999", "FQ2026-999999999999", "-1", "x"])
def test_number_that_is_none_is_a_problem(people, caller, number_):
    assert problem_of(caller(people.dispatcher).get(f"/cases/{number_}")) == (404, "case_unknown")


def test_fault_of_ours_is_a_problem_without_its_details(people, caller, monkeypatch):
    program = caller(people.dispatcher)
    program.client.raise_request_exception = False
    monkeypatch.setattr("linli.api.views.interface.list_cases", lambda *_, **__: 1 / 0)

    answer = program.get("/cases")

    assert problem_of(answer) == (500, "fault")
    assert "division" not in answer.content.decode()


def test_without_a_token_nothing_that_was_sent_is_looked_at(people):
    answer = Client().post("/api/v1/cases", "{", content_type="application/json")

    assert problem_of(answer) == (401, "token_refused")
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN", "zh-hans"),
        ("fr", "zh-hans"),
        ("fr,en;q=0.1", "en"),
        ("", "zh-hans"),
        ("*", "zh-hans"),
    ],
)
def test_language_is_that_of_the_header(people, caller, header, language):
    answer = caller(people.dispatcher).get("/cases/x", **{"accept-language": header})

    assert answer["Content-Language"] == language
    assert answer.json()["detail"].startswith("There is no" if language == "en" else "这个令牌")
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("match", ["x", '"x"', "-1", "1, 2"])
def test_if_match_that_is_none_is_a_problem(people, caller, match):
    case = make_case(people.resident)

    answer = caller(people.manager).post(f"/cases/{number(case)}/acceptance", {}, if_match=match)

    assert problem_of(answer) == (400, "match_malformed")


def test_etag_of_a_reading_lets_the_deed_be_done(people, caller):
    case = make_case(people.resident)
    program = caller(people.manager)
    tag = program.get(f"/cases/{number(case)}")["ETag"]

    done = program.post(f"/cases/{number(case)}/acceptance", {}, if_match=tag)

    assert done.status_code == 200
    assert done["ETag"] == program.get(f"/cases/{number(case)}")["ETag"] != tag


def test_verb_may_be_named_by_its_code(people, caller):
    case = make_case(people.resident)

    answer = caller(people.manager).post(f"/cases/{number(case)}/accept", {})

    assert (answer.status_code, answer.json()["state"]) == (200, "dispatched")


def test_opened_case_says_where_it_stands(people, caller):
    program = caller(people.dispatcher)
    opened = program.post("/cases", REPORT)

    assert opened["Location"] == f"/api/v1/cases/{opened.json()['number']}"
    assert program.client.get(opened["Location"], headers=program.headers).status_code == 200


def test_narrowed_token_never_reads_more_by_unit_or_hotline(people):
    for reader in (people.officer, people.operator):
        with pytest.raises(NoPosts):  # their posts are bound to a unit and to the hotline: no area narrows those
            make_token("narrow", reader.account, by=people.administrator, expires_at=None, area=TOWN)


def test_narrowed_token_acts_within_its_area_only(people, caller):
    case = make_case(people.resident)

    assert caller(people.dispatcher, area=OTHER_TOWN).get(f"/cases/{number(case)}").status_code == 404


def test_administrator_of_a_town_gives_no_token_of_the_county(people):
    of_town = make_staff(Role.ADMINISTRATOR, area=TOWN)

    with pytest.raises(NotAdministrator):
        make_token("wide", people.dispatcher.account, by=of_town, expires_at=None)


def test_substitute_calls_in_the_right_of_the_post(people, caller):
    from django.utils.timezone import localdate

    from linli.people.models import Post

    case = make_case(people.resident)
    program = caller(people.dispatcher)
    Post.objects.filter(account=people.dispatcher.account).update(
        until_on=localdate().replace(year=2025), from_on="2025-01-01"
    )
    assert program.get(f"/cases/{number(case)}").status_code == 401

    Post.objects.filter(account=people.manager.account).update(
        substitute=people.dispatcher.account, substitute_from_on=localdate()
    )

    assert program.get(f"/cases/{number(case)}").status_code == 200


def test_document_is_valid_and_describes_every_answer(client, people, caller):
    document = client.get("/api/v1/openapi.json").json()
    program, case = caller(people.dispatcher), make_case(people.resident)
    answers = {
        ("/cases", "post"): program.post("/cases", REPORT), ("/cases", "get"): program.get("/cases?view=all"),
        ("/cases/{number}", "get"): program.get(f"/cases/{number(case)}"),
        ("/cases/{number}/{deed}", "post"): program.post(f"/cases/{number(case)}/acceptance", {}),
        ("/kinds", "get"): program.get("/kinds?q=ld"), ("/areas", "get"): program.get("/areas?q=hl"),
    }  # fmt: skip

    validate_document(document)
    for (path, method), answer in answers.items():
        declared = document["paths"][f"/api/v1{path}"][method]["responses"][str(answer.status_code)]
        schema = declared["content"]["application/json"]["schema"] | {"components": document["components"]}
        validate(answer.json(), schema, cls=Draft202012Validator)


def test_every_error_of_the_document_is_a_problem_and_every_example_fits(client, db):
    document = client.get("/api/v1/openapi.json").json()
    operations = [one for methods in document["paths"].values() for one in methods.values()]

    errors = [answer for one in operations for status, answer in one["responses"].items() if int(status) >= 400]
    assert {tuple(answer["content"]) for answer in errors} == {("application/problem+json",)}
    examples = 0
    for one in operations:
        body = one.get("requestBody", {}).get("content", {}).get("application/json", {})
        if body:
            validate(body["example"], body["schema"] | {"components": document["components"]}, cls=Draft202012Validator)
            examples += 1
    assert examples == 4


def test_page_shows_the_examples(client, db):
    page = client.get("/api/v1/docs").content.decode()

    assert "M01037" in page
    assert "If-Match" in page
    assert "Idempotency-Key" in page


def test_problem_sent_back_holds_nothing_of_what_was_sent(people, caller):
    answer = caller(people.dispatcher).post("/cases", REPORT | {"contact": {"phone": "13812345678" * 9}})

    assert "13812345678" not in json.dumps(answer.json())
