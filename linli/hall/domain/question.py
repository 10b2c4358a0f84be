"""The questions by which people see what fits them: written, changed, taken out. Answers are never stored."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from linli.areas.queries.map import county_code
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.hall.content import CODE
from linli.hall.domain.item import enter
from linli.hall.errors import QuestionAsked, QuestionFaulty, QuestionUnknown
from linli.hall.models import ItemDraft, Question
from linli.hall.queries.fitting import TOPIC
from linli.hall.queries.item import item_map
from linli.people.reader import Reader

SUBJECT = "question"
TEXTS = {"words": 100, "words_en": 150, "hint": 150, "hint_en": 200}
LEAST_ANSWERS, MOST_ANSWERS = 2, 12
RESERVED = frozenset({"q", "kind", "group", "channel", "centre", "page", "village", "town", "longitude", "latitude"})
Facts = Mapping[str, Any]


def write_question(code: str, facts: Facts, *, by: Reader, of: str = "") -> Question:
    """Write a question anew, or a new one. Raises NotCatalogueKeeper, QuestionFaulty, QuestionAsked."""
    with transaction.atomic():
        enter(by)
        changed(TOPIC)
        row = Question.objects.select_for_update().filter(code=code).first()
        said = checked(code, facts)
        before = state_of(row) if row else None
        if row is not None and before == said:
            return row
        _check_free(code, {one["code"] for one in said["answers"]})
        row = put_question(code, said, is_set_here=True)
        _note(code, before, said, by, of)
    return row


def remove_question(code: str, *, by: Reader, of: str = "") -> None:
    """Ask a question no more. Raises NotCatalogueKeeper, QuestionUnknown, QuestionAsked where an item's rules name it."""
    with transaction.atomic():
        enter(by)
        changed(TOPIC)
        row = Question.objects.select_for_update().filter(code=code).first()
        if row is None:
            raise QuestionUnknown(question=code)
        _check_free(code, set())
        before = state_of(row)
        row.delete()
        _note(code, before, None, by, of)


def take_back_question(entry: AuditEntry, *, by: Reader) -> None:
    """Let a question be as it was. Raises NotTakenBack, ChangedSince, NotCatalogueKeeper, QuestionAsked."""
    if entry.action != "question.written":
        raise NotTakenBack
    with transaction.atomic():
        enter(by)
        row = Question.objects.select_for_update().filter(code=entry.subject_id).first()
        if (state_of(row) if row else None) != entry.detail["after"]:
            raise ChangedSince
        if entry.detail["before"] is None:
            remove_question(entry.subject_id, by=by, of=str(entry.id))
        else:
            write_question(entry.subject_id, entry.detail["before"], by=by, of=str(entry.id))


def put_question(code: str, said: Facts, *, is_set_here: bool) -> Question:
    return Question.objects.update_or_create(code=code, defaults={**said, "is_set_here": is_set_here})[0]


def state_of(row: Question) -> dict[str, Any]:
    """What a question says, as the trail and the configuration have it."""
    return {
        "position": row.position, **{name: getattr(row, name) for name in TEXTS}, "takes_several": row.takes_several,
        "is_first": row.is_first, "answers": [dict(sorted(one.items())) for one in row.answers],
    }  # fmt: skip


def checked(code: str, facts: Facts) -> dict[str, Any]:
    """Return what a question says, if it holds; raises QuestionFaulty."""
    said = {
        "position": facts.get("position", 100), **{name: facts.get(name, "") for name in TEXTS},
        "takes_several": facts.get("takes_several", False), "is_first": facts.get("is_first", True),
    }  # fmt: skip
    answers = facts.get("answers", [])
    is_well = (
        CODE.fullmatch(code) is not None
        and len(code) <= 30
        and code not in RESERVED
        and all(isinstance(said[name], str) and len(said[name]) <= most for name, most in TEXTS.items())
        and bool(said["words"])
        and isinstance(said["position"], int)
        and 0 <= said["position"] <= 9999
        and all(isinstance(said[name], bool) for name in ("takes_several", "is_first"))
        and isinstance(answers, list)
        and LEAST_ANSWERS <= len(answers) <= MOST_ANSWERS
        and all(_is_answer(one) for one in answers)
        and len({one["code"] for one in answers}) == len(answers)
    )
    if not is_well:
        raise QuestionFaulty
    return said | {
        "answers": [
            {"code": one["code"], "words": one["words"], "words_en": one.get("words_en", "")} for one in answers
        ]
    }


def _is_answer(one: Any) -> bool:
    return (
        isinstance(one, Mapping)
        and all(isinstance(one.get(name, ""), str) for name in ("code", "words", "words_en"))
        and CODE.fullmatch(one.get("code", "")) is not None
        and 0 < len(one.get("words", "")) <= 60
        and len(one.get("words_en", "")) <= 100
    )


def _check_free(code: str, answers: set[str]) -> None:
    """No rule, published or being written, may name an answer that is no more."""
    named = [
        (item.title, rule.question, rule.answers)
        for item in item_map().values() for version in item.versions for rule in version.rules
    ]  # fmt: skip
    for name, content in ItemDraft.objects.values_list("item__name", "content"):
        named += [
            (name, row.get("question", ""), frozenset(row.get("one_of") or row.get("none_of") or ()))
            for row in content.get("fit", [])
        ]
    leaning = [title for title, question, used in named if question == code and not used <= answers]
    if leaning:
        raise QuestionAsked(items=", ".join(dict.fromkeys(leaning)))


def _note(code: str, before: Any, after: Any, by: Reader, of: str) -> None:
    note_deed(
        "question.written", by=by, subject_kind=SUBJECT, subject_id=code, area=county_code(), before=before,
        after=after, **({"of": of} if of else {}),
    )  # fmt: skip
