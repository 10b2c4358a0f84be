"""Recompute all history and name the first event that is not what was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, islice
from operator import attrgetter
from uuid import UUID

from django.db.models import Max

from linli.cases.chain import link_hash, text_hash
from linli.cases.domain.roots import end_of, root_hash
from linli.cases.enums import Verb
from linli.cases.models import Case, CaseEvent, CaseText, Root

CHUNK = 2_000


@dataclass(frozen=True)
class Fault:
    """What does not hold: the case's number and the event's, or the day of a root."""

    what: str
    number: int | None = None
    seq: int | None = None
    day: str = ""

    def __str__(self) -> str:
        place = f"case {self.number}, event {self.seq}" if self.number is not None else f"root of {self.day}"
        return f"{place}: {self.what}"


@dataclass
class Verified:
    """How much was recomputed."""

    cases: int = 0
    events: int = 0
    texts: int = 0
    erased: int = 0
    roots: int = 0


def verify_history(
    found: Verified, *, case: UUID | None = None, progress: Callable[[int], object] = int
) -> Iterator[Fault]:
    """Yield every fault, events first, then words, then roots; memory stays flat."""
    yield from _chains(found, case, progress)
    yield from _words(found, case)
    if case is None:
        yield from _roots(found)


def _chains(found: Verified, case: UUID | None, progress: Callable[[int], object]) -> Iterator[Fault]:
    cases = Case.objects.order_by("id").values_list("id", "number", "seq", "head", "state")
    events = CaseEvent.objects.order_by("case_id", "seq")
    if case:
        cases, events = cases.filter(id=case), events.filter(case=case)
    by_case = groupby(events.iterator(chunk_size=CHUNK), attrgetter("case_id"))
    key, group = next(by_case, (None, None))
    for number, (case_id, case_number, seq, head, state) in enumerate(cases.iterator(chunk_size=CHUNK)):
        links = list(group) if group is not None and key == case_id else []
        if links:
            key, group = next(by_case, (None, None))
        yield from _chain(case_number, seq, bytes(head), state, links)
        found.cases += 1
        found.events += len(links)
        if number % CHUNK == 0:
            progress(number)


def _chain(number: int, seq: int, head: bytes, state: str, links: list[CaseEvent]) -> Iterator[Fault]:
    previous = b""
    for expected, event in enumerate(links, start=1):
        if event.seq != expected:
            yield Fault(f"event {expected} is missing", number, expected)
            return
        if bytes(event.previous) != previous or bytes(event.hash) != link_hash(previous, event):
            yield Fault("was altered after it was written", number, event.seq)
            return
        previous = bytes(event.hash)
    if len(links) != seq or previous != head:
        yield Fault("the case's last events are missing or its head was altered", number, seq)
    elif links and links[-1].to_state != state:
        yield Fault(f"the case says {state}, its history says {links[-1].to_state}", number, seq)


def _words(found: Verified, case: UUID | None) -> Iterator[Fault]:
    yield from _missing(case)
    texts = CaseText.objects.order_by("case_id", "seq")
    if case:
        texts = texts.filter(case=case)
    batch: list[CaseText] = []
    for text in texts.iterator(chunk_size=CHUNK):
        batch.append(text)
        if len(batch) == CHUNK:
            yield from _hashes(found, batch)
            batch = []
    yield from _hashes(found, batch)


def _missing(case: UUID | None) -> Iterator[Fault]:
    """Words that an event names and that are no longer there: erasing leaves their row, removing it does not."""
    events = CaseEvent.objects.exclude(text_hashes={}).order_by("case_id", "seq")
    if case:
        events = events.filter(case=case)
    named = events.values_list("case_id", "case__number", "seq", "text_hashes").iterator(chunk_size=CHUNK)
    while batch := list(islice(named, CHUNK)):
        rows = CaseText.objects.filter(case__in={row[0] for row in batch}).values_list("id", flat=True)
        there = {str(key) for key in rows}
        for _, number, seq, hashes in batch:
            if set(hashes) - there:
                yield Fault("its words are gone, and nobody erased them", number, seq)


def _hashes(found: Verified, texts: list[CaseText]) -> Iterator[Fault]:
    written: dict[tuple[UUID, int], tuple[dict[str, str], int | None]] = {
        (case, seq): (hashes, number)
        for case, seq, hashes, number in CaseEvent.objects.filter(
            case__in={text.case_id for text in texts}
        ).values_list("case_id", "seq", "text_hashes", "case__number")
    }
    erasures = dict(
        CaseEvent.objects.filter(case__in={text.case_id for text in texts}, verb=Verb.ERASE)
        .values("case").annotate(last=Max("seq")).values_list("case", "last")
    )  # fmt: skip
    for text in texts:
        hashes, number = written.get((text.case_id, text.seq), ({}, None))
        found.texts += 1
        if text.erased_at:
            found.erased += 1
            if text.body or text.sealed or str(text.id) not in hashes or erasures.get(text.case_id, 0) < text.seq:
                yield Fault("its words are gone, and nobody erased them", number, text.seq)
        elif hashes.get(str(text.id)) != text_hash(bytes(text.salt), text.sealed or text.body):
            yield Fault("its words are not those that were written", number, text.seq)


def _roots(found: Verified) -> Iterator[Fault]:
    previous, after, expected = b"", 0, None
    for root in Root.objects.order_by("last_event", "day"):
        value, count, _ = root_hash(previous, after=after, upto=root.upto, last=root.last_event)
        if bytes(root.previous) != previous or bytes(root.hash) != value or root.events != count:
            yield Fault("the events do not give the published root", day=root.day.isoformat())
            return
        if root.day != (expected or root.day) or root.upto != end_of(root.day):
            yield Fault("it is not the root of that day", day=root.day.isoformat())
            return
        previous, after, expected = bytes(root.hash), root.last_event, root.day + timedelta(days=1)
        found.roots += 1
