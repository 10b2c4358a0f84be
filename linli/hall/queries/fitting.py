"""The questions by which people see which items fit them, and how every item stands to the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from linli.common.domain.configuration import kept
from linli.common.listing import listed
from linli.hall.choosing import Answers, Choice, Rule, Verdict, choose
from linli.hall.models import Question
from linli.hall.queries.item import ItemFacts, VersionFacts, in_language, offered_items

TOPIC = "questions"


@dataclass(frozen=True, slots=True)
class Answer:
    code: str
    words: str
    words_en: str

    @property
    def title(self) -> str:
        return in_language(self.words, self.words_en)


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    code: str
    words: str
    words_en: str
    hint: str
    hint_en: str
    takes_several: bool
    is_first: bool
    answers: tuple[Answer, ...]

    @property
    def title(self) -> str:
        return in_language(self.words, self.words_en)

    @property
    def help(self) -> str:
        return in_language(self.hint, self.hint_en)

    def answer(self, code: str) -> Answer | None:
        return next((one for one in self.answers if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Fit:
    """An item, how it stands to the answers, and why, in words."""

    item: ItemFacts
    choice: Choice
    reasons: list[str]
    questions: list[str]  # what would have to be answered to be sure

    @property
    def because(self) -> str:
        return "；".join(self.reasons) if get_language() != "en" else "; ".join(self.reasons)


def questions() -> dict[str, QuestionFacts]:
    """Every question by code, in the order in which they are asked."""
    return kept(TOPIC, _read)


def _read() -> dict[str, QuestionFacts]:
    return {
        row.code: QuestionFacts(
            row.code, row.words, row.words_en, row.hint, row.hint_en, row.takes_several, row.is_first,
            tuple(Answer(one["code"], one["words"], one.get("words_en", "")) for one in row.answers),
        )
        for row in Question.objects.order_by("position", "code")
    }  # fmt: skip


def known_answers() -> dict[str, frozenset[str]]:
    """The answers of every question, by code."""
    return {code: frozenset(answer.code for answer in one.answers) for code, one in questions().items()}


def first_questions() -> list[QuestionFacts]:
    """The three or four that everybody is asked."""
    return [one for one in questions().values() if one.is_first]


def questions_of(version: VersionFacts) -> list[QuestionFacts]:
    """What is asked before an item is applied for: the questions that its rules name."""
    known = questions()
    return [known[code] for code in dict.fromkeys(rule.question for rule in version.rules) if code in known]


def answers_in(asked: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """The answers of an address; what no question has as an answer is left out."""
    found = {
        one.code: frozenset(one.answer(value).code for value in asked.get(one.code, ()) if one.answer(value))  # type: ignore[union-attr]
        for one in questions().values()
    }
    return {
        code: frozenset(sorted(chosen)[:1]) if not questions()[code].takes_several else chosen
        for code, chosen in found.items()
        if chosen
    }


def fits(answers: Answers) -> list[Fit]:
    """How the offered items that have rules stand to the answers: what fits first, then what may fit."""
    found = [fit_of(item, version, answers) for item in offered_items() if (version := item.current) and version.rules]
    wanted = [fit for fit in found if fit.choice.verdict != Verdict.FITS_NOT and fit.choice.met]
    return sorted(wanted, key=lambda fit: fit.choice.verdict != Verdict.FITS)


def fit_of(item: ItemFacts, version: VersionFacts, answers: Answers) -> Fit:
    choice, known = choose(version.rules, answers), questions()
    telling = choice.unmet if choice.verdict == Verdict.FITS_NOT else choice.met
    return Fit(
        item, choice, [_reason(rule, answers, known) for rule in telling],
        [known[rule.question].title for rule in choice.unanswered if rule.question in known],
    )  # fmt: skip


def _reason(rule: Rule, answers: Answers, known: Mapping[str, QuestionFacts]) -> str:
    """The rule's own words, else those answers that it is about."""
    words = in_language(rule.reason, rule.reason_en)
    question = known.get(rule.question)
    if words or question is None:
        return words
    chosen = [one for one in question.answers if one.code in answers.get(rule.question, ())]
    telling = [one.title for one in chosen if one.code in rule.answers] or [one.title for one in chosen]
    return listed(telling)
