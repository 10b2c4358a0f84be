"""Every deed through its page; what is refused keeps what was typed; who comes second sees what happened."""

import io
from datetime import timedelta

import pytest
from django.utils.timezone import now
from PIL import Image

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.progress import report_progress
from linli.cases.enums import Source
from linli.cases.models import Case, CaseEvent, CaseText
from linli.cases.queries.visible import may_read
from tests.desk.conftest import PART, do, hidden, printed, url, with_photo
from tests.factories import make_case, make_rule

pytestmark = pytest.mark.django_db


def photo(name: str = "after.jpg"):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "JPEG")
    file.seek(0)
    file.name = name
    return file


def verbs(case) -> list[str]:
    return list(CaseEvent.objects.filter(case=case).order_by("seq").values_list("verb", flat=True))


def test_grid_matter_goes_its_whole_way_at_the_desk(people, desk, settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}}  # fmt: skip
    case = make_case(people.resident)
    manager, officer, dispatcher = desk(people.manager), desk(people.officer), desk(people.dispatcher)
    supervisor = desk(people.supervisor)

    assert do(manager, case, "acceptance", note="属实").status_code == 303
    assert do(officer, case, "progress", note="两人出发").status_code == 303
    assert do(officer, case, "co-unit", unit="园林中心", note="请修枝").status_code == 303
    assert do(officer, case, "request", note="哪一盏灯？").status_code == 303
    assert do(manager, case, "supplement", note="东门第二盏").status_code == 303
    assert do(officer, case, "extension-request", amount="2", unit="working_days", note="等配件").status_code == 303
    assert do(supervisor, case, "extension", note="同意").status_code == 303
    assert do(officer, case, "extension-request", amount="1", unit="working_days", note="还要").status_code == 303
    assert do(dispatcher, case, "extension-refusal", note="已够").status_code == 303
    assert do(dispatcher, case, "pause", note="等第三方").status_code == 303
    assert do(dispatcher, case, "resumption").status_code == 303
    assert do(officer, case, "closure-proposal", note="换好了", photos=photo()).status_code == 303
    assert do(manager, case, "rework", note="还有一盏").status_code == 303
    assert do(officer, case, "closure-proposal", note="都好了", photos=photo()).status_code == 303
    assert do(manager, case, "closure", outcome="resolved", note="核查属实").status_code == 303
    assert do(manager, case, "reopening", note="又灭了").status_code == 303

    assert verbs(case) == [
        "open", "accept", "assign", "report_progress", "join_unit", "return_for_materials", "supplement", "ask_extension",
        "extend_limit", "ask_extension", "refuse_extension", "pause_clock", "resume_clock", "propose_closure", "send_back",
        "propose_closure", "close", "reopen",
    ]  # fmt: skip


def test_refusal_transfer_assignment_and_merger_have_their_pages(people, desk):
    dispatcher = desk(people.dispatcher)
    refused, moved, first, second = (make_case(people.resident) for _ in range(4))
    other = make_case(people.resident, kind="M06042")

    do(dispatcher, refused, "refusal", note="请找物业")
    accept_case(moved, by=people.manager)
    do(dispatcher, moved, "transfer", unit="园林中心", note="树挡住了")
    do(dispatcher, other, "assignment", unit="路灯管理所")
    do(dispatcher, second, "merger", into=printed(first))

    assert [verbs(case)[-1] for case in (refused, moved, other, second)] == ["refuse", "transfer", "assign", "merge"]
    assert Case.objects.get(id=moved.id).lead_unit_id == people.gardens.id
    assert Case.objects.get(id=second.id).merged_into_id == first.id


def test_hotline_order_goes_its_way_to_the_return_visit(people, desk):
    make_rule("H", people.lamps)
    case = make_case(people.resident, kind="H002", source=Source.HOTLINE)
    operator, officer = desk(people.operator), desk(people.officer)

    assert do(operator, case, "acceptance").status_code == 303
    assert do(officer, case, "progress", note="已联系").status_code == 303
    assert do(officer, case, "closure-proposal", note="已修好").status_code == 303
    assert do(operator, case, "visit", is_reached="yes", is_resolved="yes", is_satisfied="yes").status_code == 303

    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "resolved")


