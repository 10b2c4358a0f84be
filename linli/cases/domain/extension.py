from datetime import datetime

from linli.cases.domain import clock
from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.enums import Verb
from linli.cases.errors import AlreadyAsked, NothingAsked, OwnRequest
from linli.cases.models import Case, CaseLimit, ExtensionRequest
from linli.common.calendar import Limit, LimitUnit
from linli.people.reader import Reader


def ask_extension(
    case: Case, *, by: Reader, limit: Limit, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """A handler asks for more time, with the reason; somebody else decides."""
    with deed(case, Verb.ASK_EXTENSION, by=by, at=at, note=note, sent=sent) as this:
        if _waiting(this):
            raise AlreadyAsked
        ExtensionRequest.objects.create(
            case=this.case, key=_whole(this).key, amount=limit.amount, unit=limit.unit.value,
            asked_by=by.actor_id, asked_at=this.at,
        )  # fmt: skip
        this.facts["asked"] = str(limit)
    return case


def extend_limit(case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """Grant what was asked for: approver, reason and the new end stand in the event."""
    with deed(case, Verb.EXTEND_LIMIT, by=by, at=at, note=note, sent=sent) as this:
        request = _decide(this, is_granted=True)
        limit = _whole(this)
        before = limit.due_at
        clock.lengthen(limit, Limit(request.amount, LimitUnit(request.unit)))
        this.facts |= {"from": before.isoformat(), "to": limit.due_at.isoformat(), "certain": limit.is_certain}
    return case


def refuse_extension(
    case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Refuse what was asked for, with the reason."""
    with deed(case, Verb.REFUSE_EXTENSION, by=by, at=at, note=note, sent=sent) as this:
        _decide(this, is_granted=False)
    return case


def _waiting(this: Deed) -> ExtensionRequest | None:
    return ExtensionRequest.objects.filter(case=this.case, decided_at__isnull=True).first()


def _decide(this: Deed, *, is_granted: bool) -> ExtensionRequest:
    request = _waiting(this)
    if request is None:
        raise NothingAsked
    if request.asked_by == this.by.actor_id:
        raise OwnRequest
    request.decided_by, request.decided_at, request.is_granted = this.by.actor_id, this.at, is_granted
    request.save()
    return request


def _whole(this: Deed) -> CaseLimit:
    return next(limit for limit in this.limits if limit.is_whole)
