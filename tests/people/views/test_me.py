from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.common.models import AuditEntry
from linli.people.domain.look import unmask
from linli.people.enums import PersonalField, Role
from linli.people.keyring import keyring
from linli.people.models import Account
from tests.people.makers import make_holder, make_resident, make_staff

pytestmark = pytest.mark.django_db
ME, DETAILS, WITHDRAWAL = reverse("people:me"), reverse("people:details"), reverse("people:withdrawal")
SPECIMEN = "11010519491231002X"


@pytest.fixture
def resident(client):
    account = make_resident("+8613800004217", name="陈建国")
    client.force_login(account)
    return account


def look_at(resident, by=None, reason="回访预约时间", field="phone"):
    return unmask("case", uuid4(), field, by=by or make_holder(Role.CLERK), reason=reason, person_id=resident.id)


def said(**more):
    return {"name": "陈建国", "identity_kind": "", "identity": "", "language": "zh-hans", "text_size": "1"} | more


@pytest.mark.parametrize("address", [ME, DETAILS, WITHDRAWAL])
def test_strangers_are_led_to_the_door(client, address):
    assert client.get(address).url.startswith(reverse("people:sign-in"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_my_page_shows_what_is_stored_masked(client, resident, language):
    client.cookies["linli_language"] = language
    Account.objects.filter(id=resident.id).update(
        identity_kind="resident_id", identity=SPECIMEN, identity_index=keyring().index(SPECIMEN)
    )

    page = client.get(ME).content.decode()

    assert "陈建国" in page
    assert "138****4217" in page
    assert "110*************2X" in page
    assert SPECIMEN not in page


def test_pages_of_other_apps_stand_beside_my_details(client, resident):
    assert f'href="{reverse("notices:preferences")}"' in client.get(ME).content.decode()


def test_i_see_who_looked_by_unit_and_post_and_never_by_name(client, resident):
    clerk = make_holder(Role.CLERK)
    look_at(resident, clerk)
    look_at(make_resident(), reason="看别人的电话")

    page = client.get(ME).content.decode()

    assert clerk.posts[0].unit_name in page
    assert "回访预约时间" in page
    assert clerk.name not in page
    assert "看别人的电话" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_asks_the_same_however_many_looked(client, resident, count, django_assert_num_queries):
    clerk = make_holder(Role.CLERK)
    for _ in range(count):
        look_at(resident, clerk)
    client.get(ME)

    with django_assert_num_queries(3):  # session, account, looks
        client.get(ME)


@pytest.mark.parametrize("field", ["reporter", "answers", "archive", "mediation", "address"])
def test_what_was_looked_at_stands_in_words(client, resident, field):
    look_at(resident, field=field)

    (look,) = client.get(ME).context["looks"]

    assert look["field"] == str(PersonalField(field).label) != field


def test_many_looks_are_turned_over(client, resident):
    clerk = make_holder(Role.CLERK)
    for number in range(23):
        look_at(resident, clerk, reason=f"reason number {number}.")

    first = client.get(ME)
    second = client.get(ME + first.context["older"])

    assert len(first.context["looks"]) == 20
    assert [look["reason"] for look in second.context["looks"]] == [f"reason number {n}." for n in (2, 1, 0)]
    assert second.context["older"] == ""
    assert client.get(ME + "?before=nonsense").status_code == 200


def test_staff_have_a_page_too_and_cannot_withdraw(client):
    clerk = make_holder(Role.CLERK)
    client.force_login(clerk.account)

    page = client.get(ME)
    refused = client.post(WITHDRAWAL)

    assert page.context["may_withdraw"] is False
    assert clerk.account.username in page.content.decode()
    assert (client.get(WITHDRAWAL).status_code, refused.status_code) == (200, 403)
    assert Account.objects.get(id=clerk.actor_id).is_active


def test_details_are_changed_and_shown_in_the_chosen_language(client, resident):
    assert client.get(DETAILS).status_code == 200

    saved = client.post(
        DETAILS, said(name=" 陈建军 ", identity_kind="passport", identity="e1234 5678", language="en", text_size="1.25")
    )

    stored = Account.objects.get(id=resident.id)
    assert (saved.status_code, saved.url) == (302, ME)
    assert (stored.name, stored.identity_kind, stored.identity) == ("陈建军", "passport", "E12345678")
    assert (saved.cookies["linli_language"].value, saved.cookies["linli_text"].value) == ("en", "1.25")


def test_the_stored_paper_is_never_shown_and_kept_when_left_empty(client, resident):
    client.post(DETAILS, said(identity_kind="passport", identity="E12345678"))

    assert "E12345678" not in client.get(DETAILS).content.decode()
    client.post(DETAILS, said(identity_kind="passport"))
    assert Account.objects.get(id=resident.id).identity == "E12345678"
    client.post(DETAILS, said(identity_kind=""))
    assert Account.objects.get(id=resident.id).identity == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"identity_kind": "resident_id", "identity": "110105194912310021"}, "identity"),
        ({"identity_kind": "resident_id", "identity": ""}, "identity"),
        ({"identity": "E12345678"}, "identity_kind"),
        ({"identity_kind": "library_card", "identity": "1"}, "identity_kind"),
        ({"language": "fr"}, "language"),
        ({"text_size": "9"}, "text_size"),
        ({"name": "长" * 61}, "name"),
    ],
)
def test_faulty_details_are_asked_for_again(client, resident, wrong, field):
    answer = client.post(DETAILS, said(**wrong))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_an_account_is_closed_after_asking_once_more(client, resident):
    assert client.get(WITHDRAWAL).status_code == 200
    assert Account.objects.get(id=resident.id).is_active

    closed = client.post(WITHDRAWAL)

    assert (closed.status_code, closed.url) == (302, "/")
    assert not Account.objects.get(id=resident.id).is_active
    assert client.get(ME).status_code == 302


def test_closing_ends_the_sessions_of_other_devices(client, resident):
    from django.test import Client

    other = Client()
    other.force_login(Account.objects.get(id=resident.id))

    client.post(WITHDRAWAL)

    assert other.get(ME).status_code == 302


def test_staff_without_a_post_reach_their_page(client):
    client.force_login(make_staff())

    assert client.get(ME).status_code == 200


def test_staff_change_language_and_size_only(client):
    clerk = make_staff(name="旧名")
    client.force_login(clerk)
    assert set(client.get(DETAILS).context["form"].fields) == {"language", "text_size"}

    client.post(DETAILS, said(name="他名", language="en", text_size="2"))

    stored = Account.objects.get(id=clerk.id)
    assert (stored.name, stored.language, stored.text_size) == ("旧名", "en", "2")


def test_a_stolen_phone_is_signed_out_and_this_one_stays(client, resident):
    stolen = Client()
    stolen.force_login(resident)
    assert stolen.get(ME).status_code == 200

    answer = client.post(reverse("people:sessions"))

    assert answer.url == ME
    assert client.get(ME).status_code == 200
    assert stolen.get(ME).status_code == 302
    assert AuditEntry.objects.filter(action="account.sessions_ended", subject_id=resident.id).count() == 1


def test_sessions_are_ended_by_a_form_only(client, resident):
    assert client.get(reverse("people:sessions")).status_code == 405
    client.logout()
    assert client.post(reverse("people:sessions")).url.startswith(reverse("people:sign-in"))
