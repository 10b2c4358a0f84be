"""A form that is being filled in: saved, gone on with, sent, dropped. Its basket is its key, and belongs to its owner."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.documents.domain.draft import remove_drafts
from linli.forms.carrying import Carried, carried
from linli.forms.domain.reuse import keep_answers
from linli.forms.errors import FormMovedOn, SheetChanged, SheetGone, SheetSent, TooManySheets
from linli.forms.models import Sheet
from linli.forms.queries.form import PublishedForm, published_form, version_of
from linli.forms.rules import MOST_SHEETS
from linli.people.reader import Reader

Left = list[tuple[str, str]]  # question and what was said to it, where a newer version has no place for it


@dataclass(frozen=True)
class Whose:
    """The mark under which somebody saves, and every mark that they can show."""

    owner: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Submission:
    """What is sent: the answers as JSON, which hold for that version, and the basket with its files."""

    form: PublishedForm
    answers: dict[str, Any]
    basket: UUID
    purpose: str
    subject: str
    whose: Whose
    keep: bool = False  # the sender wishes to keep name, telephone … for the next form


@dataclass(frozen=True)
class Resumed:
    """A sheet to go on with: the version asked now, what stands in its fields, and what a newer version did to it."""

    sheet: Sheet
    form: PublishedForm
    given: dict[str, Any]
    left: Left = field(default_factory=list)
    carried: Carried | None = None


def save_sheet(
    given: dict[str, Any], *, form: PublishedForm, basket: UUID, purpose: str, subject: str, whose: Whose, by: Reader,
    seen: int | None = None, left: Left | None = None, at: datetime | None = None,
) -> Sheet:  # fmt: skip
    """Keep what somebody typed so far, whether it holds or not; the same basket is the same sheet.

    `seen` is the edition that the page was made of; `left` what a newer version has no place for, added to what there is.
    Raises SheetGone (another's), SheetSent, SheetChanged, TooManySheets.
    """
    moment = at or now()
    with transaction.atomic():
        sheet = _locked(basket, whose)
        if sheet is None:
            if Sheet.objects.filter(owner=whose.owner, sent_at=None).count() >= MOST_SHEETS:
                raise TooManySheets(most=MOST_SHEETS)
            sheet = Sheet(basket=basket, purpose=purpose, subject=subject, began_at=moment, edition=0)
        if seen is not None and sheet.edition not in (0, seen):
            raise SheetChanged
        known = _unpacked(sheet)[1]
        sheet.answers = _packed(given, [*known, *(one for one in left or [] if one not in known)])
        sheet.account_id, sheet.owner, sheet.version_id = by.actor_id, whose.owner, form.id
        sheet.edition, sheet.saved_at = sheet.edition + 1, moment
        sheet.save()
    return sheet


def resume(basket: UUID, *, whose: Whose, at: datetime | None = None) -> Resumed:
    """Return a sheet as it can be gone on with, carried over to the version that is asked now.

    Raises SheetGone, SheetSent. Nothing is written: the sheet stays as it was until it is saved.
    """
    sheet = Sheet.objects.filter(basket=basket, owner__in=whose.marks).first()
    if sheet is None:
        raise SheetGone
    if sheet.sent_at:
        raise SheetSent(sheet.became_kind, _became(sheet))
    given, left = _unpacked(sheet)
    former = version_of(sheet.version_id)
    form = published_form(former.code, at=at)
    if form.id == former.id:
        return Resumed(sheet, form, given, left)
    found = carried(given, former.shape, form.shape, today=localdate(at))
    return Resumed(sheet, form, found.given, [*left, *(one for one in found.left if one not in left)], found)


def submit_sheet(
    sent: Submission, *, became_kind: str, became_id: UUID, by: Reader, at: datetime | None = None
) -> Sheet:
    """Say, inside the transaction in which it became something, that a form was sent. Its answers leave the sheet.

    Raises SheetSent with what it became before (a double click), SheetGone (another's), FormMovedOn.
    """
    moment = at or now()
    with transaction.atomic():
        sheet = _locked(sent.basket, sent.whose)
        if published_form(sent.form.code, at=moment).id != sent.form.id:
            raise FormMovedOn
        if sheet is None:
            sheet = Sheet(basket=sent.basket, purpose=sent.purpose, subject=sent.subject, began_at=moment)
        sheet.account_id, sheet.owner, sheet.version_id = by.actor_id, sent.whose.owner, sent.form.id
        sheet.answers, sheet.edition, sheet.saved_at = "", sheet.edition + 1, moment
        sheet.sent_at, sheet.became_kind, sheet.became_id = moment, became_kind, became_id
        sheet.save()
        if sent.keep:
            keep_answers(sent.form.shape, sent.answers, by=by, at=moment)
    return sheet


def drop_sheet(basket: UUID, *, whose: Whose) -> None:
    """Throw away a sheet that was not sent, with its files. Raises SheetGone, SheetSent."""
    with transaction.atomic():
        sheet = _locked(basket, whose)
        if sheet is None:
            raise SheetGone
        sheet.delete()
        remove_drafts(basket)


def discard_sheet(basket: UUID) -> None:
    """Throw away a sheet that was not sent, for the page that keeps its number and asks whose it is. Harmless without."""
    with transaction.atomic():
        if Sheet.objects.filter(basket=basket, sent_at=None).delete()[0]:
            remove_drafts(basket)


def _locked(basket: UUID, whose: Whose) -> Sheet | None:
    """The sheet of a basket. Raises SheetGone where it is another's, SheetSent where it was sent."""
    sheet = Sheet.objects.select_for_update(of=("self",)).filter(basket=basket).first()
    if sheet is None:
        return None
    if sheet.owner not in whose.marks:
        raise SheetGone
    if sheet.sent_at:
        raise SheetSent(sheet.became_kind, _became(sheet))
    return sheet


def _became(sheet: Sheet) -> UUID:
    assert sheet.became_id is not None
    return sheet.became_id


def _packed(given: dict[str, Any], left: Left) -> str:
    return json.dumps({"given": given, "left": left}, ensure_ascii=False)


def _unpacked(sheet: Sheet) -> tuple[dict[str, Any], Left]:
    if not sheet.answers:
        return {}, []
    kept = json.loads(sheet.answers)
    return kept["given"], [(question, said) for question, said in kept["left"]]
