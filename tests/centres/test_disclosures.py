from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate, now

from linli.centres.domain.disclosure import publish_disclosure, withdraw_disclosure
from linli.centres.domain.duty import note_renewed
from linli.centres.enums import RENEWED_DAYS, DisclosureKind, Duty
from linli.centres.models import Disclosure, DisclosureDuty
from linli.centres.queries.disclosures import four_of, stale_counts
from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from tests.places.conftest import refused
from tests.settings.conftest import sit

PLAN = DisclosureKind.ACTIVITIES


@pytest.mark.parametrize(
    ("words", "code"), [(" ", "nothing_to_disclose"), ("找林小满 13900004217", "person_in_disclosure")]
)
def test_what_is_published_says_something_and_names_no_person(words, code, place, people):
    with refused(code):
        publish_disclosure(place, PLAN, words, by=people["manager"])

    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "other_manager", "stranger"])
def test_who_may_not_publish_or_withdraw(who, place, people):
    publish_disclosure(place, PLAN, "周三书法", by=people["manager"])

    for deed in (
        lambda: publish_disclosure(place, PLAN, "改了", by=people[who]),
        lambda: withdraw_disclosure(place, PLAN, reason="改期", by=people[who]),
    ):
        with pytest.raises(Refusal) as found:
            deed()
        assert found.value.code == "not_your_place"


def test_a_correction_is_another_version_and_a_withdrawal_has_its_reason(place, people):
    for words in ("周三书法", "周四书法"):
        publish_disclosure(place, PLAN, words, by=people["manager"])
    page = Client().get("/centres/hall/").content.decode()
    assert ("周四书法" in page, "周三书法" in page, "更正" in page) == (True, False, True)

    with refused("reason_for_withdrawal"):
        withdraw_disclosure(place, PLAN, reason=" ", by=people["manager"])
    withdraw_disclosure(place, PLAN, reason="老师请假", by=people["manager"])
    with refused("not_published"):
        withdraw_disclosure(place, PLAN, reason="老师请假", by=people["manager"])

    page = Client().get("/centres/hall/").content.decode()
    assert ("周四书法" in page, "老师请假" in page) == (False, True)
    assert list(Disclosure.objects.order_by("number").values_list("words", "is_current")) == [
        ("周三书法", False), ("周四书法", True),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action__startswith="disclosure.").count() == 3


def test_what_is_older_than_its_rule_is_stale(place, people):
    for kind, days in RENEWED_DAYS.items():
        if kind == Duty.HOURS:
            note_renewed(place, kind, by=people["manager"], on=localdate() - timedelta(days=days - 1))
        else:
            publish_disclosure(place, kind, "公开", by=people["manager"], at=now() - timedelta(days=days - 1))
    assert (stale_counts([place.id]), [line.is_stale for line in four_of(place)]) == ({place.id: 0}, [False] * 4)

    DisclosureDuty.objects.filter(kind=PLAN).update(renewed_on=localdate() - timedelta(days=RENEWED_DAYS[PLAN] + 1))

    assert (stale_counts([place.id]), four_of(place)[1].is_stale) == ({place.id: 1}, True)


def test_the_database_keeps_one_in_force(place, people):
    publish_disclosure(place, PLAN, "周三书法", by=people["manager"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.create(place=place, kind=PLAN, number=2, words="周四", at=now(), by="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(place=place).update(withdrawn_at=now())


def test_the_manager_publishes_and_withdraws_at_the_desk(place, people):
    client, sheet = sit(people["manager"]), "/desk/centres/hall/publishing/"

    wrong = client.post(f"{sheet}disclosure/", {"kind": "items", "words": "电话13900004217"})
    assert (wrong.status_code, "13900004217" in wrong.content.decode()) == (422, True)  # what was typed stands there
    assert client.post(f"{sheet}disclosure/", {"kind": "items", "words": "老人证"}).status_code == 302
    assert client.post(f"{sheet}withdrawal/", {"kind": "items", "reason": "改版"}).status_code == 302
    assert client.post(f"{sheet}withdrawal/", {"kind": "items", "reason": "改版"}).status_code == 409
