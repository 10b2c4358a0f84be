"""Bill providers: who may write them, which links may be offered, and what the hand-off page says."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from linli.bills.domain.provider import (
    ProviderWords,
    add_provider,
    change_provider,
    mark_of,
    take_back_provider,
    verify_provider,
)
from linli.bills.errors import (
    HostFaulty,
    HostNotAllowed,
    LinkFaulty,
    ProviderAreaUnknown,
    ProviderIncomplete,
    ProviderThere,
)
from linli.bills.links import HOSTS, checked_hosts, host_of
from linli.bills.models import Provider
from linli.bills.queries.providers import providers, providers_of
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.domain.exchange import bring_configuration, export_configuration
from linli.people.domain.setting import change_settings
from linli.people.enums import Role
from linli.people.errors import NotAdministrator
from tests.factories import COUNTY, OTHER_VILLAGE, TOWN, VILLAGE, make_resident, make_staff

LINK = "https://pay.water.example/fuqing"


@pytest.fixture
def administrator(db):
    found = make_staff(Role.ADMINISTRATOR)
    change_settings({HOSTS: ["pay.water.example"]}, by=found)
    return found


def words(**said):
    facts = {
        "kind": "water", "name": "福清自来水（演示）", "areas": (TOWN,), "telephone": "0591-85000000", "link": LINK,
    }  # fmt: skip
    return ProviderWords(**(facts | said))


@pytest.mark.parametrize(
    "link",
    [
        "http://pay.water.example/", "https://user@pay.water.example/", "https://pay.water.example:8443/",
        "https://127.0.0.1/", "https://pay.water.example@evil.example/", "javascript:alert(1)", "//pay.water.example/",
        "https://раy.water.example/", "https://xn--pay-5cd.example/", "https://pay.water.example/ a", "https://pay",
        'https://pay.water.example/"onclick="x', "https://pay.water.example:/", "https://@pay.water.example/",
        "https://[::1]/", "https://pay.water.example\\@evil.example/", f"https://pay.water.example/{'a' * 300}",
    ],
)  # fmt: skip
def test_link_that_could_mislead_is_refused(administrator, link):
    with pytest.raises((LinkFaulty, HostNotAllowed)):
        add_provider(words(link=link), by=administrator)

    assert Provider.objects.count() == 0


def test_hosts_are_read_as_they_stand_in_a_browser():
    assert host_of("https://PAY.water.example/a?b=c") == "pay.water.example"
    assert checked_hosts(" a.example\nB.example a.example ") == ["a.example", "b.example"]
    for faulty in ("https://a.example", "a", "10.0.0.1", "xn--a.example"):
        with pytest.raises(HostFaulty):
            checked_hosts(faulty)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"link": "https://pay.gas.example/"}, HostNotAllowed), ({"name": " "}, ProviderIncomplete),
        ({"areas": ()}, ProviderIncomplete), ({"link": "", "telephone": ""}, ProviderIncomplete),
        ({"areas": ("350181999",)}, ProviderAreaUnknown), ({}, ProviderThere),
    ],
)  # fmt: skip
def test_provider_is_refused(administrator, said, refusal):
    add_provider(words(), by=administrator)

    with pytest.raises(refusal):
        add_provider(words(**said), by=administrator)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPERVISOR, Role.AUDITOR, Role.CLERK])
def test_only_an_administrator_of_the_county_writes(administrator, role):
    provider = add_provider(words(), by=administrator)
    for by in (make_staff(role), make_staff(Role.ADMINISTRATOR, area=TOWN), make_resident()):
        for deed in (
            lambda by=by: add_provider(words(name="另一家"), by=by),
            lambda by=by: verify_provider(provider, by=by),
        ):
            with pytest.raises(NotAdministrator):
                deed()


def test_another_link_has_not_been_looked_at(administrator):
    provider = add_provider(words(), by=administrator)
    seen = mark_of(provider)
    verify_provider(provider, by=administrator)
    assert not providers()[provider.id].is_unlooked
    with pytest.raises(ChangedSince):
        change_provider(provider, words(counter="社区窗口"), by=administrator, seen=seen)
    change_provider(provider, words(counter="社区窗口"), by=administrator)
    assert providers()[provider.id].verified_on == localdate()

    change_provider(provider, words(link=f"{LINK}/new"), by=administrator)

    assert providers()[provider.id].verified_on is None


def test_a_look_does_not_hold_for_ever(administrator):
    provider = add_provider(words(), by=administrator)
    verify_provider(provider, by=administrator, on=localdate() - timedelta(days=190))

    assert providers()[provider.id].is_unlooked


def test_a_change_is_taken_back(administrator):
    provider = add_provider(words(), by=administrator)
    added = AuditEntry.objects.get(action="provider.added")
    change_provider(provider, words(telephone="0591-85000001"), by=administrator)
    changed = AuditEntry.objects.get(action="provider.changed")
    with pytest.raises(ChangedSince):
        take_back_provider(added, by=administrator)

    take_back_provider(changed, by=administrator)
    take_back_provider(added, by=administrator)

    assert (Provider.objects.get().telephone, Provider.objects.get().is_active) == ("0591-85000000", False)
    with pytest.raises(NotTakenBack):
        take_back_provider(AuditEntry(subject_kind="kind", detail={}), by=administrator)


def test_nearest_provider_of_my_place_comes_first(administrator):
    add_provider(words(areas=(COUNTY,)), by=administrator)
    add_provider(words(name="音西水厂（演示）", areas=(VILLAGE,)), by=administrator)
    add_provider(words(name="停用的", is_active=False), by=administrator)

    assert [[one.name for one in rows] for _kind, rows in providers_of(VILLAGE)] == [
        ["音西水厂（演示）", "福清自来水（演示）"]
    ]
    assert [[one.name for one in rows] for _kind, rows in providers_of(OTHER_VILLAGE)] == [["福清自来水（演示）"]]


def test_hand_off_names_the_host_and_passes_nothing_on(administrator):
    provider = add_provider(words(), by=administrator)

    answer = Client().get(f"/bills/{provider.id}/?village={VILLAGE}")

    page = answer.content.decode()
    assert f'<a class="button" href="{LINK}" rel="noopener noreferrer external">' in page
    assert '<p class="bills-host" translate="no">pay.water.example</p>' in page
    assert answer.headers["Referrer-Policy"] == "same-origin"  # the provider does not learn where one came from
    assert "/report/?kind=C003" in page


def test_host_that_is_allowed_no_more_is_not_offered(administrator):
    provider = add_provider(words(), by=administrator)
    change_settings({HOSTS: []}, by=administrator)

    page = Client().get(f"/bills/{provider.id}/").content.decode()

    assert LINK not in page
    assert "0591-85000000" in page


def test_providers_travel_with_the_configuration(administrator):
    add_provider(words(), by=administrator)
    data = export_configuration(by=administrator)
    Provider.objects.all().delete()
    change_settings({HOSTS: []}, by=administrator)

    bring_configuration(data, by=administrator)

    brought = Provider.objects.get()
    assert (brought.name, brought.link, brought.verified_on) == ("福清自来水（演示）", LINK, None)
    assert providers()[brought.id].host == "pay.water.example"


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_many_there_are(administrator, count, django_assert_num_queries):
    for number in range(count):
        add_provider(words(name=f"第{number}家"), by=administrator)
    client = Client()
    client.get(f"/bills/?village={VILLAGE}")

    with django_assert_num_queries(0):
        client.get(f"/bills/?village={VILLAGE}")
