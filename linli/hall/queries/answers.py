"""What was answered in the item's own form, as people read it, with the files that belong to it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.documents.models import Document
from linli.forms.errors import FormUnknown
from linli.forms.queries.form import PublishedForm, published, version_of
from linli.forms.said import Said, said
from linli.hall.models import Application
from linli.hall.queries.item import ItemFacts


@dataclass(frozen=True)
class AnswerLine:
    """A question with what was answered. Its files are papers of the matter; its words are the applicant's."""

    said: Said
    files: Sequence[Document] = ()


def asked_form(item: ItemFacts) -> PublishedForm | None:
    """The form that an item asks today; None where it asks none, or none is published under its code."""
    code = item.current.form_code if item.current else ""
    return published().in_force(code) if code else None


def lines_of(answers: Sequence[Said], documents: Mapping[str, Document]) -> list[AnswerLine]:
    return [
        AnswerLine(one, [documents[number] for number in one.files if number in documents]) for one in answers
    ]  # fmt: skip


def answered(application: Application) -> list[Said]:
    """The questions that were answered, in the version in which they were asked. No statement."""
    if not application.answers or application.form_version is None:
        return []
    try:
        return said(version_of(application.form_version).shape, json.loads(application.answers))
    except FormUnknown:
        return []
