"""Draw the next version of a form: begin a draft, change it, discard it. What is being filled in knows nothing of it."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from linli.areas.queries.map import county_code
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.forms.errors import (
    FormCodeFaulty,
    FormCodeTaken,
    FormDraftChanged,
    FormDraftGone,
    FormDraftStands,
    FormFaulty,
    FormUnknown,
)
from linli.forms.limits import MOST_CODE
from linli.forms.models import Form, FormDraft, FormVersion
from linli.forms.problem import ShapeFaulty
from linli.forms.queries.form import TOPIC
from linli.forms.reading import DIALECT, read_shape
from linli.forms.rules import may_manage_forms
from linli.forms.writing import schema_of
from linli.people.errors import NotAdministrator
from linli.people.reader import Reader

SUBJECT = "form"
CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
Content = dict[str, Any]
Edit = Callable[[Content], Content]


def begin_draft(code: str, *, by: Reader, at: datetime | None = None) -> FormDraft:
    """Begin to draw the next version from the newest there is. Raises NotAdministrator, FormUnknown, FormDraftStands."""
    with transaction.atomic():
        enter(by)
        base = newest_version(code)
        if base is None:
            raise FormUnknown(form=code)
        return begin(code, base, base.content, by, at)


def new_form(code: str, *, title: str, by: Reader, model: str = "", at: datetime | None = None) -> FormDraft:
    """Begin a form under a code of its own: empty, or as the copy of another.

    Raises NotAdministrator, FormCodeFaulty, FormCodeTaken, FormUnknown.
    """
    with transaction.atomic():
        enter(by)
        _check_code(code)
        if Form.objects.filter(code=code).exists() or FormDraft.objects.filter(code=code).exists():
            raise FormCodeTaken(form=code)
        content: Content = {
            "$schema": DIALECT, "type": "object", "additionalProperties": False, "title": title, "properties": {},
            "required": [], "x-order": [],
        }  # fmt: skip
        if model:
            source = newest_version(model)
            if source is None:
                raise FormUnknown(form=model)
            content = {**source.content, "title": title}
        return begin(code, None, content, by, at)


def take_in_draft(code: str, content: Any, *, by: Reader, at: datetime | None = None) -> FormDraft:
    """Let a file become the draft of a form, known here or not.

    Raises NotAdministrator, FormFaulty with every problem of the file, FormCodeFaulty, FormDraftStands.
    """
    with transaction.atomic():
        enter(by)
        _check_code(code)
        try:
            whole = schema_of(read_shape(content))
        except ShapeFaulty as error:
            raise FormFaulty(error.problems) from None
        return begin(code, newest_version(code), whole, by, at)


def change_draft(code: str, edit: Edit, *, by: Reader, seen: int, at: datetime | None = None) -> FormDraft:
    """Change what a draft asks. `edit` gives the new content from the old; `seen` is the edition it was written against.

    Raises NotAdministrator, FormDraftGone, FormDraftChanged. A draft may have faults: only publishing refuses them.
    """
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise FormDraftChanged
        before, after = draft.content, edit(deepcopy(draft.content))
        if after == before:
            return draft
        write_draft(draft, after, at)
        note("form.draft_changed", code, by, before=before, after=after)
    return draft


def discard_draft(code: str, *, by: Reader) -> None:
    """Give a draft up; the trail keeps it, and it can be taken back. Raises NotAdministrator, FormDraftGone."""
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        before = state_of(draft)
        draft.delete()
        note("form.draft_discarded", code, by, before=before, after=None)


def rebase_draft(code: str, *, by: Reader, seen: int, at: datetime | None = None) -> FormDraft:
    """Say that a draft follows the newest version, published since it was begun.

    Raises NotAdministrator, FormDraftGone, FormDraftChanged.
    """
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise FormDraftChanged
        before, draft.base = state_of(draft), newest_version(code)
        write_draft(draft, draft.content, at)
        note("form.draft_rebased", code, by, before=before, after=state_of(draft))
    return draft


def newest_version(code: str) -> FormVersion | None:
    """The last version that was not withdrawn, whether its day has come or not."""
    return FormVersion.objects.filter(form__code=code, withdrawal=None).order_by("-number").first()


def lock_draft(code: str) -> FormDraft:
    draft = FormDraft.objects.select_for_update(of=("self",)).filter(code=code).first()
    if draft is None:
        raise FormDraftGone
    return draft


def write_draft(draft: FormDraft, content: Content, at: datetime | None = None) -> None:
    draft.content, draft.edition, draft.changed_at = content, draft.edition + 1, at or now()
    draft.save(update_fields=["content", "edition", "changed_at", "base"])


def state_of(draft: FormDraft) -> dict[str, Any]:
    """All that a draft is, as the trail keeps it, so that it can be brought back."""
    return {
        "content": draft.content, "base": str(draft.base_id) if draft.base_id else None,
        "began_at": draft.began_at.isoformat(), "began_by": draft.began_by,
    }  # fmt: skip


def note(action: str, code: str, by: Reader, *, before: Any, after: Any, **more: Any) -> None:
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=code, area=county_code(), before=before, after=after, **more
    )  # fmt: skip


def enter(by: Reader) -> None:
    """Nobody else writes forms meanwhile: the row of the topic is locked from here on."""
    changed(TOPIC)
    if not may_manage_forms(by):
        raise NotAdministrator


def begin(code: str, base: FormVersion | None, content: Content, by: Reader, at: datetime | None) -> FormDraft:
    if FormDraft.objects.filter(code=code).exists():
        raise FormDraftStands
    moment = at or now()
    draft = FormDraft.objects.create(
        code=code, base=base, content=deepcopy(content), began_at=moment, began_by=by.label, changed_at=moment
    )
    note("form.draft_begun", code, by, before=None, after=state_of(draft))
    return draft


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code) or len(code) > MOST_CODE:
        raise FormCodeFaulty(most=MOST_CODE)
