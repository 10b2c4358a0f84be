"""Which items fit somebody, by what they answered: closed comparisons, pure functions, nothing stored.

An item has rules; every rule names a question and the answers that speak for the item, or against it. An item fits
where all its rules are met; it may fit where the rest is not answered yet; one rule that is not met rules it out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Collection[str]]  # question → what was chosen; a question that is missing was not answered


class Verdict(StrEnum):
    FITS = "fits"
    MAY_FIT = "may_fit"
    FITS_NOT = "fits_not"


@dataclass(frozen=True, slots=True)
class Rule:
    """One comparison: the answer is one of these, or is none of them."""

    question: str
    answers: frozenset[str]
    is_against: bool = False  # none of the answers may have been chosen
    reason: str = ""
    reason_en: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Rule":
        """Return the rule of a row of an item's content (`linli.hall.content` has checked it)."""
        against = "none_of" in row
        answers = frozenset(row["none_of"] if against else row["one_of"])
        return cls(row["question"], answers, against, row.get("reason", ""), row.get("reason_en", ""))

    def is_met(self, answers: Answers) -> bool | None:
        """Whether what was answered meets the rule; None where its question was not answered."""
        chosen = answers.get(self.question)
        if not chosen:
            return None
        return self.answers.isdisjoint(chosen) if self.is_against else not self.answers.isdisjoint(chosen)


@dataclass(frozen=True, slots=True)
class Choice:
    """How an item stands to what was answered, and which rules say so."""

    verdict: Verdict
    met: tuple[Rule, ...] = ()
    unmet: tuple[Rule, ...] = ()
    unanswered: tuple[Rule, ...] = ()


def choose(rules: Iterable[Rule], answers: Answers) -> Choice:
    """Return how an item with these rules stands. Without rules, or with no answer at all, it may fit."""
    met: list[Rule] = []
    unmet: list[Rule] = []
    unanswered: list[Rule] = []
    for rule in rules:
        is_met = rule.is_met(answers)
        (unanswered if is_met is None else met if is_met else unmet).append(rule)
    if unmet:
        verdict = Verdict.FITS_NOT
    elif met and not unanswered:
        verdict = Verdict.FITS
    else:
        verdict = Verdict.MAY_FIT
    return Choice(verdict, tuple(met), tuple(unmet), tuple(unanswered))
