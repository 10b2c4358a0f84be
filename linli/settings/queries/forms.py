"""The forms as the pages of settings show them: versions, drafts, fields in words, what is wrong and where."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from linli.common.models import AuditEntry
from linli.forms.domain.draft import SUBJECT, newest_version
from linli.forms.domain.undo import is_fresh
from linli.forms.models import FormDraft
from linli.forms.problem import Problem
from linli.forms.queries.form import PublishedForm, published
from linli.forms.reading import examine
from linli.forms.rules import may_manage_forms
from linli.forms.shape import Field, Shape, Words
from linli.forms.wording import Difference, Fact, differences, facts_of
from linli.people.reader import Reader
from linli.settings.queries.changes import SHOWN, Change, who_of

MOST_SAID = 3
EMPTY = Shape(Words("–"), ())


@dataclass(frozen=True)
class FormLine:
    """A form as the list shows it. Without a version in force it is a draft of a new one, or one that is to come."""

    code: str
    title: str
    in_force: PublishedForm | None
    coming: PublishedForm | None
    draft: FormDraft | None
    fields: int


@dataclass(frozen=True)
class FieldLine:
    """One field in words, with what is wrong with it. `path` names it in addresses: `group.name` inside a group."""

    path: str
    field: Field
    facts: list[Fact]
    problems: list[str]
    rows: list["FieldLine"] = dataclasses.field(default_factory=list)
    is_first: bool = False
    is_last: bool = False


def form_lines() -> list[FormLine]:
    """Every form and every draft of a new one, by code. One statement."""
    known, drafts = published(), {draft.code: draft for draft in FormDraft.objects.order_by("code")}
    lines = []
    for code in sorted({*known.versions, *drafts}):
        in_force, coming = known.in_force(code), known.coming(code)
        shape = in_force.shape if in_force else coming.shape if coming else shape_of(drafts[code].content)
        lines.append(FormLine(code, str(shape.words), in_force, coming, drafts.get(code), len(shape.fields)))
    return lines


def versions_of(code: str) -> list[PublishedForm]:
    """All versions of a form, the newest first, the withdrawn ones among them."""
    found = [one for one in published().by_id.values() if one.code == code]
    return sorted(found, key=lambda one: one.version, reverse=True)


def shape_of(content: Any) -> Shape:
    """What can be made of a draft, be it faulty."""
    return examine(content)[1] or EMPTY


@dataclass(frozen=True)
class FaultLine:
    """What is wrong: in which field, in words that name fields as the page does."""

    path: str
    title: str
    words: str


def fault_lines(content: Any) -> list[FaultLine]:
    """Everything that is wrong with a draft, each once."""
    problems, shape = examine(content)
    titles = {path: str(one.words) for path, one in (shape or EMPTY).every_field()}
    found = [FaultLine(one.field, titles.get(one.field, one.field), _said(one, titles)) for one in problems]
    return list(dict.fromkeys(found))


def _said(problem: Problem, titles: dict[str, str]) -> str:
    values = dict(problem.values)
    group = problem.field.rpartition(".")[0]
    path = f"{group}.{values['name']}" if group and "name" in values else str(values.get("name"))
    if path in titles:
        values["name"] = f"“{titles[path]}”"
    return gettext(problem.sentence) % values if values else gettext(problem.sentence)


def field_lines(content: Any) -> list[FieldLine]:
    """The fields of a draft or version in words, each with its problems."""
    by_field: dict[str, list[str]] = {}
    for one in fault_lines(content):
        by_field.setdefault(one.path, []).append(one.words)
    return _lines(shape_of(content).fields, "", by_field)


def _lines(fields: tuple[Field, ...], group: str, problems: dict[str, list[str]]) -> list[FieldLine]:
    level = {one.name: one for one in fields}
    return [
        FieldLine(
            group + one.name, one, facts_of(one, level), problems.get(group + one.name, []),
            _lines(one.fields, f"{one.name}.", problems), at == 0, at == len(fields) - 1,
        )
        for at, one in enumerate(fields)
    ]  # fmt: skip


def as_published(draft: FormDraft, shape: Shape) -> PublishedForm:
    """A draft as if it were asked: to look at and to try."""
    return PublishedForm(draft.code, 0, shape, uuid4(), now(), now(), draft.began_by, "", is_own=True)


def form_changes(code: str, draft: FormDraft | None, reader: Reader) -> list[Change]:
    """The newest changes of one form. Two statements."""
    rows = AuditEntry.objects.filter(subject_kind=SUBJECT, subject_id=code, detail__has_key="after")
    newest, may = newest_version(code), may_manage_forms(reader)
    return [
        Change(
            entry.id, entry.at, who_of(entry.actor_label), _title(entry), "", _words(entry),
            may and is_fresh(entry, draft, newest),
        )
        for entry in rows.order_by("-at", "-id")[:SHOWN]
    ]  # fmt: skip


def _title(entry: AuditEntry) -> str:
    titles = {
        "form.draft_begun": _("Draft begun"), "form.draft_changed": _("Draft changed"),
        "form.draft_rebased": _("Draft brought onto the newest version"), "form.draft_discarded": _("Draft discarded"),
        "form.published": _("Version %(number)s published"), "form.withdrawn": _("Version %(number)s taken back before its day"),
        "form.brought_back": _("Version %(number)s asks what a former one asked"),
    }  # fmt: skip
    return titles[entry.action] % {"number": entry.detail.get("number", "")}


def _words(entry: AuditEntry) -> str:
    detail = entry.detail
    if entry.action == "form.draft_changed":
        parts = differences(shape_of(detail["before"]), shape_of(detail["after"]))
        said = list(dict.fromkeys(_part(part) for part in parts))
        more = " …" if len(said) > MOST_SAID else ""
        return pgettext("between changes", "; ").join(said[:MOST_SAID]) + more
    if "begins_at" in detail:
        moment: datetime | None = parse_datetime(detail["begins_at"])
        day = date_format(localtime(moment), "DATETIME_FORMAT") if moment else ""
        return _("Asked from %(day)s.") % {"day": day}
    return ""


def _part(part: Difference) -> str:
    kinds = {
        "added": _("added: %(what)s"), "removed": _("removed: %(what)s"), "changed": _("changed: %(what)s"),
        "moved": _("moved: %(what)s"),
    }  # fmt: skip
    return kinds[part.kind] % {"what": part.title}
