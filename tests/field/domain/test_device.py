import pytest

from linli.common.models import AuditEntry
from linli.field.domain.device import revoke_device
from linli.field.errors import NotYourPhone
from linli.field.models import Device
from linli.people.enums import Role
from tests.factories import OTHER_TOWN, TOWN, make_staff


def trail():
    return list(AuditEntry.objects.filter(action__startswith="device").order_by("at").values_list("action", flat=True))


def test_enrolling_leaves_a_line_in_the_trail(phone):
    assert trail() == ["device.enrolled"]
    assert phone.device.revoked_at is None


def test_its_holder_stops_it_once(phone, people):
    first = revoke_device(phone.device, by=people.grid_member).revoked_at

    assert first is not None
    assert revoke_device(phone.device, by=people.grid_member).revoked_at == first
    assert trail() == ["device.enrolled", "device.revoked"]


@pytest.mark.parametrize("area", [TOWN, TOWN[:6]])
def test_an_administrator_of_the_place_stops_it(phone, area):
    revoke_device(phone.device, by=make_staff(Role.ADMINISTRATOR, area=area))

    assert Device.objects.get().revoked_at is not None


def test_nobody_else_stops_it(phone, people):
    for reader in (people.manager, people.auditor, make_staff(Role.ADMINISTRATOR, area=OTHER_TOWN)):
        with pytest.raises(NotYourPhone):
            revoke_device(phone.device, by=reader)

    assert Device.objects.get().revoked_at is None
