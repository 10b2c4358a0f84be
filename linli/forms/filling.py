"""A form in somebody's hands: what a page that asks one needs, from the request to the answers that hold.

The page calls `fill` once and shows `forms/filling.html`; it sends by its own verb, which calls `submit_sheet`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate

from linli.common.errors import Refusal
from linli.documents.addresses import signed_address, upload_address
from linli.documents.domain.draft import remove_drafts
from linli.documents.domain.receiving import receive_plain
from linli.documents.enums import Purpose, Variant
from linli.documents.owners import basket_of, new_basket
from linli.documents.queries.document import drafts_in
from linli.forms.carrying import Carried, carried
from linli.forms.domain.sheet import Left, Resumed, Submission, Whose, resume, save_sheet
from linli.forms.enums import Kind
from linli.forms.errors import SheetGone
from linli.forms.faults import SENTENCES
from linli.forms.mapper import PREFIX, AnswersForm, KnownFile, form_class
from linli.forms.models import Sheet
from linli.forms.owners import owner_of, owners_of
from linli.forms.presenting import Part, parts_of
from linli.forms.queries.form import PublishedForm, published_form, version_of
from linli.forms.queries.kept import Offer, offers_for
from linli.forms.rows import changed_rows
from linli.forms.rules import may_keep_answers
from linli.forms.shape import TODAY
from linli.forms.writing import schema_of
from linli.people.reader import Reader

SEND, SAVE, REUSE = "send", "save", "reuse"


@dataclass
class Filling:
    """One form as it stands on the page. `is_sent`: the send button was pressed; `submission`: and every answer holds."""

    request: HttpRequest
    published: PublishedForm
    purpose: str
    subject: str
    basket: UUID
    form: AnswersForm
    sheet: Sheet | None = None
    carried: Carried | None = None
    left: Left = field(default_factory=list)
    refusal: Refusal | None = None
    refused_files: list[str] = field(default_factory=list)
    is_sent: bool = False
    is_saved: bool = False
    is_trial: bool = False  # looked at in the settings: nothing is kept of it

    @property
    def is_valid(self) -> bool:
        return self.is_sent and self.refusal is None and self.form.is_valid() and not self.refused_files

    @property
    def submission(self) -> Submission:
        """What the page's own verb hands to `submit_sheet`. Only once `is_valid`."""
        assert self.is_valid
        return Submission(
            self.published, self.form.answers, self.basket, self.purpose, self.subject, whose_of(self.request),
            keep=self.request.POST.get("keep") == "on",
        )  # fmt: skip

    @property
    def status(self) -> int:
        """How the page answers: 422 where something must be mended before it can go on."""
        if self.refusal is not None:
            return self.refusal.status
        moved_on = self.carried is not None and self.request.method == "POST"
        return 422 if moved_on or self.refused_files or (self.is_sent and self.form.errors) else 200

    @property
    def parts(self) -> list[Part]:
        return parts_of(
            self.form, photos=self._photos(), upload_url=upload_address(self.basket, purpose=Purpose.ATTACHMENT)
        )

    @property
    def offers(self) -> list[Offer]:
        """What this account gave before and could fill in here, where nothing is answered yet."""
        return [] if self.is_trial else offers_for(self.published.shape, self.form.given, by=_reader(self.request))

    @property
    def can_keep(self) -> bool:
        is_reusable = any(one.reuse for one in self.published.shape.fields)
        return not self.is_trial and is_reusable and may_keep_answers(_reader(self.request))

    @property
    def for_browser(self) -> dict[str, Any]:
        """What the browser checks by: the schema, the sentences, the day."""
        return {
            "schema": schema_of(self.published.shape), "prefix": PREFIX, TODAY: self.form.today.isoformat(),
            "sentences": {code: str(words) for code, words in SENTENCES.items()},
        }  # fmt: skip

    @property
    def edition(self) -> int:
        return self.sheet.edition if self.sheet else 0

    def _photos(self) -> dict[str, tuple[str, str, str]]:
        return {one.id: (one.id, one.thumb, one.name) for one in (self.form.known_files or {}).values()}


def fill(
    request: HttpRequest, code: str, *, purpose: str, subject: str = "", form: PublishedForm | None = None
) -> Filling:
    """Return a form as it stands for this reader and this request: fresh, gone on with (`?sheet=`), or as it was sent.

    Buttons that save, add a row or fill in what was given before are done here. `form`: a trial of this version, of
    which nothing is kept. Raises FormUnknown, SheetSent with what it became (the page leads there), SheetGone.
    """
    found = form or published_form(code)
    if request.method == "POST":
        return _posted(request, found, purpose, subject, is_trial=form is not None)
    asked = request.GET.get("sheet", "")
    if asked and form is None:
        return _resumed(request, resume(_number(asked), whose=whose_of(request)), purpose, subject)
    return _made(request, found, purpose, subject, new_basket(request), {}, is_trial=form is not None)


