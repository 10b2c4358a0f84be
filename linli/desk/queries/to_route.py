"""What no rule caught: why, and what the rules would say nearby."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_path
from linli.cases.enums import TextPart, Verb
from linli.cases.models import Case, CaseEvent, CaseText
from linli.cases.queries.lesson import LearnedUnit, unit_by_words
from linli.cases.queries.listing import CaseRow
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.routing import kind_words, place_office, route, rules
from linli.cases.queries.sentences import route_words
from linli.cases.rules import may
from linli.desk.queries.rows import Due, case_url, due_of
from linli.people.forms.unit import written
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader


@dataclass(frozen=True)
class Suggestion:
    """A unit that could take it, and why this one."""

    unit: str  # as it is written into the field
    reason: str


@dataclass(frozen=True)
class RouteRow:
    """A matter that waits for somebody to name its unit."""

    number: str
    url: str
    title: str
    place: str
    reason: str
    due: Due
    seq: int
    suggestion: Suggestion | None
    may_assign: bool


def route_rows(rows: Sequence[CaseRow], reader: Reader, *, query: str, at: datetime) -> list[RouteRow]:
    """The rows with reason and suggestion. One statement for all of them."""
    reported = CaseText.objects.filter(case=OuterRef("case"), part=TextPart.WORDS, seq=1).values("body")[:1]
    events = (
        CaseEvent.objects.filter(
            case__in=[row.id for row in rows], verb__in=[Verb.OPEN, Verb.ASSIGN, Verb.TRANSFER]
        )
        .select_related("case")
        .annotate(reported=Subquery(reported))
        .order_by("case_id", "-seq")
        .distinct("case_id")
    )  # fmt: skip
    last = {event.case_id: event for event in events}
    return [_row(row, last[row.id], last[row.id].reported, reader, query, at) for row in rows if row.id in last]


def _row(row: CaseRow, event: CaseEvent, words: str | None, reader: Reader, query: str, at: datetime) -> RouteRow:
    case: Case = event.case
    return RouteRow(
        number=row.number_text, url=case_url(row.number_text, query), title=row.title,
        place=" ".join(area_path(row.area)) if row.area else _("no place known"),
        reason=route_words(event.facts.get("route", {})), due=due_of(row, at), seq=row.seq,
        suggestion=suggest(row.kind_id, row.area, words=words or "", about=case.about_unit_id),
        may_assign=may(reader, case, spec_of(row.procedure_id), Verb.ASSIGN) is not None,
    )  # fmt: skip


def suggest(kind: str, area: str, *, words: str = "", about: UUID | None = None) -> Suggestion | None:
    """Whom the rules would name now or for the town; whom such words went to; the rules of the group; the place's office."""
    for code, reason in (
        (area, _("What rule %(rule)s says by now.")),
        (area[:9], _("What rule %(rule)s says for the town.")),
    ):
        found = route(kind, code, about=about)
        if found.unit_id:
            return _said(found.unit_id, reason % {"rule": found.rule})
    if (learned := unit_by_words(words)) and learned.unit_id != about:
        return _said(learned.unit_id, _learned_words(learned))
    if (unit := _of_group(kind, area)) and unit != about:
        major = kind_map()[kind].major_name if kind in kind_map() else kind_words(kind)
        return _said(unit, _("Most rules for “%(group)s” name it.") % {"group": major})
    office = place_office(area)
    if office and office != about:
        return _said(office, _("It is the office of the place."))
    return None


def _of_group(kind: str, area: str) -> UUID | None:
    """The unit that most rules for the same group of kinds name here."""
    known = kind_map().get(kind)
    if known is None:
        return None
    group = {one.code for one in kind_map().values() if one.major_code == known.major_code}
    named = Counter(
        rule.unit_id for (prefix, place), rule in rules().found.items()
        if rule.unit_id in unit_map() and area.startswith(place) and prefix and any(code.startswith(prefix) for code in group)
    )  # fmt: skip
    best = named.most_common(1)
    # One rule for one other kind says nothing about the group.
    return best[0][0] if best and best[0][1] > 1 else None


def _said(unit: UUID, reason: str) -> Suggestion:
    return Suggestion(written(unit_map()[unit]), reason)


def _learned_words(learned: LearnedUnit) -> str:
    return _("Matters with the words %(words)s went to it. Such suggestions were right %(right)s times in 100 when measured.") % {
        "words": " · ".join(learned.reasons), "right": learned.right_of_hundred,
    }  # fmt: skip
