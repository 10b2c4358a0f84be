"""Learn from the city's own closed cases whom words like these went to, and of what kind they were."""

import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.enums import Outcome, Source, Subject, TextPart
from linli.cases.learning import Example, learn, measure
from linli.cases.models import Case, CaseText, Lesson
from linli.common.domain.configuration import changed
from linli.common.words import tokens
from linli.people.enums import UnitKind

TOPIC = "lessons"
MOST_CASES = 20_000
FEWEST_CASES = 100  # of fewer nothing is learned that a person could rely on
SURE_FROM = 0.8
HELD_OUT_OF = 5  # every fifth is kept apart
KEPT_LESSONS = 30


def learn_from_closed(*, subject: Subject = Subject.UNIT, at: datetime | None = None) -> Lesson | None:
    """Learn units or kinds anew from the newest closed cases, and measure it on a fifth of them that was kept apart.

    Never from a closed compartment, a confidential matter or a complaint about somebody. What is learned are counts of
    two-character pieces that several matters share: no text can be read back from them. None where there is too little.
    """
    learned_from: list[Example] = []
    kept_apart: list[Example] = []
    for number, label, text in _closed(subject):
        (kept_apart if number.int % HELD_OUT_OF == 0 else learned_from).append((label, set(tokens(text))))
    if len(learned_from) < FEWEST_CASES:
        return None
    learned = learn(learned_from)
    found = measure(learned, kept_apart, sure_from=SURE_FROM)
    content = json.dumps({"examples": learned.examples, "pieces": learned.pieces}, ensure_ascii=False)
    with transaction.atomic():
        lesson = Lesson.objects.create(
            subject=subject, learned_at=at or now(), examples=len(learned_from), held_out=found.held_out, right=found.right,
            sure=found.sure, sure_right=found.sure_right, content=zlib.compress(content.encode()),
        )  # fmt: skip
        lessons = Lesson.objects.filter(subject=subject)
        kept = lessons.order_by("-learned_at").values_list("id", flat=True)[:KEPT_LESSONS]
        lessons.exclude(id__in=list(kept)).delete()
        changed(TOPIC)
    return lesson


def _closed(subject: Subject) -> Iterator[tuple[UUID, str, str]]:
    """Number, label and words of the newest closed cases: the department that handled them, or their kind.

    The kinds of the hotline say only what a caller wants, not what it is about: nothing is to be learned from them.
    """
    cases = Case.objects.filter(
        stage="done", outcome__in=[Outcome.RESOLVED, Outcome.EXPLAINED], compartment="", is_confidential=False,
        about_unit__isnull=True,
    ).order_by("-opened_at", "-id")  # fmt: skip
    if subject == Subject.UNIT:
        cases = cases.filter(lead_unit__kind=UnitKind.DEPARTMENT)
    else:
        cases = cases.exclude(source=Source.HOTLINE)
    labels = dict(cases.values_list("id", "lead_unit_id" if subject == Subject.UNIT else "kind_id")[:MOST_CASES])
    texts = CaseText.objects.filter(case__in=list(labels), part=TextPart.WORDS, seq=1, erased_at__isnull=True)
    for number, body in texts.order_by("case_id").values_list("case_id", "body").iterator(chunk_size=2_000):
        yield number, str(labels[number]), body
