"""Messages to whoever has the post of a grid: nobody's number is shown, the notice finds the holder of today."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from linli.areas.queries.map import area_map, area_path
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.enums import GRID_MATTER, Source
from linli.cases.models import Case
from linli.cases.queries.procedure import kind_map
from linli.common.cache import count_up
from linli.common.domain.audit import note_deed
from linli.grid.errors import AlreadyAnswered, MessagesTooMany, NoSuchGrid, NoSuchKind, NotYourGrid, WordsMissing
from linli.grid.models import GridMessage
from linli.grid.queries.stand_in import answerer_of
from linli.grid.rules import may_work
from linli.notices.domain.tell import tell
from linli.notices.recipients import account
from linli.people.reader import Reader
from linli.people.scan import scan

MOST, AN_HOUR = 600, timedelta(hours=1)
FROM_AN_ADDRESS, TO_A_GRID = 5, 60  # an hour


def write_to_grid(grid: str, *, words: str, phone: str = "", sent_from: str) -> GridMessage:
    """Leave a message for whoever answers for a grid. `sent_from` is the client's address, only counted, never kept.

    Raises NoSuchGrid, WordsMissing, MessagesTooMany.
    """
    facts = area_map().get(grid)
    if facts is None or len(grid) != 15 or not facts.is_active:
        raise NoSuchGrid
    said = words.strip()[:MOST]
    if not said:
        raise WordsMissing
    counted = [count_up(f"grid:from:{sent_from}", window=AN_HOUR) <= FROM_AN_ADDRESS,
               count_up(f"grid:to:{grid}", window=AN_HOUR) <= TO_A_GRID]  # fmt: skip
    if not all(counted):
        raise MessagesTooMany
    scanned = scan(said)
    with transaction.atomic():
        message = GridMessage.objects.create(
            grid=grid, words=scanned.masked[:MOST], sealed=said if scanned.kinds else "", phone=phone, at=now()
        )
        found = answerer_of(grid)
        if found.account_id:
            tell("grid.message", to=[account(found.account_id)], subject_kind="grid_message", subject_id=message.id,
                 parameters={"grid": " ".join(area_path(grid))})  # fmt: skip
    return message


def answer_message(message: GridMessage, *, answer: str, by: Reader) -> GridMessage:
    """Write down how somebody was answered. Raises NotYourGrid, WordsMissing, AlreadyAnswered."""
    with transaction.atomic():
        locked = _locked(message, by)
        if not answer.strip():
            raise WordsMissing
        _answered(locked, answer.strip(), by)
    return locked


def open_from_message(message: GridMessage, *, kind: str, by: Reader) -> Case:
    """Make a grid matter of a message, with the words as they were written. Raises NotYourGrid, NoSuchKind, AlreadyAnswered."""
    known = kind_map().get(kind)
    if known is None or not known.is_active or known.procedure_code != GRID_MATTER:
        raise NoSuchKind
    with transaction.atomic():
        locked = _locked(message, by)
        report = Report(
            kind=kind, words=locked.sealed or locked.words, area=locked.grid, source=Source.GRID,
            reporter=Person(phone=locked.phone) if locked.phone else None, key=f"grid-message-{locked.id}",
            is_invented=locked.is_invented,
        )  # fmt: skip
        locked.case = open_case(report, by=by).case
        _answered(locked, "", by)
    return locked.case


def old_messages(after_days: int) -> QuerySet[GridMessage]:
    """Messages that are so many days old."""
    return GridMessage.objects.filter(at__lt=now() - timedelta(days=after_days))


def forget_old_messages(*, after_days: int) -> int:
    """Delete the messages that are so many days old; return how many."""
    return old_messages(after_days).delete()[0]


def _locked(message: GridMessage, by: Reader) -> GridMessage:
    if not may_work(by, message.grid):
        raise NotYourGrid
    locked = GridMessage.objects.select_for_update(of=("self",)).get(id=message.id)
    if locked.answered_at:
        raise AlreadyAnswered
    return locked


def _answered(locked: GridMessage, answer: str, by: Reader) -> None:
    locked.answer, locked.answered_at, locked.answered_by = scan(answer).masked[:MOST], now(), by.label
    locked.save()
    note_deed("grid.message_answered", by=by, subject_kind="grid_message", subject_id=locked.id, area=locked.grid)
