"""Take a change of a draft back: what was changed, begun or discarded, where nothing has come since."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.forms.domain.draft import (
    SUBJECT,
    discard_draft,
    enter,
    lock_draft,
    newest_version,
    note,
    state_of,
    write_draft,
)
from linli.forms.domain.publication import bring_back, withdraw_version
from linli.forms.errors import FormDraftGone, FormDraftStands
from linli.forms.models import FormDraft, FormVersion
from linli.people.reader import Reader

UNDONE = frozenset(
    {"form.draft_changed", "form.draft_begun", "form.draft_discarded", "form.published", "form.brought_back"}
)


def take_back_form(entry: AuditEntry, *, by: Reader, at: datetime | None = None) -> None:
    """Let a form or its draft be as it was before a change. A version that is asked already gives way to the former one.

    Raises NotTakenBack, ChangedSince, NotAdministrator, and what withdrawing or bringing back raises.
    """
    if entry.subject_kind != SUBJECT or entry.action not in UNDONE:
        raise NotTakenBack
    moment = at or now()
    with transaction.atomic():
        enter(by)
        match entry.action:
            case "form.draft_changed":
                _undo_change(entry, by, moment)
            case "form.draft_begun":
                _undo_beginning(entry, by)
            case "form.draft_discarded":
                _undo_discarding(entry, by, moment)
            case _:
                _undo_publication(entry, by, moment)


def is_fresh(entry: AuditEntry, draft: FormDraft | None, newest: FormVersion | None) -> bool:
    """Whether a change could still be taken back, without asking the database."""
    detail = entry.detail
    match entry.action:
        case "form.draft_changed":
            return draft is not None and draft.content == detail["after"]
        case "form.draft_begun":
            return draft is not None and state_of(draft) == detail["after"]
        case "form.draft_discarded":
            return draft is None and detail["before"]["base"] == (str(newest.id) if newest else None)
        case "form.published" | "form.brought_back":
            is_last = newest is not None and newest.number == detail["number"]
            return is_last and (detail["before"] is not None or (newest is not None and newest.begins_at > now()))
    return False


def _undo_change(entry: AuditEntry, by: Reader, at: datetime) -> None:
    try:
        draft = lock_draft(entry.subject_id)
    except FormDraftGone:
        raise ChangedSince from None
    before, after = entry.detail["before"], entry.detail["after"]
    if draft.content != after:
        raise ChangedSince
    write_draft(draft, before, at)
    note("form.draft_changed", draft.code, by, before=after, after=before, of=str(entry.id))


def _undo_beginning(entry: AuditEntry, by: Reader) -> None:
    draft = FormDraft.objects.select_for_update(of=("self",)).filter(code=entry.subject_id).first()
    if draft is None or state_of(draft) != entry.detail["after"]:
        raise ChangedSince
    discard_draft(draft.code, by=by)


def _undo_discarding(entry: AuditEntry, by: Reader, at: datetime) -> None:
    if FormDraft.objects.filter(code=entry.subject_id).exists():
        raise FormDraftStands
    former = entry.detail["before"]
    draft = FormDraft.objects.create(
        code=entry.subject_id, base_id=UUID(former["base"]) if former["base"] else None, content=former["content"],
        began_at=datetime.fromisoformat(former["began_at"]), began_by=former["began_by"], changed_at=at,
    )  # fmt: skip
    note("form.draft_begun", draft.code, by, before=None, after=state_of(draft), of=str(entry.id))


def _undo_publication(entry: AuditEntry, by: Reader, at: datetime) -> None:
    newest = newest_version(entry.subject_id)
    if newest is None or newest.number != entry.detail["number"]:
        raise ChangedSince
    if newest.begins_at > at:
        withdraw_version(entry.subject_id, by=by, at=at)
    elif entry.detail["before"]:
        bring_back(entry.subject_id, to=entry.detail["before"]["number"], by=by, at=at)
    else:
        raise NotTakenBack  # the first version: somebody may have sent it
