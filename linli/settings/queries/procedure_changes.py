"""What was changed lately in a procedure, by whom, and whether it can still be taken back."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.cases.domain.procedure_draft import SUBJECT, newest_version
from linli.cases.domain.procedure_undo import is_fresh
from linli.cases.models import ProcedureDraft
from linli.cases.queries.procedure_difference import Change as Part
from linli.cases.queries.procedure_difference import difference
from linli.cases.rules import may_manage_procedures
from linli.common.listing import listed
from linli.common.models import AuditEntry
from linli.people.reader import Reader
from linli.settings.queries.changes import SHOWN, Change, who_of

MOST_SAID = 3


def procedure_changes(code: str, draft: ProcedureDraft | None, reader: Reader) -> list[Change]:
    """The newest changes of one procedure. Two statements."""
    rows = AuditEntry.objects.filter(subject_kind=SUBJECT, subject_id=code, detail__has_key="after")
    newest, may = newest_version(code), may_manage_procedures(reader)
    return [
        Change(
            entry.id, entry.at, who_of(entry.actor_label), _title(entry), "", _words(entry, draft),
            may and is_fresh(entry, draft, newest, now()),
        )
        for entry in rows.order_by("-at", "-id")[:SHOWN]
    ]  # fmt: skip


def _title(entry: AuditEntry) -> str:
    titles = {
        "procedure.draft_begun": _("Draft of version %(version)s begun"),
        "procedure.draft_changed": _("Draft of version %(version)s changed"),
        "procedure.draft_rebased": _("Draft of version %(version)s brought onto the newest one"),
        "procedure.draft_discarded": _("Draft of version %(version)s discarded"),
        "procedure.published": _("Version %(version)s published"),
        "procedure.withdrawn": _("Version %(version)s taken back before its day"),
        "procedure.brought_back": _("Version %(version)s says what a former one said"),
    }
    return titles[entry.action] % {"version": entry.detail["version"]}


def _words(entry: AuditEntry, draft: ProcedureDraft | None) -> str:
    detail = entry.detail
    if entry.action == "procedure.draft_changed":
        return _said(detail["before"], detail["after"], draft.content if draft else {})
    if "begins_at" in detail:
        day = date_format(localtime(parse_datetime(detail["begins_at"])), "DATETIME_FORMAT")
        return _("In force from %(day)s.") % {"day": day}
    return ""


def _said(before: dict[str, Any], after: dict[str, Any], whole: dict[str, Any]) -> str:
    """The first few things that came, went or changed."""
    old, new = (
        {**whole, **{key: value for key, value in part.items() if value is not None}} for part in (before, after)
    )
    sections = difference(old, new)
    parts = [part for section in sections for part in section.changes]
    said = pgettext("between changes", "; ").join(map(_part, parts[:MOST_SAID]))
    more = len(parts) - MOST_SAID
    return f"{said} …" if more > 0 else said


def _part(part: Part) -> str:
    kinds = {"added": _("added: %(what)s"), "removed": _("removed: %(what)s"), "changed": "%(what)s"}
    what = kinds[part.kind] % {"what": part.title}
    if part.kind != "changed":
        return what
    points = listed(f"{point.label} {point.before or '–'} → {point.after or '–'}" for point in part.points[:MOST_SAID])
    return what + pgettext("before what is said", ": ") + points if points else what
