"""The kinds of matter as their page of settings shows them. In memory, but for what is counted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.cases.domain.kind import is_own
from linli.cases.enums import Stage
from linli.cases.models import Case, Kind
from linli.cases.queries.kinds import find_kinds, majors
from linli.cases.queries.procedure import kind_map, newest_procedure, published
from linli.cases.queries.routing import route
from linli.cases.workflow import LimitRule
from linli.people.queries.unit import unit_name
from linli.settings.queries.words import limit_words

MOST_COUNTED = 1000


@dataclass(frozen=True)
class KindLine:
    """One kind in the list."""

    kind: Kind
    procedure: str
    limits: str
    unit: str
    is_own: bool


@dataclass(frozen=True)
class KindFilter:
    """What the list is narrowed to."""

    words: str = ""
    major: str = ""
    only: str = ""  # "off": out of use, "local": not of the standard, "set": changed here


def kind_lines(wanted: KindFilter) -> list[KindLine]:
    """The kinds that a filter gives, best first where there are words, else by code."""
    known = list(kind_map().values())
    if wanted.words:
        found = {kind.code for kind in find_kinds(wanted.words, limit=len(known))}
        words = wanted.words.lower()
        # Kinds out of use answer here too: who looks for one wants to bring it back.
        known = [
            kind for kind in known
            if kind.code in found or words in kind.name or words in kind.words or words in (kind.code.lower(), kind.initials)
        ]  # fmt: skip
    return [_line(kind) for kind in known if _fits(kind, wanted)]


def _fits(kind: Kind, wanted: KindFilter) -> bool:
    if wanted.major and kind.major_code != wanted.major:
        return False
    return {"": True, "off": not kind.is_active, "local": kind.is_local, "set": kind.is_set_here}.get(wanted.only, True)


def _line(kind: Kind) -> KindLine:
    limits = [f"{title}{text}" for title, text in _own_limits(kind)]
    return KindLine(kind, procedure_words(kind.procedure_code), "，".join(limits), kind_unit(kind).unit, is_own(kind))


def _own_limits(kind: Kind) -> list[tuple[str, str]]:
    titles = {rule.key: str(rule.title) for rule in limit_rules(kind.procedure_code)}
    return [(f"{titles.get(key, key)} ", limit_words(text)) for key, text in kind.limits.items()]


def limit_rules(procedure: str) -> tuple[LimitRule, ...]:
    """The limits of the newest version of a procedure; none for one that is not published."""
    return newest_procedure(procedure)[1].limits if procedure in published().newest else ()


def procedure_words(code: str) -> str:
    return str(newest_procedure(code)[1].title) if code in published().newest else code


@dataclass(frozen=True)
class KindUnit:
    """Whose a kind is where no place says otherwise, and by which rule."""

    unit: str
    rule: int | None


def kind_unit(kind: Kind) -> KindUnit:
    found = route(kind.code, "")
    return KindUnit(unit_name(found.unit_id) if found.unit_id else _("by place or by hand"), found.rule)


def open_matters(kind: Kind) -> int:
    """How many matters of a kind are open, up to a bound. One statement."""
    return Case.objects.filter(kind=kind).exclude(stage=Stage.DONE)[:MOST_COUNTED].count()


def major_choices() -> list[tuple[str, str]]:
    return list(majors().items())


def procedure_choices() -> list[tuple[str, str]]:
    return [(code, procedure_words(code)) for code in sorted(published().newest)]
