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
from linli.documents.owners import basket_of, named_basket, new_basket
from linli.documents.queries.document import drafts_in
from linli.forms.carrying import Carried, carried
from linli.forms.domain.sheet import Left, Submission, Whose, resume, save_sheet
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


@dataclass(frozen=True)
class Held:
    """What a page keeps of a form itself, in place of a sheet: what was typed, in which version, with which files."""

    given: Mapping[str, Any] = field(default_factory=dict)
    version: UUID | None = None
    basket: UUID | None = None


@dataclass
class Filling:
    """One form as it stands on the page. `is_sent`: the send button was pressed; `submission`: and every answer holds.

    `keeps_sheet` is False where nothing is kept of it here: a trial, or a page that keeps it itself. `is_own` is False
    where it is filled in for somebody else, whose answers are neither offered nor kept.
    """

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
    keeps_sheet: bool = True
    is_own: bool = True

    @property
    def is_valid(self) -> bool:
        return self.is_sent and self.refusal is None and self.form.is_valid() and not self.refused_files

    @property
    def submission(self) -> Submission:
        """What the page's own verb hands to `submit_sheet`. Only once `is_valid`."""
        assert self.is_valid
        return Submission(
            self.published, self.form.answers, self.basket, self.purpose, self.subject, whose_of(self.request),
            keep=self.is_own and self.request.POST.get("keep") == "on",
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
        if not self.keeps_sheet or not self.is_own:
            return []
        return offers_for(self.published.shape, self.form.given, by=_reader(self.request))

    @property
    def can_keep(self) -> bool:
        is_reusable = any(one.reuse for one in self.published.shape.fields)
        return self.keeps_sheet and self.is_own and is_reusable and may_keep_answers(_reader(self.request))

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
    request: HttpRequest, code: str, *, purpose: str, subject: str = "", form: PublishedForm | None = None,
    sheet: UUID | None = None, held: Held | None = None, is_own: bool = True,
) -> Filling:  # fmt: skip
    """Return a form as it stands for this reader and this request: fresh, gone on with, or as it was sent.

    Gone on with is the sheet of the address (`?sheet=`), or `sheet`, which the page knows and which may be gone. Buttons
    that save, add a row or fill in what was given before are done here. `form`: a trial of this version; `held`: what
    the page keeps itself; of either no sheet is kept. Raises FormUnknown, SheetSent with what it became (the page leads
    there), SheetGone.
    """
    found = form or published_form(code)
    made = Filling(request, found, purpose, subject, new_basket(request), form_class(found.shape)(),
                   keeps_sheet=form is None and held is None, is_own=is_own)  # fmt: skip
    if request.method == "POST":
        return _posted(made, pinned=form or _pinned(request, found))
    if held is not None:
        return _held(made, held)
    if made.keeps_sheet:
        return _opened(made, sheet)
    return _drawn(made, {})


def keep_sheet(made: Filling) -> Filling:
    """Save what stands in a form whose page goes on elsewhere before it is sent. What refuses it stands in `refusal`."""
    _save(made, made.form.given)
    return made


def held_in(request: HttpRequest, current: PublishedForm) -> Held:
    """What a page has sent of a form, neither looked through nor received: to be kept while somebody is still typing."""
    pinned = _pinned(request, current)
    return Held(form_class(pinned.shape)(request.POST).given, pinned.id, named_basket(request))


def whose_of(request: HttpRequest) -> Whose:
    owner = owner_of(request)
    return Whose(owner, owners_of(request))


def _opened(made: Filling, sheet: UUID | None) -> Filling:
    """Go on with the sheet of the address; with the one that the page knows, as long as nobody has thrown it away."""
    asked, whose = made.request.GET.get("sheet", ""), whose_of(made.request)
    if not asked and sheet is None:
        return _drawn(made, {})
    try:
        found = resume(_number(asked) if asked else sheet or made.basket, whose=whose)
    except SheetGone:
        if asked:
            raise
        return _drawn(made, {})
    made.sheet, made.basket, made.left = found.sheet, found.sheet.basket, found.left
    if found.form.code != made.published.code:  # another form is asked now: what fits into it goes over
        return _go_over(made, found.form, found.given)
    made.carried = found.carried
    return _drawn(made, found.given)


def _held(made: Filling, held: Held) -> Filling:
    """Go on with what the page has kept, carried over where the form was published anew since."""
    made.basket = held.basket or made.basket
    former = version_of(held.version) if held.version else made.published
    return _drawn(made, held.given) if former.id == made.published.id else _go_over(made, former, held.given)


def _posted(made: Filling, *, pinned: PublishedForm) -> Filling:
    request, current = made.request, made.published
    said, deed = request.POST.copy(), request.POST.get("deed", SEND)
    made.basket = basket_of(request)
    made.refused_files = _receive(request, pinned, said, made.basket)
    known = _known(request, made.basket)
    made.form = form_class(pinned.shape)(said, files=known)
    remove_drafts(made.basket, keeping=[UUID(one) for one in _shown(made.form) if one in known])
    _find_sheet(made)
    if pinned.id != current.id:
        return _carry_over(made, pinned, made.form.given)
    given = changed_rows(pinned.shape, made.form.given_with_rows, deed)
    if deed == REUSE:
        given = {**{one.name: one.value for one in made.offers}, **made.form.given}
    if deed == SAVE:
        _save(made, made.form.given)
    if deed == SEND:
        made.is_sent = True
        return made
    return _drawn(made, given)


def _find_sheet(made: Filling) -> None:
    """Put the sheet of the basket, if it was saved, beside what was sent. Raises SheetSent."""
    if not made.keeps_sheet:
        return
    try:
        found = resume(made.basket, whose=whose_of(made.request))
    except SheetGone:
        return
    made.sheet, made.left = found.sheet, found.left


def _carry_over(made: Filling, former: PublishedForm, given: Mapping[str, Any]) -> Filling:
    """The form was published anew meanwhile: save what was typed, show it in the new version, say what is different."""
    _go_over(made, former, given)
    assert made.carried is not None
    _save(made, made.carried.given, left=made.carried.left)
    return made


def _go_over(made: Filling, former: PublishedForm, given: Mapping[str, Any]) -> Filling:
    made.carried = carried(given, former.shape, made.published.shape, today=localdate())
    made.left = [*made.left, *(one for one in made.carried.left if one not in made.left)]
    return _drawn(made, made.carried.given)


def _save(made: Filling, given: Mapping[str, Any], *, left: Left | None = None) -> None:
    if not made.keeps_sheet:
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


def _drawn(made: Filling, given: Mapping[str, Any]) -> Filling:
    """Show a form with what was given, not looked through."""
    made.form = form_class(made.published.shape)(initial=given, files=_known(made.request, made.basket))
    return made


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
