"""The item's own form, from home and at the window: the same rules, files too, and nothing typed is lost."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate, now
from pytest_django.asserts import assertContains, assertNotContains

from linli.common.domain.configuration import changed
from linli.documents.domain.sweeping import old_drafts
from linli.documents.models import Document
from linli.forms.models import KeptAnswer, Sheet
from linli.hall.domain.counter_draft import drop_old_counters
from linli.hall.enums import MaterialForm
from linli.hall.models import Application, ApplicationDraft, CounterDraft, ItemVersion, Material
from linli.people.enums import Role
from linli.people.models import Look
from tests.documents.files import jpeg, pdf
from tests.factories import COUNTY, make_staff
from tests.forms.conftest import field, publish, schema
from tests.hall.application_world import IDENTITY, make_hall
from tests.hall.test_application_pages import APPLY, BRING, DESK, PERSON, application_number, counter_form, send
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
WRONG = IDENTITY[:-1] + "1"
ASKED = {
    "number": field("identity", title="户主身份证号", **{"x-reuse": "identity"}), "why": field("text", title="理由"),
    "proof": field("files", title="证明照片", **{"x-accept": ["picture", "paper"]}),
}  # fmt: skip
TOLD = {"a-number": IDENTITY, "a-why": "搬来三年"}


@pytest.fixture
def hall():
    boss = make_staff(Role.ADMINISTRATOR, area=COUNTY)
    publish("pension_form", schema(ASKED, ["number", "why", "proof"]), boss)
    made = make_hall(form_code="pension_form")
    made.boss = boss
    return made


def photo(name="证明.jpg"):
    return SimpleUploadedFile(name, jpeg(), "image/jpeg")


def asked_anew(hall, **more):
    """The form is published anew while somebody fills in the former version."""
    return publish("pension_form", schema(ASKED | more, ["number", "why", "proof", *more]), hall.boss)


def version_anew(**facts):
    """A version of the item that asks for one paper more and one less."""
    before = ItemVersion.objects.filter(item__code="pension").latest("number")
    said = {name: getattr(before, name) for name in ("channels", "form_code", "takes_later", "deciding_body")} | facts
    version = ItemVersion.objects.create(
        item=before.item,
        number=before.number + 1,
        valid_from=date(2026, 1, 2),
        published_at=now(),
        published_by="测试",
        **said,
    )
    for position, (code, name) in enumerate((("id", "身份证"), ("book", "户口簿"), ("lease", "租房合同"))):
        Material.objects.create(version=version, position=position, code=code, name=name, form=MaterialForm.COPY)
    changed("items")


def hidden(page, kind):
    """What the page carries along of the form it shows."""
    filling = page.context["filling"]
    return kind | {"basket": str(filling.basket), "version": str(filling.published.id), "edition": str(filling.edition)}


def begun(hall, client):
    client.post(APPLY, {"step": "fit", "place": hall.place.code})
    return hidden(client.get(f"{APPLY}?step=form"), PERSON)


def test_form_begun_at_home_is_saved_gone_on_with_and_sent_with_its_file(hall):
    client = sit(hall.resident)
    form = begun(hall, client)
    saved = client.post(APPLY, form | {"phone": "12", "a-why": "搬来三年", "a-proof-file": photo(), "deed": "save"})
    assert saved.status_code == 200
    sheet = Sheet.objects.get()
    Document.objects.update(uploaded_at=now() - timedelta(days=10))
    assert not old_drafts(2).exists()

    resumed = f"/items/pension/apply/?sheet={sheet.basket}"
    assertContains(client.get("/me/forms/"), resumed)
    assert sit(hall.stranger).get(resumed).status_code == 404
    page = client.get(resumed)
    assertContains(page, "搬来三年")
    assertContains(page, 'value="12"')
    assert client.get(f"{APPLY}?step=check").context["step"] == "form"

    filled = hidden(page, PERSON) | TOLD | {"a-proof": str(Document.objects.get().id), "keep": "on"}
    wrong = client.post(APPLY, filled | {"a-number": WRONG})
    assert (wrong.status_code, list(wrong.context["filling"].form.errors)) == (422, ["number"])
    assert WRONG not in str(wrong.context["filling"].form.errors)
    assert client.post(APPLY, filled).status_code == 302
    client.post(APPLY, BRING)
    check = client.get(f"{APPLY}?step=check")
    assertContains(check, "证明.jpg")
    assert send(client).status_code == 302

    application = Application.objects.get()
    document = Document.objects.get()
    assert json.loads(application.answers) == {"number": IDENTITY, "why": "搬来三年", "proof": [str(document.id)]}
    assert (document.holder_kind, document.holder_id, document.event_seq) == ("case", application.case_id, 1)
    sheet.refresh_from_db()
    assert (sheet.became_id, sheet.answers) == (application.case_id, "")
    assert KeptAnswer.objects.get().key == "identity"
    assert client.get(resumed).headers["Location"] == f"/me/applications/{application_number(application)}/"

    own = client.get(f"/me/applications/{application_number(application)}/")
    assertContains(own, "搬来三年")
    assertContains(own, "证明.jpg")
    for reader, status in ((hall.clerk, 200), (hall.other_clerk, 404)):
        desk = sit(reader)
        url = f"{DESK}{application_number(application)}/"
        assert desk.get(url).status_code == status
        assert desk.post(f"{url}answers/", {"note": "核对理由"}).status_code == status
    clerk = sit(hall.clerk)
    assertContains(clerk.get(url), "证明.jpg")
    assertNotContains(clerk.get(url), "搬来三年")
    assert clerk.post(f"{url}answers/", {"note": "看"}).status_code == 422
    assertContains(clerk.post(f"{url}answers/", {"note": "核对理由"}), "搬来三年")
    assert Look.objects.filter(person_id=hall.resident.actor_id, field="answers").count() == 2


def test_versions_published_meanwhile_carry_over_what_was_typed_and_name_what_is_new(hall):
    client = sit(hall.resident)
    form = begun(hall, client) | TOLD | {"a-proof-file": photo()}
    assert client.post(APPLY, form).status_code == 302
    client.post(APPLY, BRING | {"photo-how": "upload", "photo-files": photo("旧照.jpg")})
    asked_anew(hall, since=field("text", title="何时迁入"))

    assert client.get(f"{APPLY}?step=check").context["step"] == "form"
    page = client.get(f"{APPLY}?step=form")
    for words in ("搬来三年", "何时迁入", "必填"):
        assertContains(page, words)
    proof = str(Document.objects.get(holder_kind="draft").id)
    assert client.post(APPLY, hidden(page, PERSON) | TOLD | {"a-proof": proof, "a-since": "2023年"}).status_code == 302
    draft = ApplicationDraft.objects.get()
    version_anew()

    sent = client.post(APPLY, {"step": "send", "draft": str(draft.id)})

    assert (sent.status_code, Application.objects.count()) == (302, 0)
    shown = client.get(sent.headers["Location"])
    assert shown.context["step"] == "papers"
    for words in ("租房合同", "近期照片"):
        assertContains(shown, words)
    client.post(APPLY, BRING | {"lease-how": "bring"})
    assert send(client).status_code == 302
    application = Application.objects.get()
    assert {row.code for row in application.materials.all()} == {"id", "book", "lease"}
    assert json.loads(application.answers)["since"] == "2023年"
    assert not Document.objects.filter(holder_kind="hall_draft").exists()  # no longer asked for, so it is not kept


def test_item_that_leaves_the_net_says_where_else_and_keeps_what_was_typed(hall):
    client = sit(hall.resident)
    begun(hall, client)
    version_anew(channels=["window"])

    answer = client.get(APPLY, follow=True)

    assert answer.redirect_chain[-1][0] == "/items/pension/"
    assertContains(answer, "不再网上办理")
    assert ApplicationDraft.objects.exists()
    assert sit(hall.stranger).get(APPLY).status_code == 404


def test_nothing_of_ones_own_is_offered_or_kept_in_a_form_for_somebody_else(hall):
    client = sit(hall.resident)
    KeptAnswer.objects.create(account=hall.resident.account, key="identity", value=json.dumps(IDENTITY), kept_at=now())
    begun(hall, client)
    assert client.get(f"{APPLY}?step=form").context["filling"].offers
    ApplicationDraft.objects.update(for_account=hall.stranger.actor_id)

    filling = client.get(f"{APPLY}?step=form").context["filling"]

    assert (filling.offers, filling.can_keep) == ([], False)


def test_counter_asks_the_same_form_and_a_refusal_keeps_what_was_typed(hall):
    client = sit(hall.clerk)
    page = client.get(f"{DESK}new/?place={hall.place.code}&item=pension")
    form = hidden(page, counter_form(hall)) | TOLD | {"item_version": str(page.context["version"].id)}

    wrong = client.post(f"{DESK}new/", form | {"identity": WRONG, "a-number": WRONG, "a-proof-file": photo()})

    assert wrong.status_code == 422
    assert (list(wrong.context["form"].errors), list(wrong.context["filling"].form.errors)) == (
        ["identity"],
        ["number"],
    )
    assert WRONG not in f"{wrong.context['form'].errors}{wrong.context['filling'].form.errors}"
    assertContains(wrong, "搬来三年", status_code=422)
    proof = str(Document.objects.get().id)
    row = client.post(f"{DESK}new/", form | {"deed": "add:nothing", "a-proof": proof})
    assert (row.status_code, Application.objects.count()) == (200, 0)

    first = client.post(f"{DESK}new/", form | {"a-proof": proof})
    second = client.post(f"{DESK}new/", form | {"a-proof": proof})

    application = Application.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"{DESK}{application_number(application)}/"
    assert json.loads(application.answers)["proof"] == [proof]
    document = Document.objects.get()
    assert (document.holder_kind, document.is_for_reporter) == ("case", True)
    assert (Sheet.objects.count(), CounterDraft.objects.count()) == (0, 0)
    late = client.post(f"{DESK}drafts/", form | {"a-proof": proof})
    assert (late.status_code, CounterDraft.objects.count()) == (200, 0)  # what was sent does not come back as a draft


def test_window_is_told_of_versions_published_meanwhile_and_nothing_is_sent_unread(hall):
    client = sit(hall.clerk)
    page = client.get(f"{DESK}new/?place={hall.place.code}&item=pension")
    form = hidden(page, counter_form(hall)) | TOLD | {"item_version": str(page.context["version"].id)}
    asked_anew(hall, since=field("text", title="何时迁入"))
    version_anew()

    answer = client.post(f"{DESK}new/", form | {"a-proof-file": photo(), "lease-standing": "missing"})

    assert (answer.status_code, Application.objects.count()) == (422, 0)
    for words in ("何时迁入", "租房合同", "近期照片", "搬来三年"):
        assertContains(answer, words, status_code=422)
    again = hidden(answer, form) | {
        "item_version": str(answer.context["version"].id), "a-since": "2023年", "lease-standing": "received",
        "a-proof": str(Document.objects.get().id),
    }  # fmt: skip
    assert client.post(f"{DESK}new/", again).status_code == 302


def test_what_a_clerk_was_taking_down_is_found_again_as_it_was_after_a_crash(hall):
    client, ticketless = sit(hall.clerk), f"{DESK}new/"
    page = client.get(f"{DESK}new/?place={hall.place.code}&item=pension")
    form = hidden(page, counter_form(hall, name="林小", phone="139", **{"book-want": "缺页"})) | {"a-why": "搬来"}
    kept = client.post(f"{DESK}drafts/", form | {"item_version": str(page.context["version"].id)})
    assert (kept.status_code, "已暂存" in kept.content.decode()) == (200, True)

    draft = CounterDraft.objects.get()
    assert [one.id for one in client.get(ticketless).context["waiting"]] == [draft.id]
    found = client.get(f"{DESK}new/?draft={draft.id}")
    for words in ("林小", "139", "缺页", "搬来", form["key"], form["basket"]):
        assertContains(found, words)
    assert sit(hall.manager).get(f"{DESK}new/?draft={draft.id}").status_code == 404
    assert sit(hall.manager).post(f"{DESK}drafts/{draft.id}/removal/").status_code == 404
    assert sit(hall.other_clerk).post(f"{DESK}drafts/", form).status_code == 404

    assert client.post(f"{DESK}new/", form | {"deed": "keep"}).headers["Location"] == ticketless
    assert drop_old_counters() == 0
    assert client.post(f"{DESK}drafts/{draft.id}/removal/").status_code == 302
    client.post(f"{DESK}drafts/", form | {"key": uuid4().hex})
    CounterDraft.objects.update(touched_at=now() - timedelta(days=40))
    assert (drop_old_counters(), CounterDraft.objects.count()) == (1, 0)


@pytest.mark.parametrize("way", ["paper", "form"])
def test_pdf_of_two_hundred_pages_is_taken_as_it_is(hall, way):
    pages = b"".join(b"%d 0 obj<</Type/Page/Parent 1 0 R>>endobj\n" % number for number in range(2, 202))
    client, file = sit(hall.resident), SimpleUploadedFile("卷宗.pdf", pdf(pages * 50), "application/pdf")
    form = begun(hall, client) | TOLD
    client.post(APPLY, form | {"a-proof-file": file if way == "form" else photo()})
    client.post(APPLY, BRING | ({"book-how": "upload", "book-files": file} if way == "paper" else {}))

    assert send(client).status_code == 302

    document = Document.objects.get(media_type="application/pdf")
    assert (document.holder_kind, document.thumbnail_path) == ("case", "")  # never drawn: served as a download only
    assert document.size > 200 * 50 * 30


def test_pdf_that_is_too_large_is_refused_with_what_to_do_and_the_rest_is_kept(hall, monkeypatch):
    monkeypatch.setattr("linli.documents.domain.receiving.FILE_MOST_BYTES", 1024 * 1024)
    file = SimpleUploadedFile("卷宗.pdf", pdf(b"x" * 1024 * 1024), "application/pdf")
    client = sit(hall.resident)

    answer = client.post(APPLY, begun(hall, client) | TOLD | {"a-proof-file": file})

    assert answer.status_code == 422
    for words in ("卷宗.pdf", "1 MB", "搬来三年"):
        assertContains(answer, words, status_code=422)


def test_blank_form_stands_on_the_guide_and_asks_what_the_page_asks(hall, client):
    pytest.importorskip("weasyprint")
    assertContains(client.get("/items/pension/"), "/items/pension/form.pdf")

    answer = client.get("/items/pension/form.pdf")

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    version_anew(form_code="")
    assert client.get("/items/pension/form.pdf").status_code == 404
    assertNotContains(client.get("/items/pension/"), "form.pdf")


def test_today_is_the_day_of_the_form(hall):
    """A day that held when it was written and holds no more is asked for again, and nothing is sent with it."""
    client = sit(hall.resident)
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    publish("pension_form", schema({"on": field("date", title="哪天", **{"x-from": "today"})}, ["on"]), hall.boss)
    client.post(APPLY, begun(hall, client) | {"a-on": tomorrow})
    client.post(APPLY, BRING)
    sheet = Sheet.objects.get()
    sheet.answers = json.dumps({"given": {"on": "2020-01-01"}, "left": []})
    sheet.save()

    assert client.get(f"{APPLY}?step=check").context["step"] == "form"
    assert send(client).headers["Location"].endswith("?step=form")