def test_advice_is_answered(people, desk):
    make_rule("A", people.lamps)
    case = make_case(people.resident, kind="A001", words="路灯几点亮？")

    response = do(desk(people.officer), case, "closure", outcome="explained", note="晚上六点。")

    assert response.status_code == 303
    case.refresh_from_db()
    assert case.state == "answered"


def test_complaint_is_looked_into(people, desk):
    case = make_case(people.resident, kind="C001", words="态度不好", is_confidential=True, about_unit=people.lamps.id)
    supervisor = desk(people.supervisor)

    assert do(supervisor, case, "acceptance").status_code == 303
    assert do(supervisor, case, "progress", note="在查").status_code == 303
    assert do(supervisor, case, "closure", outcome="explained", note="已批评教育").status_code == 303

    case.refresh_from_db()
    assert case.state == "closed"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_form_that_is_not_right_answers_422_and_keeps_the_words(people, desk, language):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)

    response = do(desk(people.officer, language), case, "transfer", unit="没有这个", note="我写的话")

    page = response.content.decode()
    assert response.status_code == 422
    assert "没有这个" in page
    assert "我写的话" in page
    assert verbs(case) == ["open", "accept", "assign"]


def test_htmx_gets_the_form_alone(people, desk):
    case = make_case(people.resident)

    page = desk(people.manager).get(url(case, "acceptance"), headers=PART).content.decode()

    assert "<html" not in page
    assert 'hx-target="#deed"' in page


def test_htmx_gets_the_case_at_once_after_the_deed(people, desk):
    case = make_case(people.resident)

    response = do(desk(people.manager), case, "acceptance", headers=PART, note="属实")

    assert response.status_code == 200
    assert response["HX-Retarget"] == "#main"
    assert response["HX-Push-Url"] == url(case)
    assert f"data-number='{printed(case)}'" in response.content.decode()


def test_a_photo_that_is_needed_is_asked_for(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)

    response = do(desk(people.officer), case, "closure-proposal", note="换好了")

    assert response.status_code == 422
    assert 'id="id_photos_error"' in response.content.decode()
    assert "换好了" in response.content.decode()


