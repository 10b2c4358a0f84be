"""One action on many matters: each its own transaction, so that one that is refused keeps no other back; and its undo."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import assign_case, transfer_case
from linli.cases.domain.deed import Sent
from linli.cases.domain.taking_back import UNDO_WITHIN, take_back
from linli.cases.enums import BulkAction, Verb
from linli.cases.errors import (
    ActionNeeded,
    AlreadyDone,
    MovedOn,
    NotPossibleNow,
    NotYours,
    StaleCase,
    TooManyAtOnce,
    UndoTooLate,
)
from linli.cases.kept_refusal import written
from linli.cases.models import BulkDeed, BulkRow, Case
from linli.cases.queries.bulk import MOST_AT_ONCE, Wish, check_undisputed, verb_for
from linli.common.errors import Refusal
from linli.people.reader import Reader

MOST_WORDS = 300


def do_bulk(
    wishes: Sequence[Wish],
    *,
    action: BulkAction | None,
    by: Reader,
    key: str,
    note: str = "",
    at: datetime | None = None,
) -> BulkDeed:
    """Do it to each; what was done and what was refused stands in the rows. The same key does it once.

    Raises ActionNeeded, TooManyAtOnce.
    """
    if action is None or by.actor_id is None:
        raise ActionNeeded
    if len(wishes) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    bulk, _ = BulkDeed.objects.get_or_create(by_id=by.actor_id, key=key, defaults={"action": action, "at": at or now()})
    known: set[UUID] = set(bulk.rows.values_list("case_id", flat=True))
    for wish in wishes:
        if wish.case.id not in known:
            _do_one(bulk, wish, by=by, note=note, at=at)
    return bulk


def _do_one(bulk: BulkDeed, wish: Wish, *, by: Reader, note: str, at: datetime | None) -> None:
    case, seq = wish.case, wish.case.seq if wish.seq is None else wish.seq
    sent = Sent(seq=seq, key=f"bulk-{bulk.id.hex}")
    try:
        with transaction.atomic():
            _verb(bulk, case, wish.unit, by=by, note=note, at=at, sent=sent)
            BulkRow.objects.create(bulk=bulk, case=case, from_seq=seq, to_seq=case.seq)
    except AlreadyDone:
        return  # the same form at the same moment was faster; its row says so
    except Refusal as refusal:
        row = BulkRow(bulk=bulk, case=case, refusal=written(refusal, most=MOST_WORDS), from_seq=seq, to_seq=seq)
        BulkRow.objects.bulk_create([row], ignore_conflicts=True)


def _verb(
    bulk: BulkDeed, case: Case, unit: UUID | None, *, by: Reader, note: str, at: datetime | None, sent: Sent
) -> None:
    if bulk.action == BulkAction.ACCEPT:
        accept_case(case, by=by, note=note, at=at, sent=sent)
        return
    check_undisputed(case)
    give = transfer_case if verb_for(case, BulkAction.GIVE) == Verb.TRANSFER else assign_case
    give(case, by=by, unit=unit, note=note, at=at, sent=sent)


def undo_bulk(bulk: BulkDeed, *, by: Reader, at: datetime | None = None) -> BulkDeed:
    """Take back each that has not moved on, within ten minutes, by an event of its own; the others say why they stay.

    Raises NotYours, UndoTooLate. Asked twice, it is done once.
    """
    moment = at or now()
    if bulk.by_id != by.actor_id:
        raise NotYours
    if moment - bulk.at > UNDO_WITHIN:
        raise UndoTooLate
    for row in bulk.rows.filter(refusal="", undone_at__isnull=True).order_by("id"):
        _undo_one(row, by=by, at=moment)
    BulkDeed.objects.filter(id=bulk.id, undone_at__isnull=True).update(undone_at=moment)
    bulk.refresh_from_db()
    return bulk


def _undo_one(row: BulkRow, *, by: Reader, at: datetime) -> None:
    try:
        with transaction.atomic():
            sent = Sent(seq=row.to_seq, key=f"undo-{row.bulk_id.hex}")
            take_back(row.case, since=row.from_seq, by=by, at=at, sent=sent)
            BulkRow.objects.filter(id=row.id).update(undone_at=at)
    except AlreadyDone:
        return
    except Refusal as refusal:
        words = MovedOn() if isinstance(refusal, StaleCase | NotPossibleNow) else refusal
        BulkRow.objects.filter(id=row.id).update(stays=written(words, most=MOST_WORDS))
