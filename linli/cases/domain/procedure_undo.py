"""Take a change of a procedure back: of a draft word by word, of a version by withdrawal or by the former one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain.procedure_draft import SUBJECT, discard_draft, enter, lock_draft, note, state_of, write_draft
from linli.cases.domain.procedure_publication import bring_back, withdraw_version
from linli.cases.errors import DraftGone, DraftStands
from linli.cases.models import Procedure, ProcedureDraft
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.reader import Reader


def take_back_procedure(entry: AuditEntry, *, by: Reader, at: datetime | None = None) -> None:
    """Let a procedure or its draft be as it was before a change, where nothing has come since.

    Raises NotTakenBack, ChangedSince, NotCountyAdministrator, and what withdrawing or bringing back raises.
    """
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    deeds = {
        "procedure.draft_changed": _undo_change, "procedure.draft_discarded": _undo_discarding,
        "procedure.draft_begun": _undo_beginning, "procedure.published": _undo_publication,
        "procedure.brought_back": _undo_publication,
    }  # fmt: skip
    if entry.action not in deeds:
        raise NotTakenBack
    with transaction.atomic():
        enter(by)
        deeds[entry.action](entry, by, at or now())


def is_fresh(entry: AuditEntry, draft: ProcedureDraft | None, newest: Procedure | None, at: datetime) -> bool:
    """Whether a change could still be taken back, without asking the database."""
    detail = entry.detail
    if entry.action == "procedure.draft_changed":
        return draft is not None and all(draft.content.get(key) == value for key, value in detail["after"].items())
    if entry.action == "procedure.draft_begun":
        return draft is not None and state_of(draft) == detail["after"]
    if entry.action == "procedure.draft_discarded":
        return draft is None and detail["before"]["base"] == (str(newest.id) if newest else None)
    if entry.action in ("procedure.published", "procedure.brought_back"):
        is_last = newest is not None and newest.version == detail["version"]
        return is_last and (detail["before"] is not None or (newest is not None and newest.begins_at > at))
    return False


def _undo_change(entry: AuditEntry, by: Reader, at: datetime) -> None:
    try:
        draft = lock_draft(entry.subject_id)
    except DraftGone:
        raise ChangedSince from None
    before, after = entry.detail["before"], entry.detail["after"]
    if any(draft.content.get(key) != value for key, value in after.items()):
        raise ChangedSince
    content = {**draft.content, **{key: value for key, value in before.items() if value is not None}}
    content = {key: value for key, value in content.items() if before.get(key, value) is not None}
    write_draft(draft, content, at)
    note("procedure.draft_changed", draft.code, by, version=entry.detail["version"], before=after, after=before,
         of=str(entry.id))  # fmt: skip


def _undo_beginning(entry: AuditEntry, by: Reader, _at: datetime) -> None:
    draft = ProcedureDraft.objects.select_for_update(of=("self",)).filter(code=entry.subject_id).first()
    if draft is None or state_of(draft) != entry.detail["after"]:
        raise ChangedSince
    discard_draft(draft.code, by=by)


def _undo_discarding(entry: AuditEntry, by: Reader, at: datetime) -> None:
    if ProcedureDraft.objects.filter(code=entry.subject_id).exists():
        raise DraftStands
    former = entry.detail["before"]
    draft = ProcedureDraft.objects.create(
        code=entry.subject_id, base_id=UUID(former["base"]) if former["base"] else None, content=former["content"],
        began_at=datetime.fromisoformat(former["began_at"]), began_by=former["began_by"], changed_at=at,
    )  # fmt: skip
    note("procedure.draft_begun", draft.code, by, version=entry.detail["version"], before=None, after=state_of(draft),
         of=str(entry.id))  # fmt: skip


def _undo_publication(entry: AuditEntry, by: Reader, at: datetime) -> None:
    """Before its day a version is withdrawn; after it, what was in force before is published anew."""
    code, version = entry.subject_id, entry.detail["version"]
    newest = Procedure.objects.filter(code=code, withdrawal=None).order_by("-version").first()
    if newest is None or newest.version != version:
        raise ChangedSince
    if newest.begins_at > at:
        withdraw_version(code, by=by, at=at)
    elif entry.detail["before"]:
        bring_back(code, to=entry.detail["before"]["version"], by=by, at=at)
    else:
        raise NotTakenBack
