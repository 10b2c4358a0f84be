from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Outcome, Verb
from linli.cases.errors import CannotMerge, SameCase
from linli.cases.models import Case, CaseFollower
from linli.people.models import Account
from linli.people.reader import Reader


def merge_case(
    case: Case, *, into: Case, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Merge a matter into another that is the same (并案). Its history stays; who reported it follows the other.

    Only open matters of public space and of one kind: never about a household or a person.
    """
    if case.pk == into.pk:
        raise SameCase
    with transaction.atomic():
        # Always in the order of their numbers, so that two merges across cannot wait for each other.
        locked = {
            row.pk: row for row in Case.objects.select_for_update().filter(pk__in=[case.pk, into.pk]).order_by("pk")
        }
        target = locked[into.pk]
        if not (target.is_open and target.is_public and case.is_public and target.kind_id == case.kind_id):
            raise CannotMerge
        with deed(case, Verb.MERGE, by=by, at=at, note=note, sent=sent) as this:
            this.case.merged_into = target
            this.facts |= {"into": str(target.id), "into_number": target.number}
            this.move(this.step.to)
            this.end(Outcome.MERGED)
        _bring_along(case, target, at=at)
    return case


def _bring_along(case: Case, target: Case, *, at: datetime | None) -> None:
    """Whoever reported the merged matter, and whoever followed it, follows the one that goes on."""
    concerned = set(CaseFollower.objects.filter(case=case).values_list("account_id", flat=True))
    if case.reporter_id:
        concerned.add(case.reporter_id)
    for account in concerned:
        if account != target.reporter_id:
            _follow(target, account, at=at)


def follow_case(case: Case, *, account: Account, at: datetime | None = None) -> bool:
    """Follow a matter of public space; return whether this is new."""
    if not case.is_public:
        raise CannotMerge
    with transaction.atomic():
        return _follow(case, account.id, at=at)


def _follow(case: Case, account: UUID, *, at: datetime | None) -> bool:
    _, is_new = CaseFollower.objects.get_or_create(
        case=case, account_id=account, defaults={"since": at or now(), "area": case.area}
    )
    if is_new:
        Case.objects.filter(pk=case.pk).update(followers=F("followers") + 1)
    return is_new
