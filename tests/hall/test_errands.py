"""Done for somebody: who does it is set, changed, ended and forbidden; all concerned are told; originals come back."""

import pytest
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains

from linli.documents.domain.paper import read_sheet
from linli.documents.models import Paper
from linli.hall.application_enums import ConsentState, EndedBy, HelpKind, Verdict, Way
from linli.hall.domain import application_way as way
from linli.hall.domain.application import Helping
from linli.hall.domain.consent import ask_consent, decide_consent
from linli.hall.domain.errand import end_help, forbid_help, go_on_alone, set_helper
from linli.hall.domain.lapsing import deem_accepted
from linli.hall.enums import Channel
from linli.hall.models import Application, Consent, Errand, ErrandOriginal
from linli.hall.queries.volunteers import volunteer_by_phone
from linli.notices.models import Notice
from tests.background import work_off
from tests.factories import GRID, OTHER_VILLAGE
from tests.hall.application_world import make_hall
from tests.hall.conftest import refused
from tests.hall.order_world import make_helper
from tests.hall.test_application_pages import DESK, application_number, counter_form
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
ALL = ("id", "book", "photo")


@pytest.fixture
def hall():
    return make_hall(channels=[Channel.WINDOW, Channel.ONLINE, Channel.VISIT, Channel.AGENT])


@pytest.fixture
def helper(hall):
    return make_helper(grid=GRID)


def told(reader):
    work_off()
    return set(Notice.objects.filter(recipient_id=reader.actor_id).values_list("topic", flat=True))


def volunteer(reader):
    return volunteer_by_phone(reader.account.phone, "350181005004")


def test_volunteer_is_found_by_the_number_of_an_account_that_lends_a_hand_here(hall, helper):
    assert volunteer(helper).account == helper.account
    assert volunteer_by_phone(helper.account.phone, OTHER_VILLAGE) is None
    assert volunteer(hall.stranger) is None


def test_helper_is_set_changed_and_ended_and_everybody_concerned_is_told(hall, helper):
    application, second = hall.send("id").application, make_helper(grid=GRID)
    url, clerk = f"{DESK}{application_number(application)}/", sit(hall.clerk)
    mine = f"/me/applications/{application_number(application)}/"
    assert clerk.post(f"{url}helper/", {"phone": hall.stranger.account.phone}).status_code == 422
    assert clerk.post(f"{url}helper/", {"phone": "12"}).status_code == 422
    assert sit(helper).get(mine).status_code == 404
    assert clerk.post(f"{url}helper/", {"phone": helper.account.phone}).status_code == 302
    assert clerk.post(f"{url}helper/", {"phone": helper.account.phone}).status_code == 302  # twice is once

    assert Errand.objects.count() == 1
    assert "application.helper_set" in told(hall.resident)
    assert "application.you_help" in told(helper)
    assertContains(sit(hall.resident).get(mine), helper.account.name)
    for staff in (hall.clerk, hall.manager):
        page = sit(staff).get(url)
        assertContains(page, "志愿者")
        assertNotContains(page, helper.account.name)
    theirs = sit(helper).get(mine)
    assertContains(theirs, "您在帮人代办")
    assertNotContains(theirs, "林小燕")
    assert [row.number for row in sit(helper).get("/me/applications/").context["rows"]] == [
        application_number(application)
    ]

    assert clerk.post(f"{url}helper/", {"phone": second.account.phone}).status_code == 302
    assert "application.helper_changed" in told(hall.resident)
    assert "application.help_over" in told(helper)
    assert sit(helper).get(mine).status_code == 404
    assert sit(helper).post(f"{mine}help/giving-back/").status_code == 404
    assert sit(second).post(f"{mine}help/refusal/").status_code == 404
    assert sit(second).post(f"{mine}help/giving-back/").status_code == 302
    assert "application.helper_gone" in told(hall.resident)
    application.refresh_from_db()
    assert (application.help_kind, application.helper_account_id, application.stopped_at) == ("", None, None)
    assert clerk.post(f"{url}helper/", {"phone": ""}).status_code == 302
    assert clerk.post(f"{url}helper-end/", {"note": ""}).status_code == 422
    assert clerk.post(f"{url}helper-end/", {"note": "改由家属来，电话 13800138000"}).status_code == 302
    assert list(Errand.objects.order_by("began_at").values_list("ended_by", flat=True)) == [
        EndedBy.STAFF, EndedBy.HELPER, EndedBy.STAFF,
    ]  # fmt: skip
    assert "13800138000" not in Errand.objects.latest("began_at").reason


