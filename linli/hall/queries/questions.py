"""The questions as the settings show them: which items lean on each, and what was changed lately."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.common.models import AuditEntry
from linli.hall.domain.question import SUBJECT, state_of
from linli.hall.models import Question
from linli.hall.queries.fitting import QuestionFacts, questions
from linli.hall.queries.item import ItemFacts, offered_items
from linli.hall.queries.sheet import Change, who_of
from linli.hall.rules import may_manage_items
from linli.people.reader import Reader

SHOWN = 8


@dataclass(frozen=True)
class QuestionLine:
    question: QuestionFacts
    items: list[ItemFacts]


def question_lines() -> list[QuestionLine]:
    """Every question with the items whose rules name it. No statement."""
    named = [(item, {rule.question for rule in version.rules}) for item in offered_items() if (version := item.current)]
    return [
        QuestionLine(question, [item for item, codes in named if code in codes])
        for code, question in questions().items()
    ]


def question_changes(reader: Reader) -> list[Change]:
    """The newest changes. Two statements."""
    rows = list(AuditEntry.objects.filter(subject_kind=SUBJECT).order_by("-at", "-id")[:SHOWN])
    here = {row.code: state_of(row) for row in Question.objects.all()}
    may = may_manage_items(reader)
    return [
        Change(
            entry.id, entry.at, who_of(entry.actor_label), _title(entry), "", _words(entry),
            may and here.get(entry.subject_id) == entry.detail["after"],
        )
        for entry in rows
    ]  # fmt: skip


def _title(entry: AuditEntry) -> str:
    said = entry.detail["after"] or entry.detail["before"]
    if entry.detail["before"] is None:
        return _("Question added: %(words)s") % {"words": said["words"]}
    if entry.detail["after"] is None:
        return _("Question taken out: %(words)s") % {"words": said["words"]}
    return _("Question changed: %(words)s") % {"words": said["words"]}


def _words(entry: AuditEntry) -> str:
    said = entry.detail["after"]
    return "、".join(one["words"] for one in said["answers"]) if said else ""
