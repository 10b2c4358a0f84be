from typing import Any, Protocol
from uuid import UUID

from django.utils.timezone import now

from linli.common.models import AuditEntry


class Actor(Protocol):
    """Whoever does something: a number and a label (unit and post, never a resident's name)."""

    @property
    def actor_id(self) -> UUID | None: ...

    @property
    def label(self) -> str: ...


def note_deed(
    action: str, *, by: Actor, subject_kind: str = "", subject_id: object = "", area: str = "", **detail: Any
) -> AuditEntry:
    """Write one line of the audit trail, in the transaction of the deed."""
    return AuditEntry.objects.create(
        at=now(), actor_id=by.actor_id, actor_label=by.label, action=action, subject_kind=subject_kind,
        subject_id=str(subject_id), area=area, detail=detail,
    )  # fmt: skip
