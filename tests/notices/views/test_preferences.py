from datetime import time

import pytest

from linli.notices.models import Preference, QuietHours
from linli.notices.texts import register_group
from linli.people.models import Account
from tests.notices.conftest import make_resident

pytestmark = pytest.mark.django_db
URL = "/me/notices/preferences/"


@pytest.fixture
def inside(client, resident):
    client.force_login(resident, backend="linli.people.backend.AccountBackend")
    return client


def test_everything_is_wanted_until_it_is_not(inside):
    form = inside.get(URL).context["form"]

    assert form["matters-email"].initial is True
    assert form["work-email"].initial is True


def test_what_is_chosen_is_kept(inside, resident):
    response = inside.post(URL, {"matters-email": "on", "from_hour": "22:00", "until_hour": "07:00"})

    quiet = QuietHours.objects.get(account=resident)
    assert response.status_code == 302
    assert dict(Preference.objects.values_list("group", "is_on")) == {"matters": True, "work": False}
    assert (quiet.from_hour, quiet.until_hour) == (time(22), time(7))


def test_what_was_chosen_is_shown_and_can_be_changed(inside):
    inside.post(URL, {"from_hour": "22:00", "until_hour": "07:00"})
    shown = inside.get(URL).content.decode()

    inside.post(URL, {"matters-email": "on", "work-email": "on"})

    assert 'value="22:00"' in shown
    assert QuietHours.objects.count() == 0
    assert set(Preference.objects.values_list("is_on", flat=True)) == {True}


def test_residents_are_not_asked_about_what_only_staff_are_told(client, inside, clerk):
    register_group("knowledge", "知识", for_residents=False)
    Account.objects.filter(pk=clerk.pk).update(email="clerk@example.org")
    ours = inside.get(URL).context["form"]
    client.force_login(clerk, backend="linli.people.backend.AccountBackend")
    theirs = client.get(URL).context["form"]

    assert (list(ours.groups), list(theirs.groups)) == (["matters", "work"], ["matters", "work", "knowledge"])


def test_staff_without_an_address_are_led_to_the_administrator_and_save_nothing(client, clerk):
    Account.objects.filter(pk=clerk.pk).update(email="", phone="")
    client.force_login(clerk, backend="linli.people.backend.AccountBackend")

    page = client.get(URL).content.decode()

    assert "请联系管理员登记" in page
    assert "from_hour" not in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from_hour": "22:00"}, "until_hour"),
        ({"until_hour": "07:00"}, "from_hour"),
        ({"from_hour": "22:00", "until_hour": "22:00"}, "until_hour"),
        ({"from_hour": "late", "until_hour": "07:00"}, "from_hour"),
    ],
)
def test_half_or_odd_quiet_hours_are_answered_with_422(inside, given, field):
    response = inside.post(URL, given)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Preference.objects.count() == 0


def test_an_account_without_address_is_told_so(client, settings):
    client.force_login(make_resident(email=""), backend="linli.people.backend.AccountBackend")

    response = client.get(URL)

    assert response.context["form"].channels == []
    assert 'class="notice info"' in response.content.decode()