def whose_of(request: HttpRequest) -> Whose:
    owner = owner_of(request)
    return Whose(owner, owners_of(request))


def _resumed(request: HttpRequest, found: Resumed, purpose: str, subject: str) -> Filling:
    made = _made(request, found.form, purpose, subject, found.sheet.basket, found.given)
    made.sheet, made.carried, made.left = found.sheet, found.carried, found.left
    return made


def _posted(request: HttpRequest, current: PublishedForm, purpose: str, subject: str, *, is_trial: bool) -> Filling:
    basket, said, deed = basket_of(request), request.POST.copy(), request.POST.get("deed", SEND)
    pinned = current if is_trial else _pinned(request, current)
    refused = _receive(request, pinned, said, basket)
    known = _known(request, basket)
    bound = form_class(pinned.shape)(said, files=known)
    remove_drafts(basket, keeping=[UUID(one) for one in _shown(bound) if one in known])
    made = Filling(request, current, purpose, subject, basket, bound, refused_files=refused, is_trial=is_trial)
    _find_sheet(made)
    if pinned.id != current.id:
        return _carry_over(made, pinned, bound.given)
    given = changed_rows(pinned.shape, bound.given_with_rows, deed)
    if deed == REUSE:
        given = {**{one.name: one.value for one in made.offers}, **bound.given}
    if deed == SAVE:
        _save(made, bound.given)
    if deed == SEND:
        made.is_sent = True
    else:
        made.form = form_class(current.shape)(initial=given, files=known)
    return made


def _find_sheet(made: Filling) -> None:
    """Put the sheet of the basket, if it was saved, beside what was sent. Raises SheetSent."""
    if made.is_trial:
        return
    try:
        found = resume(made.basket, whose=whose_of(made.request))
    except SheetGone:
        return
    made.sheet, made.left = found.sheet, found.left


def _carry_over(made: Filling, former: PublishedForm, given: Mapping[str, Any]) -> Filling:
    """The form was published anew meanwhile: save what was typed, show it in the new version, say what is different."""
    made.carried = carried(given, former.shape, made.published.shape, today=localdate())
    made.left = [*made.left, *(one for one in made.carried.left if one not in made.left)]
    _save(made, made.carried.given, left=made.carried.left)
    made.form = form_class(made.published.shape)(initial=made.carried.given, files=_known(made.request, made.basket))
    return made


def _save(made: Filling, given: Mapping[str, Any], *, left: Left | None = None) -> None:
    if made.is_trial:
        return
    seen = made.request.POST.get("edition", "")
    try:
        made.sheet = save_sheet(
            dict(given), form=made.published, basket=made.basket, purpose=made.purpose, subject=made.subject,
            whose=whose_of(made.request), by=_reader(made.request), left=left,
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None,
        )  # fmt: skip
    except Refusal as refusal:
        made.refusal = refusal
        found = Sheet.objects.filter(basket=made.basket).first()
        made.sheet = found or made.sheet
    else:
        made.is_saved = True


def _made(
    request: HttpRequest, found: PublishedForm, purpose: str, subject: str, basket: UUID, given: Mapping[str, Any], *,
    is_trial: bool = False,
) -> Filling:  # fmt: skip
    form = form_class(found.shape)(initial=given, files=_known(request, basket))
    return Filling(request, found, purpose, subject, basket, form, is_trial=is_trial)


def _pinned(request: HttpRequest, current: PublishedForm) -> PublishedForm:
    """The version that the page was made of, as the page says; what is none of this form's counts as the current one."""
    try:
        found = version_of(UUID(request.POST.get("version", "")))
    except (ValueError, Refusal):
        return current
    return found if found.code == current.code else current


def _receive(request: HttpRequest, form: PublishedForm, said: QueryDict, basket: UUID) -> list[str]:
    """Take the files that came with the form (script off) into the basket; return a line for each that was refused."""
    refused = []
    for one in form.shape.fields:
        name = f"{PREFIX}-{one.name}"
        uploads = request.FILES.getlist(f"{name}-file") if one.kind is Kind.FILES else []
        if uploads:
            received = receive_plain(uploads, basket, _reader(request), purpose=Purpose.ATTACHMENT)
            for document in received.kept:
                said.appendlist(name, str(document.id))
            refused += [f"{file}: {reason}" for file, reason in received.refused]
    return refused


def _shown(form: AnswersForm) -> list[str]:
    numbers = [form.given.get(one.name) or [] for one in form.shape.fields if one.kind is Kind.FILES]
    return [number for found in numbers for number in found]


def _known(request: HttpRequest, basket: UUID) -> dict[str, KnownFile]:
    reader = _reader(request)
    return {
        str(one.id): KnownFile(
            str(one.id), one.file_name, one.is_picture,
            signed_address(one, reader=reader, request=request, variant=Variant.THUMB),
        )
        for one in drafts_in(basket)
    }  # fmt: skip


def _number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise SheetGone from None


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader
