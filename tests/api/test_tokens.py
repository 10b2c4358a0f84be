"""Tokens are made by an administrator, shown once, and end at once."""

import pytest
from django.test import Client

from linli.api.models import ApiToken
from linli.common.models import AuditEntry

pytestmark = pytest.mark.django_db
FORM = {"name": "hotline of Fuzhou", "role": "", "area": "", "days": "30", "may_create": "on"}


@pytest.fixture
def admin(people) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(people.administrator.account, backend="linli.people.backend.AccountBackend")
    return client


def test_secret_is_shown_once_and_kept_as_a_hash(people, admin):
    answer = admin.post("/desk/tokens/", FORM | {"username": people.dispatcher.account.username})

    page = answer.content.decode()
    secret = page[page.index("linli_") :].split("<")[0]
    assert answer.status_code == 200
    assert ApiToken.objects.get().hash not in page
    assert secret not in admin.get("/desk/tokens/").content.decode()
    assert Client().get("/api/v1/cases", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    assert AuditEntry.objects.filter(action="token.made").count() == 1


def test_revocation_acts_at_once_and_is_audited(people, admin):
    admin.post("/desk/tokens/", FORM | {"username": people.dispatcher.account.username})
    token = ApiToken.objects.get()

    admin.post(f"/desk/tokens/{token.id}/revocation/")
    admin.post(f"/desk/tokens/{token.id}/revocation/")

    token.refresh_from_db()
    assert token.revoked_at is not None
    assert AuditEntry.objects.filter(action="token.revoked").count() == 1


@pytest.mark.parametrize(
    "change", [{"username": "nobody"}, {"area": "999999"}, {"days": "0"}, {"name": ""}, {"role": "leader"}]
)
def test_form_that_does_not_fit_keeps_what_was_typed(people, admin, change):
    answer = admin.post("/desk/tokens/", FORM | {"username": people.dispatcher.account.username} | change)

    assert answer.status_code == 422
    assert ApiToken.objects.count() == 0
    assert change.get("name") == "" or "hotline of Fuzhou" in answer.content.decode()


def test_name_is_taken_once(people, admin):
    form = FORM | {"username": people.dispatcher.account.username}
    admin.post("/desk/tokens/", form)

    assert admin.post("/desk/tokens/", form).status_code == 422
    assert ApiToken.objects.count() == 1


def test_only_an_administrator_enters(people):
    client = Client()
    client.force_login(people.dispatcher.account, backend="linli.people.backend.AccountBackend")

    assert client.get("/desk/tokens/").status_code == 403
    assert Client().get("/desk/tokens/").status_code == 302
