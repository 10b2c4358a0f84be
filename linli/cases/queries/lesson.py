"""Whom words like these went to before: asked of what was learned, in memory."""

import json
import zlib
from dataclasses import dataclass
from uuid import UUID

from linli.cases.domain.lesson import SURE_FROM, TOPIC
from linli.cases.learning import Learned
from linli.cases.models import Lesson
from linli.common.domain.configuration import kept
from linli.common.words import tokens
from linli.people.queries.unit import unit_map


@dataclass(frozen=True)
class LearnedUnit:
    """A unit that words speak for, those words, and how many of a hundred such judgements were right when measured."""

    unit_id: UUID
    reasons: tuple[str, ...]
    right_of_hundred: int


@dataclass(frozen=True)
class InUse:
    lesson: Lesson
    learned: Learned


def _newest() -> InUse | None:
    lesson = Lesson.objects.order_by("-learned_at").first()
    if lesson is None:
        return None
    content = json.loads(zlib.decompress(bytes(lesson.content)))
    return InUse(lesson, Learned(content["examples"], content["pieces"]))


def lesson_in_use() -> Lesson | None:
    """The newest lesson with its measure; None where nothing has been learned yet."""
    found = kept(TOPIC, _newest)
    return found.lesson if found else None


def unit_by_words(words: str) -> LearnedUnit | None:
    """The unit that words speak for; None where they do not do so surely, or where sureness has not proved right."""
    found = kept(TOPIC, _newest)
    if found is None or not found.lesson.sure:
        return None
    judged = found.learned.judge(tokens(words))
    if judged is None or judged.share < SURE_FROM or not judged.reasons:
        return None
    unit = UUID(judged.label)
    if unit not in unit_map():
        return None
    return LearnedUnit(unit, judged.reasons, round(100 * found.lesson.sure_right / found.lesson.sure))
