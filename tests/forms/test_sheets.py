"""A form in somebody's hands: rows, saving, going on, a version that changes meanwhile, sending once, keeping for the next."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.timezone import now

from linli.counties.current import county_by_code
from linli.documents.domain.receiving import receive_file
from linli.documents.domain.sweeping import old_drafts
from linli.documents.models import Document
from linli.documents.owners import new_basket
from linli.forms.carrying import Change, carried
from linli.forms.domain.reuse import keep_answers
from linli.forms.domain.sheet import Submission, Whose, drop_sheet, resume, save_sheet, submit_sheet
from linli.forms.domain.sweeping import sweep
from linli.forms.errors import FormMovedOn, SheetChanged, SheetGone, SheetSent, TooManySheets
from linli.forms.fillers import _fillers
from linli.forms.filling import fill, whose_of
from linli.forms.mapper import KnownFile, answers_of, form_class
from linli.forms.models import FormVersion, KeptAnswer, Sheet
from linli.forms.queries.form import published_form
from linli.forms.queries.kept import kept_answers
from linli.forms.reading import read_shape
from linli.forms.rules import MOST_SHEETS
from linli.forms.said import said
from linli.people.domain.account import withdraw_account
from linli.people.enums import Role
from linli.people.models import Account
from linli.people.reader import ANONYMOUS
from tests.documents.files import jpeg, upload
from tests.factories import VILLAGE, make_resident, make_staff
from tests.forms.conftest import field, options, publish, schema, sit

HOLDS = {
    "name": "林小满", "identity": "350181195803010015", "born_on": "1958-03-01", "phone": "13800138000", "how": "centre",
    "home": {"area": VILLAGE, "words": "宏侨路 8 号"},
}  # fmt: skip


@pytest.fixture
def resident(db):
    return make_resident()


def ask(reader, session=None, **data):
    """A request for a page that asks a form; with data, one that sends it."""
    rf, (method, params) = RequestFactory(), ("post", data) if data else ("get", {})
    request = getattr(rf, method)("/fill/", params)
    request.reader, request.session = reader, session if session is not None else SessionStore()
    return request


def typed(given, prefix="a-", **more):
    """What a browser sends for what was typed."""
    found = dict(more)
    for name, value in given.items():
        if isinstance(value, dict):
            found |= typed(value, f"{prefix}{name}_")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found[f"{prefix}{name}"] = str(len(value))
            for number, row in enumerate(value):
                found |= typed(row, f"{prefix}{name}-{number}-")
        else:
            found[f"{prefix}{name}"] = value
    return found


def send(reader, given, basket, deed="send", code="elder_card", session=None, version=None, **more):
    version = version or published_form(code).id
    data = typed(given, deed=deed, basket=str(basket), version=str(version), **more)
    return fill(ask(reader, session, **data), code, purpose="item", subject="elder")


def test_what_holds_is_sent_once_and_leaves_the_sheet_empty(resident):
    begun = fill(ask(resident), "elder_card", purpose="item", subject="elder")
    assert begun.status == 200
    assert not begun.is_sent
    send(resident, HOLDS, begun.basket, deed="save")

    filling = send(resident, HOLDS, begun.basket, edition="1")

    assert filling.is_valid
    assert filling.status == 200
    assert filling.form.answers["phone"] == "+8613800138000"
    became = uuid4()
    submit_sheet(filling.submission, became_kind="application", became_id=became, by=resident)
    sheet = Sheet.objects.get()
    assert (sheet.answers, sheet.became_id, sheet.account_id) == ("", became, resident.actor_id)
    with pytest.raises(SheetSent) as again:
        send(resident, HOLDS, begun.basket)
    assert (again.value.kind, again.value.id) == ("application", became)
    with pytest.raises(SheetSent), transaction.atomic():
        submit_sheet(filling.submission, became_kind="application", became_id=uuid4(), by=resident)


def test_what_does_not_hold_says_so_and_keeps_everything(resident):
    filling = send(resident, {**HOLDS, "identity": "350181195803010010", "how": "agent"}, new_basket(ask(resident)))

    assert filling.status == 422
    assert not filling.is_valid
    assert {path: errors.as_data()[0].code for path, errors in filling.form.errors.items()} == {
        "identity": "identity_check", "agent_name": "required", "agent_phone": "required",
    }  # fmt: skip
    assert filling.form["identity"].value() == "350181195803010010"
    assert not Sheet.objects.exists()


def test_a_place_outside_of_the_county_is_refused(resident):
    filling = send(resident, {**HOLDS, "home": {"area": "110101001001", "words": "长安街"}}, new_basket(ask(resident)))

    assert filling.form.errors.as_data()["home"][0].code == "address_place"


def test_rows_are_added_and_taken_out_without_script(resident):
    basket = new_basket(ask(resident))
    given = {"name": "林小满", "contacts": [{"name": "甲", "phone": "1"}, {"name": "乙", "phone": ""}]}

    more = send(resident, given, basket, deed="add:contacts")
    less = send(resident, given, basket, deed="remove:contacts:0")

    assert more.status == less.status == 200
    assert more.form.counts == {"contacts": 3}
    assert less.form.counts == {"contacts": 1}
    assert less.form["contacts-0-name"].value() == "乙"
    assert more.form["contacts-0-phone"].value() == "1"
    assert more.form["name"].value() == "林小满"
    full = send(resident, {"contacts": [{"name": str(n)} for n in range(3)]}, basket, deed="add:contacts")
    assert full.form.counts == {"contacts": 3}
    odd = send(resident, {}, basket, deed="add:nothing", **{"a-contacts": "9" * 50})
    assert odd.form.counts == {"contacts": 0}
    many = send(resident, {}, basket, **{"a-contacts": "500"})
    assert many.form.counts == {"contacts": 21}  # no page is built of five hundred


def test_a_saved_form_is_gone_on_with_by_its_owner_only(resident):
    half = {"name": "林小满", "identity": "35018", "contacts": [{"name": "", "phone": "", "relation": ""}]}
    basket = new_basket(ask(resident))
    saved = send(resident, half, basket, deed="save")
    assert saved.is_saved
    assert saved.status == 200

    again = fill(resumed(resident, basket), "elder_card", purpose="item", subject="elder")

    assert again.form["identity"].value() == "35018"  # kept though it does not hold
    assert again.edition == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM forms_sheet")
        assert "林小满".encode() not in bytes(cursor.fetchone()[0])
    for other in (make_resident(), ANONYMOUS):
        with pytest.raises(SheetGone):
            fill(resumed(other, basket), "elder_card", purpose="item", subject="elder")
        with pytest.raises(SheetGone):
            drop_sheet(basket, whose=whose_of(ask(other)))


def resumed(reader, basket, session=None):
    request = ask(reader, session)
    request.GET = QueryDict(f"sheet={basket}")
    return request


def test_two_windows_do_not_overwrite_each_other(resident):
    basket = new_basket(ask(resident))
    send(resident, {"name": "甲"}, basket, deed="save", edition="0")
    send(resident, {"name": "乙"}, basket, deed="save", edition="1")

    late = send(resident, {"name": "丙"}, basket, deed="save", edition="1")

    assert isinstance(late.refusal, SheetChanged)
    assert late.status == 409
    assert late.form["name"].value() == "丙"  # still on the page
    assert send(resident, {"name": "丙"}, basket, deed="save", edition=str(late.edition)).is_saved


def test_a_session_keeps_its_form_and_takes_it_into_the_account(resident):
    session = SessionStore()
    session.create()
    basket = fill(ask(ANONYMOUS, session), "elder_card", purpose="item").basket
    send(ANONYMOUS, {"name": "林小满"}, basket, deed="save", session=session)
    assert Sheet.objects.get().account_id is None

    signed_in = fill(resumed(resident, basket, session), "elder_card", purpose="item")
    send(resident, {"name": "林小满"}, basket, deed="save", session=session, edition="1")

    assert signed_in.form["name"].value() == "林小满"
    assert Sheet.objects.get().account_id == resident.actor_id
    assert resume(basket, whose=whose_of(ask(resident))).given == {"name": "林小满"}


def test_a_version_published_meanwhile_carries_over_what_fits(resident, boss):
    old = publish("f", schema({
        "name": field("text", title="姓名"), "how": field("choice", title="方式", oneOf=options("a", "b")),
        "pet": field("text", title="宠物"), "age": field("number", title="年龄"), "note": field("text", title="备注"),
    }), boss)  # fmt: skip
    basket, given = new_basket(ask(resident)), {"name": "林小满", "how": "b", "pet": "猫", "age": "300", "note": "好"}
    new = publish("f", schema({
        "name": field("text", title="姓名"), "how": field("choice", title="方式", oneOf=options("a", "c")),
        "age": field("number", title="年龄", maximum=120), "note": field("words", title="补充"), "phone": field("phone", title="电话"),
    }, ["phone"]), boss, words="加了电话")  # fmt: skip

    moved = send(resident, given, basket, code="f", version=old.id)

    assert moved.status == 422
    assert moved.published.id == new.id
    assert {(one.change, one.words.zh, one.said) for one in moved.carried.changes} == {
        (Change.AGAIN, "方式", "答案b"), (Change.AGAIN, "年龄", ""), (Change.WORDED, "补充", ""), (Change.ADDED, "电话", ""),
        (Change.GONE, "宠物", "猫"),
    }  # fmt: skip
    assert moved.form["name"].value() == "林小满"
    assert moved.form["age"].value() == "300"
    kept = resume(basket, whose=whose_of(ask(resident)))  # nothing is lost, even if the page is closed now
    assert kept.given == {"name": "林小满", "age": "300", "note": "好"}
    assert kept.left == [
        ("方式", "答案b"),
        ("宠物", "猫"),
    ]
    done = send(resident, {"name": "林小满", "age": "30", "phone": "13800138000"}, basket, code="f", edition="1")
    assert done.is_valid
    assert done.left == [("方式", "答案b"), ("宠物", "猫")]
    publish("f", schema({"name": field("text", title="姓名")}), boss)
    with pytest.raises(FormMovedOn):
        submit_sheet(done.submission, became_kind="application", became_id=uuid4(), by=resident)


def test_a_sheet_of_an_old_version_says_what_is_new_when_it_is_opened(resident, boss):
    publish("f", schema({"name": field("text", title="姓名")}), boss)
    basket = new_basket(ask(resident))
    send(resident, {"name": "林小满"}, basket, code="f", deed="save")
    publish("f", schema({"name": field("text", title="姓名"), "pet": field("text", title="宠物")}), boss)

    opened = fill(resumed(resident, basket), "f", purpose="item")

    assert [one.words.zh for one in opened.carried.changes] == ["宠物"]
    assert opened.status == 200


def test_rows_are_carried_over_field_by_field():
    row = {"name": field("text", title="姓名"), "born": field("date", title="生日")}
    old = read_shape(
        schema({"people": field("rows", title="家人", items={k: v for k, v in schema(row).items() if k != "title"})})
    )
    row = {"name": field("text", title="姓名"), "phone": field("phone", title="电话")}
    new = read_shape(
        schema({"people": field("rows", title="家人", items={k: v for k, v in schema(row).items() if k != "title"})})
    )

    found = carried({"people": [{"name": "甲", "born": "1958-03-01"}]}, old, new, today=now().date())

    assert found.given == {"people": [{"name": "甲"}]}
    assert [(one.change, one.said) for one in found.changes] == [(Change.AGAIN, "甲，1958-03-01")]


def test_files_wait_with_the_form_and_go_with_it(resident, settings):
    basket = new_basket(ask(resident))
    photo = receive_file(upload(jpeg()), basket=basket, by=resident)
    saved = send(resident, {"photo": [str(photo.id)]}, basket, deed="save")
    assert saved.parts[-2].photos[0][0] == str(photo.id)
    Document.objects.update(uploaded_at=now() - timedelta(days=10))
    assert not old_drafts(2).exists()  # the nightly sweep leaves them

    foreign = send(resident, {**HOLDS, "photo": [str(uuid4())]}, basket)
    assert foreign.form.errors.as_data()["photo"][0].code == "file"
    assert not Document.objects.exists()  # taken out of the strip, it is gone
    drop_sheet(basket, whose=whose_of(ask(resident)))
    assert not Sheet.objects.exists()


def test_only_kinds_that_are_asked_for_are_taken():
    shape = read_shape(schema({"papers": field("files", **{"x-accept": ["paper"]})}))
    number = str(uuid4())
    form = form_class(shape)(QueryDict(f"a-papers={number}"), files={number: KnownFile(number, "脸.jpg", True)})

    assert form.errors.as_data()["papers"][0].code == "file_kind"


def test_kept_answers_are_asked_for_shown_masked_filled_in_on_demand_and_deleted(resident):
    basket = new_basket(ask(resident))
    sent = send(resident, HOLDS, basket, keep="on")
    submit_sheet(sent.submission, became_kind="application", became_id=uuid4(), by=resident)
    assert {one.key: one.masked for one in kept_answers(by=resident)}["identity"] == "350*************15"

    fresh = fill(ask(resident), "elder_card", purpose="item")
    assert [one.name for one in fresh.offers] == ["name", "identity", "born_on", "phone", "home"]
    assert fresh.form["name"].value() is None  # never silently
    filled = send(resident, {"name": "林大满"}, fresh.basket, deed="reuse")
    assert filled.form["name"].value() == "林大满"
    assert filled.form["identity"].value() == HOLDS["identity"]
    assert filled.form["home"].value() == HOLDS["home"]

    client = sit(resident)
    assert "350*************15" in client.get("/me/forms/").text
    client.post("/me/forms/kept/", {"key": "identity"})
    assert "identity" not in {one.key for one in kept_answers(by=resident)}
    client.post("/me/forms/kept/")
    assert kept_answers(by=resident) == []


def test_nothing_is_kept_without_a_tick_or_without_an_account(resident):
    for reader, keep in ((resident, {}), (ANONYMOUS, {"keep": "on"})):
        session = SessionStore()
        session.create()
        sent = send(reader, HOLDS, new_basket(ask(reader, session)), session=session, **keep)
        submit_sheet(sent.submission, became_kind="application", became_id=uuid4(), by=reader)

    assert not KeptAnswer.objects.exists()


def test_staff_who_fill_in_for_others_keep_nothing(db):
    clerk = make_staff(Role.CLERK, area=VILLAGE)

    filling = send(clerk, HOLDS, new_basket(ask(clerk)), keep="on")
    submit_sheet(filling.submission, became_kind="application", became_id=uuid4(), by=clerk)

    assert not filling.can_keep
    assert not KeptAnswer.objects.exists()


def test_what_the_account_says_is_offered_too(resident):
    Account.objects.filter(id=resident.actor_id).update(name="林小满")
    resident.account.refresh_from_db()

    offers = fill(ask(resident), "elder_card", purpose="item").offers

    assert {one.name: one.masked for one in offers}["name"] == "林**"


def test_all_of_it_goes_with_the_account(resident):
    basket = new_basket(ask(resident))
    send(resident, {"name": "林小满"}, basket, deed="save")
    keep_answers(published_form("elder_card").shape, {"name": "林小满"}, by=resident)
    receive_file(upload(jpeg()), basket=basket, by=resident)

    withdraw_account(resident.account, by=resident)

    assert not Sheet.objects.exists()
    assert not KeptAnswer.objects.exists()
    assert not Document.objects.exists()


def test_the_sweep_takes_what_is_old_and_nothing_else(resident):
    old, young = new_basket(ask(resident)), new_basket(ask(resident))
    for basket in (old, young):
        send(resident, {"name": "林小满"}, basket, deed="save")
    keep_answers(published_form("elder_card").shape, {"name": "林小满"}, by=resident)
    Sheet.objects.filter(basket=old).update(saved_at=now() - timedelta(days=31))
    KeptAnswer.objects.update(kept_at=now() - timedelta(days=30 * 24 + 1))

    assert sweep() == 2

    assert Sheet.objects.get().basket == young
    assert not KeptAnswer.objects.exists()
    assert sweep() == 0


def test_nobody_hoards_forms(resident):
    whose, form = whose_of(ask(resident)), published_form("elder_card")
    save = {"form": form, "purpose": "item", "subject": "", "whose": whose, "by": resident}
    for _ in range(MOST_SHEETS):
        save_sheet({}, basket=uuid4(), **save)

    with pytest.raises(TooManySheets):
        save_sheet({}, basket=uuid4(), **save)


def test_my_forms_lead_back_and_are_thrown_away(resident, monkeypatch):
    monkeypatch.setitem(_fillers, "item", lambda subject: f"/items/{subject}/")
    basket = new_basket(ask(resident))
    send(resident, {"name": "林小满"}, basket, deed="save")
    client, other = sit(resident), sit(make_resident())

    page = client.get("/me/forms/").text

    assert f"/items/elder/?sheet={basket}" in page
    assert "老年人优待证申请表" in page
    assert "老年人优待证" not in other.get("/me/forms/").text
    assert other.post(f"/me/forms/{basket}/dropping/").status_code == 404
    assert client.post(f"/me/forms/{basket}/dropping/").status_code == 302
    assert client.post(f"/me/forms/{basket}/dropping/").status_code == 404


def test_answers_are_said_in_order_and_masked(db):
    shape = published_form("elder_card").shape
    sent = QueryDict(mutable=True)
    sent.update(typed(HOLDS))
    form = form_class(shape)(sent)
    answers = answers_of(form)

    plain = {one.name: one.text for one in said(shape, answers)}
    masked = {one.name: one.text for one in said(shape, answers, is_masked=True)}

    assert plain["how"] == "到社区中心领取"
    assert "宏侨路 8 号" in plain["home"]
    assert (masked["name"], masked["phone"]) == ("林**", "138****8000")
    assert "宏侨路" not in masked["home"]


def test_no_version_is_ever_changed(boss):
    version = FormVersion.objects.first()

    for change in (lambda: FormVersion.objects.update(note="x"), version.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_of_two_that_send_at_once_one_does(committed):
    resident, county = make_resident(), county_by_code("350181")
    form, basket, whose = published_form("elder_card"), uuid4(), Whose("x" * 64, ("x" * 64,))
    save_sheet({}, form=form, basket=basket, purpose="item", subject="", whose=whose, by=resident)
    outcomes, gate = [], threading.Barrier(2)

    def go():
        connection.set_tenant(county)
        gate.wait(10)
        try:
            with transaction.atomic():
                sent = Submission(form, {}, basket, "item", "", whose)
                submit_sheet(sent, became_kind="application", became_id=uuid4(), by=resident)
            outcomes.append("sent")
        except SheetSent:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(outcomes) == ["refused", "sent"]
