"""Find a kind of matter by what people type: its name, what they say for it, pinyin initials, its code."""

from linli.cases.models import Kind
from linli.cases.own_page import own_page
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.common.domain.configuration import kept
from linli.common.words import tokens

ENOUGH = 12


def find_kinds(typed: str, *, procedure: str = "", limit: int = ENOUGH) -> list[Kind]:
    """Return the kinds that answer to what was typed, best first. In memory; no statement."""
    words = typed.strip().lower()
    if not words:
        return []
    pieces = set(tokens(words))
    ranked = [
        (rank, len(kind.name), kind.code, kind)
        for kind in kind_map().values()
        if is_for_intake(kind) and (not procedure or kind.procedure_code == procedure)
        and (rank := _rank(kind, words, pieces)) is not None
    ]  # fmt: skip
    # Of those that answer alike the shorter name is the plainer one: 路灯异常 before 路灯配电箱异常.
    return [kind for *_, kind in sorted(ranked, key=lambda row: row[:3])[:limit]]


def is_for_intake(kind: Kind) -> bool:
    """Whether an intake may choose it: in use, in no closed compartment, with no door or page of its own."""
    return (
        kind.is_active
        and not kind.compartment
        and own_page(kind.procedure_code) is None
        and not newest_procedure(kind.procedure_code)[1].opened_by
    )


def _rank(kind: Kind, words: str, pieces: set[str]) -> float | None:
    """How well: 0 named wholly, 1 from the beginning, 2 within, then by how much of it is said; None not at all."""
    if words.isascii():
        if kind.initials.startswith(words) or kind.code.lower() in (words, f"m{words}"):
            return 0 if kind.initials == words else 1
        return 2 if len(words) > 1 and words in kind.initials else None
    said = [kind.name, *kind.words.split()]
    if words in said:
        return 0
    if any(name.startswith(words) for name in said):
        return 1
    if any(words in name for name in said):
        return 2
    known = set(tokens(" ".join(said)))
    shared = len(pieces & known)
    return 4 - shared / max(1, len(pieces)) if shared else None


def majors() -> dict[str, str]:
    """The major kinds by code, in the order of the standard."""
    return kept("kinds", _read_majors)


def _read_majors() -> dict[str, str]:
    return {kind.major_code: kind.major_name for kind in kind_map().values() if kind.is_active}