def test_who_may_set_and_end_help_and_what_is_kept_apart(hall, helper):
    application = hall.send("id").application
    for reader in (hall.other_clerk, hall.resident, hall.stranger, hall.officer):
        with refused("not_your_application"):
            set_helper(application, by=reader, volunteer=volunteer(helper))
    with refused("nobody_helps"):
        end_help(application, by=hall.clerk)
    with refused("nobody_helps"):
        forbid_help(application, by=hall.resident)
    own = hall.send("id", by=helper, account=helper.account).application
    with refused("helper_is_applicant"):
        set_helper(own, by=hall.clerk, volunteer=volunteer(helper))
    set_helper(application, by=hall.clerk, volunteer=volunteer(helper))
    with refused("not_your_application"):
        end_help(application, by=hall.stranger)
    with refused("not_your_application"):
        forbid_help(application, by=helper)
    for kind, code in ((HelpKind.AGENCY, None), (HelpKind.GUARDIAN, "guardian_stays")):
        held = hall.send(by=hall.clerk, channel=Channel.WINDOW, helping=Helping(kind, paper="委托书")).application
        with refused("help_apart"):
            set_helper(held, by=hall.clerk, volunteer=volunteer(helper))
        if code:
            with refused(code):
                forbid_help(held, by=hall.resident)
        else:
            forbid_help(held, by=hall.clerk)  # the principal says so at the window


def test_forbidden_help_stops_the_application_until_the_applicant_goes_on(hall, helper):
    application = hall.send(*ALL).application
    set_helper(application, by=hall.clerk, volunteer=volunteer(helper))
    way.take_originals(application, [("户口簿", 1)], by=hall.clerk)
    mine, url = f"/me/applications/{application_number(application)}/", f"{DESK}{application_number(application)}/"
    me, clerk = sit(hall.resident), sit(hall.clerk)

    assert me.post(f"{mine}help/refusal/").status_code == 302
    assert me.post(f"{mine}help/refusal/").status_code == 409

    for page in (me.get(mine), clerk.get(url)):
        assertContains(page, "户口簿")
        assertNotContains(page, helper.account.name)
    assertContains(clerk.get(url), "不同意他人代办")
    assert "application.stopped" in told(hall.clerk)
    assert "application.help_over" in told(helper)
    assert sit(helper).get(mine).status_code == 404
    assert clerk.post(f"{url}acceptance/").status_code == 409
    with refused("not_your_application"):
        set_helper(application, by=hall.clerk)
    with refused("not_your_application"):
        go_on_alone(application, by=hall.other_clerk)
    assert clerk.get(DESK).context["page"].rows[0].is_stopped
    assert deem_accepted() == 0

    assert me.post(f"{mine}help/going-on/").status_code == 302
    assert me.post(f"{mine}help/going-on/").status_code == 403
    way.accept_application(application, by=hall.clerk)
    assert ErrandOriginal.objects.get().returned_at is None  # still owed, whoever goes on