def test_a_file_that_is_no_photo_is_named_and_the_words_stay(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    fake = io.BytesIO(b"<html><script>alert(1)</script>")
    fake.name = "lamp.png"

    response = do(desk(people.officer), case, "closure-proposal", note="换好了", photos=fake)

    assert response.status_code == 422
    assert "lamp.png" in response.content.decode()
    assert verbs(case)[-1] == "assign"


def test_sent_twice_is_done_once_and_said_as_done(people, desk):
    case = make_case(people.resident)
    client = desk(people.manager)
    page = client.get(url(case, "acceptance")).content.decode()
    words = {"seq": hidden(page, "seq"), "key": hidden(page, "key"), "note": "属实"}

    answers = [client.post(url(case, "acceptance"), words).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert verbs(case).count("accept") == 1


def test_words_changed_after_going_back_are_told_apart_and_can_be_sent(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    client = desk(people.officer)
    page = client.get(url(case, "progress")).content.decode()
    form = {"seq": hidden(page, "seq"), "key": hidden(page, "key"), "note": "出发"}
    client.post(url(case, "progress"), form)

    told = client.post(url(case, "progress"), form | {"note": "出发，带梯子"})
    again = told.content.decode()
    second = client.post(
        url(case, "progress"), {"seq": hidden(again, "seq"), "key": hidden(again, "key"), "note": "出发，带梯子"}
    )

    assert told.status_code == 422
    assert "出发，带梯子" in again
    assert second.status_code == 303
    assert verbs(case)[-2:] == ["report_progress", "report_progress"]


def test_a_stale_form_shows_what_happened_and_can_be_sent_again(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    client = desk(people.officer)
    page = client.get(url(case, "progress")).content.decode()
    report_progress(case, by=people.officer, note="同事先报了一步")

    answer = client.post(
        url(case, "progress"), {"seq": hidden(page, "seq"), "key": hidden(page, "key"), "note": "我也到了"}
    )
    again = answer.content.decode()
    second = client.post(
        url(case, "progress"), {"seq": hidden(again, "seq"), "key": hidden(again, "key"), "note": "我也到了"}
    )

    assert answer.status_code == 409
    assert "同事先报了一步" in again
    assert "我也到了" in again
    assert second.status_code == 303
    assert verbs(case)[-2:] == ["report_progress", "report_progress"]


def test_of_two_who_close_one_case_the_second_sees_what_the_first_did(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    propose_closure(case, by=people.officer, note="换好了", sent=with_photo())
    one, two = desk(people.manager), desk(people.dispatcher)
    pages = [client.get(url(case, "closure")).content.decode() for client in (one, two)]
    words = [{"seq": hidden(page, "seq"), "key": hidden(page, "key"), "outcome": "resolved"} for page in pages]

    first = one.post(url(case, "closure"), {**words[0], "note": "属实"})
    second = two.post(url(case, "closure"), {**words[1], "note": "我也看过"})

    assert first.status_code == 303
    assert second.status_code == 409
    assert "我也看过" in second.content.decode()
    assert "属实" in second.content.decode()
    assert verbs(case).count("close") == 1


def test_what_is_not_possible_now_is_409_and_what_is_not_mine_403(people, desk):
    case = make_case(people.resident)

    assert desk(people.manager).get(url(case, "closure")).status_code == 409
    assert desk(people.auditor).get(url(case, "acceptance")).status_code == 403
    assert desk(people.auditor).post(url(case, "acceptance"), {"seq": "1", "key": "k"}).status_code == 403
    assert desk(people.manager).get(url(case, "nonsense")).status_code == 404
    assert verbs(case) == ["open"]


def test_another_village_finds_no_such_case(people, desk):
    case = make_case(people.resident)

    assert desk(people.other_manager).get(url(case)).status_code == 404
    assert desk(people.other_manager).post(url(case, "acceptance"), {"seq": "1", "key": "k"}).status_code == 404


def test_who_gives_a_case_away_is_led_to_the_list(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)

    response = do(desk(people.officer), case, "transfer", unit="园林中心", note="树枝")

    assert not may_read(case.id, people.officer)
    assert response["Location"] == "/desk/"


def test_words_are_shown_as_words(people, desk):
    case = make_case(people.resident, words="<script>alert(1)</script>")
    do(desk(people.manager), case, "acceptance", note="<img src=x onerror=alert(2)>")

    page = desk(people.manager).get(url(case)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x" not in page


def test_a_pause_can_be_taken_back_for_a_while(people, desk):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    client = desk(people.dispatcher)
    do(client, case, "pause", note="等第三方")

    page = client.get(url(case)).content.decode()
    undone = client.post(url(case, "resumption"), {"seq": hidden(page, "seq"), "key": hidden(page, "key")})

    assert 'class="undo"' in page
    assert undone.status_code == 303
    assert verbs(case)[-1] == "resume_clock"


def test_a_pause_of_long_ago_offers_no_undo(people, desk):
    from linli.cases.domain.pausing import pause_clock

    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    pause_clock(case, by=people.dispatcher, note="等", at=now() - timedelta(minutes=30))

    assert 'class="undo"' not in desk(people.dispatcher).get(url(case)).content.decode()


def test_erased_words_are_gone_from_the_page(people, desk):
    case = make_case(people.resident, words="我家门口的路灯不亮")
    client = desk(people.administrator)

    refused = client.post(url(case, "erasure"), {"reason": "短"})
    done = client.post(url(case, "erasure"), {"reason": "本人书面要求删除", "sure": "on"})

    assert refused.status_code == 422
    assert done.status_code == 303
    assert "我家门口" not in client.get(url(case)).content.decode()
    assert not CaseText.objects.filter(case=case, erased_at__isnull=True).exists()
    assert desk(people.manager).get(url(case, "erasure")).status_code == 403
