"""Write the next version of a procedure: begin a draft, change it, discard it. Running cases know nothing of it."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from linli.areas.queries.map import county_code
from linli.cases.errors import (
    DraftChanged,
    DraftGone,
    DraftStands,
    NotCountyAdministrator,
    ProcedureCodeFaulty,
    ProcedureCodeTaken,
    ProcedureFaulty,
    ProcedureUnknown,
)
from linli.cases.models import Procedure, ProcedureDraft
from linli.cases.rules import may_manage_procedures
from linli.cases.shape import CODE, MOST_CODE
from linli.cases.workflow import examine
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.people.reader import Reader

TOPIC, SUBJECT = "procedures", "procedure"
Content = dict[str, Any]
Edit = Callable[[Content], Content]


def begin_draft(code: str, *, by: Reader, at: datetime | None = None) -> ProcedureDraft:
    """Begin to write the next version from the newest one there is, be it in force or still to come.

    Raises NotCountyAdministrator, ProcedureUnknown, DraftStands.
    """
    with transaction.atomic():
        enter(by)
        base = newest_version(code)
        if base is None:
            raise ProcedureUnknown(procedure=code)
        return begin(code, base, base.content, by, at)


def copy_procedure(code: str, *, to: str, by: Reader, at: datetime | None = None) -> ProcedureDraft:
    """Begin a new procedure as the copy of one that is there, under a code of its own.

    Raises NotCountyAdministrator, ProcedureUnknown, ProcedureCodeFaulty, ProcedureCodeTaken.
    """
    with transaction.atomic():
        enter(by)
        model = newest_version(code)
        if model is None:
            raise ProcedureUnknown(procedure=code)
        if not CODE.fullmatch(to) or len(to) > MOST_CODE:
            raise ProcedureCodeFaulty(most=MOST_CODE)
        if Procedure.objects.filter(code=to).exists() or ProcedureDraft.objects.filter(code=to).exists():
            raise ProcedureCodeTaken(procedure=to)
        return begin(to, None, model.content, by, at)


def take_in_draft(content: Any, *, by: Reader, at: datetime | None = None) -> ProcedureDraft:
    """Let a file become the draft of the procedure whose code it bears, known here or not.

    Raises NotCountyAdministrator, ProcedureFaulty with every problem of the file, DraftStands.
    """
    with transaction.atomic():
        enter(by)
        problems, _ = examine(content)
        if problems:
            raise ProcedureFaulty(problems)
        code = content["code"]
        return begin(code, newest_version(code), content, by, at)


def change_draft(code: str, edit: Edit, *, by: Reader, seen: int, at: datetime | None = None) -> ProcedureDraft:
    """Change what a draft says. `edit` gives the new content from the old; `seen` is the edition it was written against.

    Raises NotCountyAdministrator, DraftGone, DraftChanged, and what the edit raises. A draft may have faults: they are
    shown beside it, and only publishing refuses them.
    """
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise DraftChanged
        before, after = draft.content, edit(deepcopy(draft.content))
        if after == before:
            return draft
        write_draft(draft, after, at)
        parts = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        note(
            "procedure.draft_changed", code, by, version=_next(draft),
            before={key: before.get(key) for key in parts}, after={key: after.get(key) for key in parts},
        )  # fmt: skip
    return draft


def discard_draft(code: str, *, by: Reader) -> None:
    """Give a draft up; the trail keeps it, and it can be taken back. Raises NotCountyAdministrator, DraftGone."""
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        before = state_of(draft)
        draft.delete()
        note("procedure.draft_discarded", code, by, version=_next(draft), before=before, after=None)


def rebase_draft(code: str, *, by: Reader, seen: int, at: datetime | None = None) -> ProcedureDraft:
    """Say that a draft is meant as the successor of the newest version, published since it was begun.

    Raises NotCountyAdministrator, DraftGone, DraftChanged.
    """
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise DraftChanged
        before, draft.base = state_of(draft), newest_version(code)
        write_draft(draft, {**draft.content, "version": next_number(code)}, at)
        note("procedure.draft_rebased", code, by, version=_next(draft), before=before, after=state_of(draft))
    return draft


def newest_version(code: str) -> Procedure | None:
    """The last version that was not withdrawn, whether its day has come or not."""
    return Procedure.objects.filter(code=code, withdrawal=None).order_by("-version").first()


def next_number(code: str) -> int:
    """The number of the next version: none is given twice, not even that of one that was withdrawn."""
    return int(Procedure.objects.filter(code=code).aggregate(newest=Max("version"))["newest"] or 0) + 1


def lock_draft(code: str) -> ProcedureDraft:
    draft = ProcedureDraft.objects.select_for_update(of=("self",)).filter(code=code).first()
    if draft is None:
        raise DraftGone
    return draft


def write_draft(draft: ProcedureDraft, content: Content, at: datetime | None = None) -> None:
    draft.content, draft.edition, draft.changed_at = content, draft.edition + 1, at or now()
    draft.save(update_fields=["content", "edition", "changed_at", "base"])


def state_of(draft: ProcedureDraft) -> dict[str, Any]:
    """All that a draft is, as the trail keeps it, so that it can be brought back."""
    return {
        "content": draft.content, "base": str(draft.base_id) if draft.base_id else None,
        "began_at": draft.began_at.isoformat(), "began_by": draft.began_by,
    }  # fmt: skip


def note(action: str, code: str, by: Reader, *, version: int, before: Any, after: Any, **more: Any) -> None:
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=code, area=county_code(), version=version, before=before,
        after=after, **more,
    )  # fmt: skip


def enter(by: Reader) -> None:
    """Nobody else writes procedures meanwhile: the row of the topic is locked from here on."""
    if not may_manage_procedures(by):
        raise NotCountyAdministrator
    changed(TOPIC)


def begin(code: str, base: Procedure | None, content: Content, by: Reader, at: datetime | None) -> ProcedureDraft:
    if ProcedureDraft.objects.filter(code=code).exists():
        raise DraftStands
    moment = at or now()
    draft = ProcedureDraft.objects.create(
        code=code, base=base, content={**deepcopy(content), "code": code, "version": next_number(code)},
        began_at=moment, began_by=by.label, changed_at=moment,
    )  # fmt: skip
    note("procedure.draft_begun", code, by, version=_next(draft), before=None, after=state_of(draft))
    return draft


def _next(draft: ProcedureDraft) -> int:
    return int(draft.content.get("version", 1))
