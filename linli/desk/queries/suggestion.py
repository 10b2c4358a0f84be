"""Which unit a matter could go to, and what kind it could be: said with the reason, never done."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from linli.cases.enums import TextPart
from linli.cases.queries.detail import CasePage
from linli.cases.queries.lesson import LearnedKind, LearnedUnit, kind_by_words, unit_by_words
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.routing import kind_words, place_office, route, rules
from linli.desk.forms.filters import kind_words as kind_title
from linli.people.forms.unit import written
from linli.people.queries.unit import unit_map


@dataclass(frozen=True)
class Suggestion:
    """A unit that could take it, and why this one."""

    unit: str  # as it is written into the field
    reason: str


@dataclass(frozen=True)
class KindSuggestion:
    """A kind that the words speak for more than for the one that stands, and why."""

    code: str
    name: str
    reason: str


def suggest(
    kind: str, area: str, *, words: str = "", about: UUID | None = None, never: Collection[UUID] = ()
) -> Suggestion | None:
    """Whom the rules would name now or for the town; whom such words went to; the rules of the group; the place's office.

    `never`: units that say it is not their own. `about`: the unit that a complaint is about.
    """
    barred = {*never, *([about] if about else [])}
    for code, reason in (
        (area, _("What rule %(rule)s says by now.")),
        (area[:9], _("What rule %(rule)s says for the town.")),
    ):
        found = route(kind, code, about=about)
        if found.unit_id and found.unit_id not in barred:
            return _said(found.unit_id, reason % {"rule": found.rule})
    if (learned := unit_by_words(words)) and learned.unit_id not in barred:
        return _said(learned.unit_id, _unit_words(learned))
    if (unit := _of_group(kind, area)) and unit not in barred:
        major = kind_map()[kind].major_name if kind in kind_map() else kind_words(kind)
        return _said(unit, _("Most rules for “%(group)s” name it.") % {"group": major})
    office = place_office(area)
    if office and office not in barred:
        return _said(office, _("It is the office of the place."))
    return None


def suggest_kind(kind: str, *, words: str) -> KindSuggestion | None:
    """The kind that such words had; None where it is the one that stands, or where the words do not say so surely."""
    learned = kind_by_words(words, instead_of=kind)
    return KindSuggestion(learned.code, kind_title(learned.code), _kind_words(learned)) if learned else None


def kind_by_its_words(page: CasePage) -> KindSuggestion | None:
    """What the words of a matter speak for, of the kinds that it may be called; None for the unit it is about."""
    if page.hides_reporter:
        return None
    words = next((text.body for text in page.texts if text.seq == 1 and text.part == TextPart.WORDS), "")
    found = suggest_kind(page.case.kind_id, words=words) if words else None
    return found if found and kind_map()[found.code].procedure_code == page.spec.code else None


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


def _unit_words(learned: LearnedUnit) -> str:
    return _("Matters with the words %(words)s went to it. Such suggestions were right %(right)s times in 100 when measured.") % {
        "words": " · ".join(learned.reasons), "right": learned.right_of_hundred,
    }  # fmt: skip


def _kind_words(learned: LearnedKind) -> str:
    return _("Matters with the words %(words)s were of it. Such suggestions were right %(right)s times in 100 when measured.") % {
        "words": " · ".join(learned.reasons), "right": learned.right_of_hundred,
    }  # fmt: skip
