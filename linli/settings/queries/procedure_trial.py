"""What a trial found, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from linli.cases.queries import procedure_words as words
from linli.cases.queries.trial import LACKING, NOT_ALLOWED, LimitTrial, Obstacle, Trial, TriedCase


@dataclass(frozen=True)
class ObstacleLine:
    deed: str
    state: str
    why: str
    deeds: int
    cases: list[TriedCase]


@dataclass(frozen=True)
class LimitLine:
    title: str
    length: str
    before: str  # kept of all that ended
    after: str
    worse: list[TriedCase]
    better: list[TriedCase]


@dataclass(frozen=True)
class TrialWords:
    cases: int
    smooth: int
    halted: int
    deeds: int
    unjudged: int
    since: datetime | None
    until: datetime | None
    obstacles: list[ObstacleLine]
    limits: list[LimitLine]


def trial_in_words(trial: Trial, content: Mapping[str, Any]) -> TrialWords:
    return TrialWords(
        trial.cases, trial.smooth, trial.cases - trial.smooth, trial.deeds, trial.unjudged, trial.since, trial.until,
        [_obstacle(one, content) for one in trial.obstacles],
        [_limit(one, content) for one in trial.limits],
    )  # fmt: skip


def _obstacle(one: Obstacle, content: Mapping[str, Any]) -> ObstacleLine:
    if one.reason == LACKING:
        why = _("It needs %(what)s, and there was none.") % {"what": words.needs_words(one.what)}
    elif one.reason == NOT_ALLOWED:
        why = _("It was done by: %(who)s, who may no longer.") % {"who": words.who_words(one.what)}
    else:
        why = _("There is no such deed from this state.")
    state = words.state_words(content, one.state)
    return ObstacleLine(words.verb_words(one.verb), state, why, one.deeds, list(one.cases.values()))


def _limit(one: LimitTrial, content: Mapping[str, Any]) -> LimitLine:
    row = next(row for row in content["limits"] if row["key"] == one.key)
    return LimitLine(
        words.text_of(row.get("title")), words.length_words(row.get("limit", "")),
        _of(one.on_time_before, one.counted_before), _of(one.on_time, one.counted), list(one.worse.values()), list(one.better.values()),
    )  # fmt: skip


def _of(part: int, whole: int) -> str:
    return f"{number_format(part, force_grouping=True)} / {number_format(whole, force_grouping=True)}" if whole else "–"