def test_consent_taken_back_mid_way_stops_what_was_sent_and_is_heard_by_the_place(hall):
    ask_consent(hall.resident.account.phone, name="妈妈", own_name="小林", by=hall.stranger)
    consent = Consent.objects.get()
    decide_consent(consent, state=ConsentState.GIVEN, by=hall.resident)
    family = Helping(HelpKind.FAMILY, account=hall.stranger.account)
    application = hall.send(*ALL, by=hall.stranger, helping=family).application
    done = hall.send(*ALL, by=hall.stranger, helping=family).application
    way.accept_application(done, by=hall.clerk)
    way.decide_application(done, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    way.deliver_result(done, way=Way.WINDOW, by=hall.clerk)

    decide_consent(consent, state=ConsentState.TAKEN_BACK, by=hall.resident)
    decide_consent(consent, state=ConsentState.REFUSED, by=hall.resident)

    application.refresh_from_db()
    done.refresh_from_db()
    assert (bool(application.stopped_at), application.helper_account_id) == (True, None)
    assert (done.stopped_at, done.helper_account_id) == (None, hall.stranger.actor_id)
    assert sit(hall.stranger).get(f"/me/applications/{application_number(application)}/").status_code == 404
    with refused("help_forbidden"):
        way.accept_application(application, by=hall.clerk)
    assert "application.stopped" in told(hall.clerk)
    assert (
        sit(hall.resident).post(f"/me/applications/{application_number(application)}/help/going-on/").status_code == 302
    )
    way.accept_application(Application.objects.get(pk=application.pk), by=hall.clerk)


def test_nothing_is_handed_to_a_helper_who_was_forbidden(hall, helper):
    application = hall.send(*ALL).application
    set_helper(application, by=hall.clerk, volunteer=volunteer(helper))
    way.accept_application(application, by=hall.clerk)
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    forbid_help(application, by=hall.resident)

    with refused("help_forbidden"):
        way.deliver_result(application, way=Way.HELPER, by=hall.clerk)

    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)


def test_originals_go_back_one_by_one_each_time_with_a_receipt(hall, helper):
    application = hall.send("id").application
    set_helper(application, by=hall.clerk, volunteer=volunteer(helper))
    url, clerk = f"{DESK}{application_number(application)}/", sit(hall.clerk)
    assert clerk.post(f"{url}originals/", {"names": "户口簿\n身份证"}).status_code == 302
    book, card = ErrandOriginal.objects.order_by("name")
    assert book.handed_to == "志愿者"
    handed = read_sheet(Paper.objects.get(kind="originals").sheet)
    assert helper.account.name in "".join(getattr(block, "words", "") for block in handed.body)

    assert clerk.post(f"{url}originals-return/", {"original": str(book.id)}).status_code == 302
    card.refresh_from_db()
    assert (card.returned_at, Paper.objects.filter(kind="originals").count()) == (None, 2)
    back = read_sheet(Paper.objects.filter(kind="originals").order_by("-number")[0].sheet)
    assert (back.title, len(back.body[1].rows)) == ("原件归还单", 1)
    assert clerk.post(f"{url}originals-return/").status_code == 302
    assert clerk.post(f"{url}originals-return/").status_code == 302  # nothing is out: no third paper
    assert Paper.objects.filter(kind="originals").count() == 3
    work_off()
    assertContains(sit(hall.resident).get(f"/me/applications/{application_number(application)}/"), "已归还")


def test_volunteer_is_named_at_the_counter_by_the_number_of_their_account(hall, helper):
    client = sit(hall.clerk)
    form = counter_form(hall, help_kind="errand", helper_name="随便", helper_phone=helper.account.phone)

    assert client.post(f"{DESK}new/", form).status_code == 302

    application = Application.objects.get()
    assert (application.helper_account_id, application.helper_label) == (helper.actor_id, "志愿者")
    assert Errand.objects.get().is_volunteer
    assert "application.you_help" in told(helper)
    sent = hall.send(by=hall.clerk, channel=Channel.VISIT, helping=Helping(HelpKind.ERRAND)).application
    assert (sent.helper_label, Errand.objects.get(application=sent).label) == (hall.clerk.label, hall.clerk.label)
