import pytest

from linli.field.models import Device
from linli.people.enums import Role
from tests.factories import OTHER_TOWN, make_staff
from tests.field.conftest import Phone, sit


def test_a_signed_in_member_enrols_the_phone_in_hand(phone, people):
    answer = sit(people.grid_member).post("/field/phones/", {"name": "新手机", "key": phone.public})

    device = Device.objects.get(name="新手机")
    assert answer.status_code == 201
    assert answer.json() == {"device": str(device.id), "account": str(people.grid_member.actor_id)}


def test_a_key_that_is_none_enrols_nothing(people):
    answer = sit(people.grid_member).post("/field/phones/", {"name": "新手机", "key": "AAAA"})

    assert (answer.status_code, answer.json()["title"]) == (422, "device_key_faulty")
    assert Device.objects.count() == 0


def test_my_phones_are_mine(phone, people):
    assert [row.id for row in sit(people.grid_member).get("/field/phone/").context["rows"]] == [phone.device.id]
    assert list(sit(people.manager).get("/field/phone/").context["rows"]) == []


@pytest.mark.parametrize(("said", "path"), [({}, "/field/phone/"), ({"from": "desk"}, "/desk/phones/")])
def test_stopping_leads_back_to_where_it_was_done(phone, people, said, path):
    answer = sit(people.administrator).post(f"/field/phones/{phone.device.id}/revocation/", said)

    assert answer.headers["Location"] == path
    assert Device.objects.get().revoked_at is not None


def test_nobody_stops_the_phone_of_others(phone, people):
    assert sit(people.manager).post(f"/field/phones/{phone.device.id}/revocation/").status_code == 403
    assert Device.objects.get().revoked_at is None


def test_administrators_see_the_phones_of_their_place(phone, people):
    def seen(reader, **words):
        return [row.id for row in sit(reader).get("/desk/phones/", words).context["rows"]]

    assert seen(people.administrator) == [phone.device.id]
    assert seen(people.administrator, q="别人") == []
    assert seen(make_staff(Role.ADMINISTRATOR, area=OTHER_TOWN)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_same_statements_whatever_the_number(people, count, django_assert_num_queries):
    for _ in range(count):
        Phone(people.grid_member)
    client = sit(people.administrator)
    client.get("/desk/phones/")

    with django_assert_num_queries(6):
        client.get("/desk/phones/")
