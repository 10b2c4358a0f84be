"""Pages of the application: from home in steps, at the counter, at the desk; who sees what, and nothing typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from linli.cases.domain.erasure import erase_personal
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.documents.models import Document, Paper
from linli.forms.domain.ground import lay_forms
from linli.hall.application_enums import ConsentState, HelpKind, Standing, Verdict, Way
from linli.hall.domain import application_way as way
from linli.hall.domain.application import Helping
from linli.hall.domain.consent import ask_consent, decide_consent
from linli.hall.domain.lapsing import drop_old_drafts
from linli.hall.domain.material_check import Mark, mark_materials
from linli.hall.enums import Channel
from linli.hall.models import Application, ApplicationDraft, Consent
from linli.hall.queries.applications import Wanted, list_applications
from linli.notices.models import Notice
from linli.people.models import Look
from linli.places import counter
from linli.places.counter import CounterVisit
from linli.ratings.models import FollowUp
from tests.background import work_off
from tests.documents.files import jpeg
from tests.hall.application_world import IDENTITY, make_hall
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
APPLY, DESK = "/items/pension/apply/", "/desk/applications/"
PERSON = {"step": "form", "name": "林小燕", "identity": IDENTITY, "phone": "13900000001", "remark": "尽快"}
BRING = {"step": "papers", "id-how": "bring", "book-how": "bring", "photo-how": "bring"}


@pytest.fixture
def hall():
    return make_hall()


def fill_in(client, hall, **papers):
    client.post(APPLY, {"step": "fit", "place": hall.place.code, "for": papers.pop("whom", "")})
    client.post(APPLY, PERSON)
    return client.post(APPLY, BRING | papers)


def send(client):
    return client.post(APPLY, {"step": "send", "draft": str(ApplicationDraft.objects.get().id)})


def numbered(application):
    return Case.objects.get(pk=application.case_id)


def test_application_from_home_step_by_step_with_a_file_and_a_promise(hall):
    client, tomorrow = sit(hall.resident), localdate() + timedelta(days=1)
    assert client.post(APPLY, {"step": "fit", "place": "nowhere"}).status_code == 422
    assert client.get(f"{APPLY}?step=check").context["step"] == "fit"

    answer = fill_in(client, hall, **{
        "id-how": "upload", "id-files": SimpleUploadedFile("身份证.jpg", jpeg(), "image/jpeg"), "photo-how": "promise", "photo-until": tomorrow,
    })  # fmt: skip
    assert answer.headers["Location"].endswith("?step=check")
    page = client.get(f"{APPLY}?step=check").content.decode()
    assert "身份证.jpg" in client.get(f"{APPLY}?step=papers").content.decode()
    assert IDENTITY in page

    sent = send(client)

    application = Application.objects.get()
    assert sent.headers["Location"].startswith("/me/applications/FQ")
    assert {row.code: row.standing for row in application.materials.all()} == {
        "id": "received",
        "book": "missing",
        "photo": "promised",
    }
    document = Document.objects.get(holder_kind="case")
    assert (document.holder_id, document.event_seq) == (application.case_id, 1)
    assert not ApplicationDraft.objects.exists()
    work_off()
    shown = client.get(sent.headers["Location"]).content.decode()
    for words in ("身份证.jpg", "户口簿", Paper.objects.get().full_number, "收件回执", "人社局", hall.place.name):
        assert words in shown


def test_wrong_identity_number_says_so_beside_itself_and_keeps_all_that_was_typed(hall):
    client = sit(hall.resident)
    client.post(APPLY, {"step": "fit", "place": hall.place.code})

    wrong = client.post(APPLY, PERSON | {"identity": IDENTITY[:-1] + "1"})

    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["identity"]
    assert "尽快" in page
    assert IDENTITY[:-1] + "1" in page


def test_paper_that_is_refused_keeps_the_others(hall):
    client = sit(hall.resident)

    answer = fill_in(client, hall, **{"id-how": "upload", "id-files": SimpleUploadedFile("a.exe", b"MZ", "image/jpeg"),
                                      "book-how": "upload", "book-files": SimpleUploadedFile("b.jpg", jpeg(), "image/jpeg")})  # fmt: skip

    assert answer.status_code == 422
    assert "a.exe" in answer.content.decode()
    assert len(ApplicationDraft.objects.get().papers["book"]["files"]) == 1


def test_double_click_sends_one_application(hall):
    client = sit(hall.resident)
    fill_in(client, hall)
    form = {"step": "send", "draft": str(ApplicationDraft.objects.get().id)}

    first, second = client.post(APPLY, form), client.post(APPLY, form)

    assert first.headers["Location"] == second.headers["Location"]
    assert (Application.objects.count(), Paper.objects.count()) == (1, 1)
    assert sit(hall.stranger).post(APPLY, form).status_code == 404


def test_draft_waits_and_is_thrown_away_by_hand_or_by_age(hall):
    client = sit(hall.resident)
    fill_in(client, hall, **{"id-how": "upload", "id-files": SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")})
    old = ApplicationDraft.objects.get()
    assert sit(hall.stranger).get("/me/applications/").context["begun"] == []
    assert [one.code for one in client.get("/me/applications/").context["begun"]] == ["pension"]
    assert drop_old_drafts() == 0
    assert client.post(f"{APPLY}removal/").status_code == 302
    assert (ApplicationDraft.objects.count(), Document.objects.count()) == (0, 0)
    fill_in(client, hall)
    ApplicationDraft.objects.update(touched_at=old.touched_at - timedelta(days=400))
    assert drop_old_drafts() == 1


def test_form_of_the_item_is_asked_and_its_answers_are_kept_sealed():
    lay_forms()
    hall = make_hall(form_code="elder_card")
    client = sit(hall.resident)
    client.post(APPLY, {"step": "fit", "place": hall.place.code})

    asked = client.get(f"{APPLY}?step=form")
    wrong = client.post(APPLY, PERSON)

    assert asked.context["filling"].parts
    assert (wrong.status_code, bool(wrong.context["filling"].form.errors)) == (422, True)
    assert "林小燕" in wrong.content.decode()


def test_relative_applies_only_with_consent_and_the_person_is_told(hall):
    client, whom = sit(hall.resident), hall.stranger
    asked = client.post("/me/consents/", {"name": "妈妈", "phone": whom.account.phone, "own_name": "小林"})
    nobody = client.post("/me/consents/", {"name": "谁", "phone": "13800138111", "own_name": "小林"})
    own = client.post("/me/consents/", {"name": "我", "phone": hall.resident.account.phone, "own_name": "小林"})
    assert (asked.status_code, nobody.status_code, own.status_code) == (302, 302, 422)
    consent = Consent.objects.get()
    fill_in(client, hall, whom=str(whom.actor_id))
    assert ApplicationDraft.objects.get().for_account_id is None
    assert client.post(f"/me/consents/{consent.id}/consent/").status_code == 404

    theirs = sit(whom)
    assert theirs.post(f"/me/consents/{consent.id}/consent/").status_code == 302
    fill_in(client, hall, whom=str(whom.actor_id))
    assert send(client).status_code == 302

    application = Application.objects.get()
    assert (application.case.reporter_id, application.help_kind, application.helper_account_id) == (
        whom.actor_id,
        "family",
        hall.resident.actor_id,
    )
    work_off()
    assert Notice.objects.filter(recipient_id=whom.actor_id, topic="application.for_you").exists()
    number = application_number(application)
    assert [sit(one).get(f"/me/applications/{number}/").status_code for one in (whom, hall.resident)] == [200, 200]

    assert theirs.post(f"/me/consents/{consent.id}/withdrawal/").status_code == 302
    fill_in(client, hall)
    ApplicationDraft.objects.update(for_account=whom.actor_id)
    assert send(client).status_code == 403
    assert Application.objects.count() == 1
    decide_consent(consent, state=ConsentState.REFUSED, by=whom)
    assert ask_consent(whom.account.phone, name="妈妈", own_name="小林", by=hall.resident) is None


def application_number(application):
    case = numbered(application)
    return number_text(case.number, case.opened_at)


def test_who_sees_an_application(hall):
    number = application_number(
        hall.send("id", by=hall.clerk, channel=Channel.WINDOW, helping=Helping(HelpKind.ERRAND)).application
    )
    readers = [hall.resident, hall.stranger, hall.clerk, hall.officer, hall.other_clerk]

    portal = [sit(one).get(f"/me/applications/{number}/").status_code for one in readers]
    desk = [sit(one).get(f"{DESK}{number}/").status_code for one in readers]

    assert portal == [200, 404, 404, 404, 404]
    assert desk == [403, 403, 200, 404, 404]
    assert "林小燕" not in sit(hall.clerk).get(f"{DESK}{number}/").content.decode()


def test_missing_papers_are_added_from_home_and_the_clock_runs_again(hall):
    application = hall.send("id", "photo").application
    way.give_notice(application, by=hall.clerk)
    client, url = sit(hall.resident), f"/me/applications/{application_number(application)}/papers/"
    assert client.post(url).status_code == 422

    answer = client.post(url, {"book-files": SimpleUploadedFile("户口簿.jpg", jpeg(), "image/jpeg")})

    application.refresh_from_db()
    assert answer.status_code == 302
    assert application.case.state == "applied"
    assert application.materials.get(code="book").standing == Standing.RECEIVED


def counter_form(hall, **words):
    papers = {f"{code}-standing": "received" for code in ("id", "book", "photo")}
    return papers | {
        "place": hall.place.code, "item": "pension", "channel": "window", "name": "林小燕", "identity": IDENTITY,
        "phone": "13900000001", "help_kind": "", "key": uuid4().hex, "remark": "",
    } | words  # fmt: skip


def test_clerk_takes_an_application_for_whoever_stands_at_the_window(hall, monkeypatch):
    client, ticket, served = sit(hall.clerk), uuid4(), []
    visit = CounterVisit(ticket, "A012", hall.place.code, hall.resident.actor_id, "pension")
    monkeypatch.setattr(counter, "_visits", [lambda number, reader: visit if number == ticket else None])
    monkeypatch.setattr(counter, "_served", [lambda number, case, by: served.append((number, case))])
    shown = client.get(f"{DESK}new/?ticket={ticket}")
    assert "A012" in shown.content.decode()
    assert hall.resident.account.name not in shown.content.decode()
    wrong = client.post(
        f"{DESK}new/", counter_form(hall, ticket=ticket, phone="12", help_kind="agency", **{"book-want": "缺页"})
    )
    assert (wrong.status_code, "缺页" in wrong.content.decode()) == (422, True)
    form = counter_form(hall, ticket=ticket, name="", phone="", **{"book-standing": "missing", "book-want": "缺页"})

    first, second = client.post(f"{DESK}new/", form), client.post(f"{DESK}new/", form)

    application = Application.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"{DESK}{application_number(application)}/"
    assert served == [(ticket, application.case_id)]
    assert application.case.reporter_id == hall.resident.actor_id
    assert application.materials.get(code="book").want == "缺页"
    assert sit(hall.other_clerk).post(f"{DESK}new/", form).status_code == 200
    assert Application.objects.count() == 1


def test_desk_goes_the_way_by_its_forms_and_each_refusal_keeps_what_was_typed(hall):
    application = hall.send("id").application
    url, client = f"{DESK}{application_number(application)}/", sit(hall.clerk)
    marks = {
        "id-standing": "received",
        "book-standing": "missing",
        "book-want": "缺本人页",
        "photo-standing": "promised",
    }
    late = client.post(f"{url}check-list/", marks | {"photo-until": localdate()})
    assert (late.status_code, "缺本人页" in late.content.decode()) == (422, True)
    assert client.post(f"{url}acceptance/").status_code == 422
    marks |= {"book-standing": "received", "photo-until": localdate() + timedelta(days=3)}
    assert client.post(f"{url}check-list/", marks).status_code == 302
    assert client.post(f"{url}notice/").status_code == 422
    assert client.post(f"{url}acceptance/").status_code == 302
    assert client.post(f"{url}outside/", {"body": ""}).status_code == 422
    assert client.post(f"{url}outside/", {"body": "市医保中心", "number": "YB-1", "due_on": ""}).status_code == 302
    assert "市医保中心" in client.get(url).content.decode()
    denied = client.post(
        f"{url}decision/", {"verdict": "denied", "decided_on": localdate(), "number": "闽7号", "note": ""}
    )
    assert (denied.status_code, "闽7号" in denied.content.decode()) == (422, True)
    assert (
        client.post(f"{url}decision/", {"verdict": "denied", "decided_on": localdate(), "note": "未参保"}).status_code
        == 302
    )
    assert client.post(f"{url}delivery/", {"way": "window"}).status_code == 302
    assert client.post(f"{url}nonsense/").status_code == 404

    application.refresh_from_db()
    assert (application.case.state, application.verdict) == ("closed", Verdict.DENIED)
    work_off()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("view", ["", "?view=applied&item=pension"])
def test_list_is_scoped_and_costs_the_same_with_one_row_and_with_three(hall, view):
    client = sit(hall.clerk)
    hall.send("id")
    client.get(DESK)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(DESK + view)
    hall.send("book")
    hall.send("photo")
    with CaptureQueriesContext(connection) as three:
        answer = client.get(DESK + view)

    assert len(answer.context["page"].rows) == 3
    assert len(three) == len(one)
    assert len(sit(hall.other_clerk).get(DESK).context["page"].rows) == 0
    assert len(sit(hall.officer).get(DESK).context["page"].rows) == 0


def test_list_goes_on_by_key(hall):
    for _ in range(3):
        hall.send("id")
    first = list_applications(hall.clerk, Wanted(), size=2)
    second = list_applications(hall.clerk, Wanted(), older=first.older, size=2)

    assert [len(first.rows), len(second.rows), second.older] == [2, 1, ""]
    assert len({row.number for row in first.rows + second.rows}) == 3


def test_figures_equal_the_lists_they_open(hall):
    done = hall.send("id", "book", "photo").application
    way.accept_application(done, by=hall.clerk)
    way.decide_application(done, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    way.deliver_result(done, way=Way.WINDOW, by=hall.clerk)
    hall.send("id")
    client = sit(hall.manager)

    for by in ("item", "place", "town"):
        page = client.get(f"{DESK}figures/?by={by}").context
        for row in (page["whole"], *page["lines"]):
            line = row["line"]
            found = [len(client.get(row[name]).context["page"].rows) for name in ("all", "closed", "on_time")]
            assert found == [line.came, line.closed, line.on_time] == [2, 1, 1]
            assert (line.completion, line.punctuality, line.days) == (50, 100, 0.0)


def test_low_ratings_are_followed_up_without_the_name_of_who_rated(hall):
    application = hall.send("id", "book", "photo").application
    way.accept_application(application, by=hall.clerk)
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)
    number = application_number(application)
    assert sit(hall.resident).post(
        f"/matters/{number}/rating/", {"grade": 1, "note": "", "seq": numbered(application).seq, "key": "r1"}
    ).status_code in (302, 303)
    follow_up, client = FollowUp.objects.get(), sit(hall.manager)
    low = "/desk/ratings/low/"
    url = f"{low}{follow_up.id}/"
    assert "林小燕" not in client.get(low).content.decode()
    assert client.post(f"{url}answer/").status_code == 422
    assert client.post(f"{url}check/", {"held": "yes"}).status_code == 302
    assert client.post(f"{url}righting/", {"note": ""}).status_code == 422
    assert client.post(f"{url}righting/", {"note": "已重新打印"}).status_code == 302
    assert client.post(f"{url}answer/").status_code == 302
    assert client.post(f"{url}answer/").status_code == 409
    assert len(client.get(f"{low}?view=over").context["rows"]) == 1
    assert sit(hall.clerk).get(low).status_code == 403


def test_values_for_the_other_system_are_shown_once_after_a_recorded_look(hall):
    application = hall.send("id", "book", "photo").application
    way.accept_application(application, by=hall.clerk)
    way.pass_outside(application, body="市医保中心", by=hall.clerk)
    url, client = f"{DESK}{application_number(application)}/", sit(hall.clerk)
    assert IDENTITY not in client.get(url).content.decode()
    assert client.post(f"{url}copy/", {"note": "看"}).status_code == 422

    shown = client.post(f"{url}copy/", {"note": "录入市医保系统"})

    assert IDENTITY in shown.content.decode()
    assert Look.objects.get().reason == "录入市医保系统"
    assert IDENTITY not in client.get(url).content.decode()
    assert sit(hall.other_clerk).post(f"{url}copy/", {"note": "录入市医保系统"}).status_code == 404


def test_what_is_erased_from_the_matter_is_erased_from_the_application(hall):
    application = hall.send("id", answers={"born": "1950-01-01"}).application
    mark_materials(application, {"book": Mark(Standing.MISSING, want="缺本人页")}, by=hall.clerk)

    erase_personal(application.case, by=hall.resident, reason="asked")

    application.refresh_from_db()
    assert application.answers == ""
    assert application.materials.get(code="book").want == ""
