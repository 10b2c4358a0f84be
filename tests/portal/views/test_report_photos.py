"""Photos on the residents' form, without script."""

import pytest

from linli.cases.models import Case
from linli.documents.models import Document
from tests.documents.files import HTML, jpeg, upload
from tests.portal.conftest import WORDS, browser, filled


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }


def send(client, *photos, **changes):
    return client.post("/report/", filled(client.get("/report/"), **changes) | {"photos": list(photos)})


def test_a_photo_travels_with_the_form(city):
    send(browser(), upload(jpeg()))

    document = Document.objects.get()
    assert (document.holder_kind, document.holder_id, document.event_seq) == ("case", Case.objects.get().id, 1)


def test_a_photo_outlives_a_form_that_does_not_hold(city):
    client = browser()

    page = send(client, upload(jpeg()), words="")

    kept = [number for number, _, _ in page.context["photos"].waiting]
    assert page.status_code == 422
    assert len(kept) == 1
    client.post("/report/", filled(page) | {"photo_ids": kept})
    assert Document.objects.get().holder_id == Case.objects.get().id


def test_a_photo_taken_off_the_form_is_thrown_away(city):
    client = browser()
    page = send(client, upload(jpeg()), words="")

    client.post("/report/", filled(page))

    assert Case.objects.count() == 1
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "empty.jpg"), (HTML, "page.png"), (b"\xff\xd8\xff" + b"\0" * 31 * 1024 * 1024, "huge.jpg")]
)
def test_a_file_that_is_no_photo_is_named_and_the_words_are_kept(city, data, name):
    page = send(browser(), upload(data, name))

    assert page.status_code in (413, 415, 422)
    assert len(page.context["photos"].errors) == 1
    assert name in page.context["photos"].errors[0]
    assert page.context["form"]["words"].value() == WORDS
    assert Case.objects.count() == 0


def test_one_good_and_one_bad_photo_keep_the_good_one(city):
    page = send(browser(), upload(jpeg(), "good.jpg"), upload(HTML, "bad.png"))

    assert page.status_code == 422
    assert [name for _, _, name in page.context["photos"].waiting] == ["good.jpg"]


def test_the_basket_of_somebody_else_is_not_taken(city):
    foreign = send(browser(), upload(jpeg()), words="")
    basket = str(foreign.context["photos"].basket)
    kept = [number for number, _, _ in foreign.context["photos"].waiting]
    client = browser()

    page = client.post("/report/", filled(client.get("/report/"), basket=basket) | {"photo_ids": kept})

    assert page.status_code == 422
    assert len(page.context["photos"].errors) == 1
    assert Document.objects.get().holder_kind == "draft"


def test_photos_are_there_again_after_signing_in(city):
    client = browser(city.resident)
    page = send(client, upload(jpeg(), "good.jpg"), words="")
    basket = page.context["photos"].basket
    client.logout()
    again = browser(city.resident)

    back = again.get("/report/", {"basket": str(basket)})

    assert [name for _, _, name in back.context["photos"].waiting] == ["good.jpg"]
