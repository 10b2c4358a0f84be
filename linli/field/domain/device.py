from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.field.domain.envelope import read_key
from linli.field.errors import NotYourPhone
from linli.field.models import Device
from linli.field.queries.phones import areas_of
from linli.field.rules import may_stop_phone
from linli.people.models import Account
from linli.people.reader import Reader

MOST_NAME = 60


def enrol_device(account: Account, *, by: Reader, name: str, public_key: str) -> Device:
    """Take a phone of a signed-in member into use. Raises KeyFaulty."""
    key = read_key(public_key)
    with transaction.atomic():
        device = Device.objects.create(
            account=account, name=name.strip()[:MOST_NAME] or "–", public_key=key, enrolled_at=now()
        )
        note_deed("device.enrolled", by=by, subject_kind="device", subject_id=device.id)
    return device


def revoke_device(device: Device, *, by: Reader) -> Device:
    """Stop a phone: nothing more is taken from it. It learns so at its next contact. Harmless when it is stopped.

    Raises NotYourPhone.
    """
    if not may_stop_phone(by, device.account_id, areas_of([device.account_id])[device.account_id]):
        raise NotYourPhone
    with transaction.atomic():
        # Locked, so that a delivery under way is either taken before this or refused after it.
        locked = Device.objects.select_for_update().get(pk=device.pk)
        if locked.revoked_at is None:
            locked.revoked_at = now()
            locked.save(update_fields=["revoked_at"])
            note_deed("device.revoked", by=by, subject_kind="device", subject_id=device.id)
    return locked
