from django.test import Client

from linli.cases.models import Case
from linli.field.domain.device import revoke_device
from linli.people.models import Post
from tests.documents.files import upload
from tests.field.conftest import PHOTO, sit

PATH = "/field/deliveries/"


def form(phone, text, **more):
    return {"envelope": text, "signature": phone.sign(text), **more}


def test_a_phone_delivers_and_asks_again(phone, people):
    client, text = sit(people.grid_member), phone.write("report", photos=1)

    first, second = (client.post(PATH, form(phone, text, photos=[upload(PHOTO)])) for _ in range(2))

    assert (first.status_code, first.json()["state"]) == (200, "delivered")
    assert (second.status_code, second.json()) == (200, first.json())
    assert Case.objects.count() == 1


def test_a_refusal_answers_with_its_status(phone, people):
    answer = sit(people.grid_member).post(PATH, form(phone, phone.write("report", fields={"kind": "没有"})))

    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


def test_a_stopped_phone_is_told(phone, people):
    revoke_device(phone.device, by=people.administrator)

    answer = sit(people.grid_member).post(PATH, form(phone, phone.write("report")))

    assert (answer.status_code, answer.json()["title"], answer.json()["state"]) == (403, "device_revoked", "stopped")


def test_whoever_is_signed_out_is_led_to_the_door_and_nothing_is_done(phone):
    answer = Client().post(PATH, form(phone, phone.write("report")))

    assert (answer.status_code, Case.objects.count()) == (302, 0)


def test_whoever_holds_no_post_today_is_told_so_as_the_answer(phone, people):
    Post.objects.filter(account=phone.account).delete()

    answer = sit(people.grid_member).post(PATH, form(phone, phone.write("report")))

    assert (answer.status_code, answer.json()["code"]) == (403, "post_not_held")


def test_the_token_of_the_form_is_asked_for(phone, people):
    client = Client(enforce_csrf_checks=True)
    client.cookies = sit(people.grid_member).cookies

    assert client.post(PATH, form(phone, phone.write("report"))).status_code == 403
    assert Case.objects.count() == 0


def test_what_is_no_delivery_is_not_taken(phone, people):
    client = sit(people.grid_member)
    too_many = form(phone, phone.write("report"), photos=[upload(PHOTO) for _ in range(10)])

    assert client.post(PATH, {}).status_code == 422
    assert client.post(PATH, too_many).status_code == 422
    assert client.post(PATH, form(phone, phone.write("report"), sent_at="nan")).status_code == 200
    assert client.get(PATH).status_code == 405
