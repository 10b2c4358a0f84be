"""Whom words like these went to before, and of what kind they were: asked of what was learned, in memory."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from linli.cases.domain.lesson import SURE_FROM, TOPIC
from linli.cases.enums import Subject
from linli.cases.learning import Judgement, Learned
from linli.cases.models import Lesson
from linli.cases.queries.procedure import kind_map
from linli.common.domain.configuration import kept
from linli.common.shares import hundredths
from linli.common.words import tokens
from linli.people.queries.unit import unit_map


@dataclass(frozen=True)
class LearnedUnit:
    """A unit that words speak for, those words, and how many of a hundred such judgements were right when measured."""

    unit_id: UUID
    reasons: tuple[str, ...]
    right_of_hundred: int


@dataclass(frozen=True)
class LearnedKind:
    """A kind that words speak for, likewise."""

    code: str
    reasons: tuple[str, ...]
    right_of_hundred: int


@dataclass(frozen=True)
class InUse:
    lesson: Lesson
    learned: Learned

    @property
    def right_of_hundred(self) -> int:
        """Of what it judged surely, among what was kept apart: how many of a hundred it judged rightly."""
        return hundredths(self.lesson.sure_right, self.lesson.sure) or 0


def _newest() -> dict[str, InUse]:
    found = {}
    for lesson in Lesson.objects.order_by("subject", "-learned_at").distinct("subject"):
        content = json.loads(zlib.decompress(bytes(lesson.content)))
        found[lesson.subject] = InUse(lesson, Learned(content["examples"], content["pieces"]))
    return found


def lesson_in_use(subject: Subject = Subject.UNIT) -> Lesson | None:
    """The newest lesson with its measure; None where nothing has been learned yet."""
    found = kept(TOPIC, _newest).get(subject)
    return found.lesson if found else None


def unit_by_words(words: str) -> LearnedUnit | None:
    """The unit that words speak for; None where they do not do so surely, or where sureness has not proved right."""
    judged = _judge(Subject.UNIT, words, lambda label: UUID(label) in unit_map())
    return LearnedUnit(UUID(judged[0].label), judged[0].reasons, judged[1]) if judged else None


def kind_by_words(words: str, *, instead_of: str = "") -> LearnedKind | None:
    """The kind that words speak for, where it is another than the one that stands; None as with units."""
    judged = _judge(Subject.KIND, words, partial(_is_offered, instead_of=instead_of))
    return LearnedKind(judged[0].label, judged[0].reasons, judged[1]) if judged else None


def _is_offered(code: str, *, instead_of: str) -> bool:
    kind = kind_map().get(code)
    return kind is not None and kind.is_active and code != instead_of


def _judge(subject: Subject, words: str, holds: Callable[[str], bool]) -> tuple[Judgement, int] | None:
    found = kept(TOPIC, _newest).get(subject)
    if found is None or not found.lesson.sure:
        return None
    judged = found.learned.judge(tokens(words))
    if judged is None or judged.share < SURE_FROM or not judged.reasons or not holds(judged.label):
        return None
    return judged, found.right_of_hundred
