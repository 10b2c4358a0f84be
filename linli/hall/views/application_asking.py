"""The item's own form within an application: gone on with, looked through, sent. Its answers wait in a sheet of the forms."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import localdate

from linli.documents.queries.document import drafts_in
from linli.forms.checks import check_all
from linli.forms.domain.sheet import Submission, resume
from linli.forms.errors import SheetGone, SheetSent
from linli.forms.filling import Filling, fill, whose_of
from linli.forms.said import said
from linli.hall.application_registration import PURPOSE
from linli.hall.domain.application_draft import said_in
from linli.hall.models import ApplicationDraft
from linli.hall.queries.answers import AnswerLine, asked_form, lines_of
from linli.hall.queries.item import ItemFacts
from linli.hall.views.application_answer import uuid_in


def asked_sheet(request: HttpRequest) -> UUID | None:
    """The saved form that the address wants to go on with. Raises SheetGone (another's, or none), SheetSent."""
    text = request.GET.get("sheet", "")
    if not text:
        return None
    basket = uuid_in(text)
    if basket is None:
        raise SheetGone
    resume(basket, whose=whose_of(request))
    return basket


def filling_of(request: HttpRequest, item: ItemFacts, draft: ApplicationDraft) -> Filling | None:
    """The item's form as it stands in this draft. Nothing of one's own is offered where it is for somebody else.

    Raises SheetSent.
    """
    asked = asked_form(item)
    if asked is None:
        return None
    return fill(request, asked.code, purpose=PURPOSE, subject=item.code, sheet=basket_in(draft),
                is_own=draft.for_account_id is None)  # fmt: skip


def basket_in(draft: ApplicationDraft) -> UUID | None:
    return uuid_in(said_in(draft).get("basket", ""))


def submission_of(request: HttpRequest, item: ItemFacts, draft: ApplicationDraft) -> Submission | None:
    """What was answered, once all of it holds in the version asked today; None where it is to be looked through (again)."""
    asked, basket, kept = asked_form(item), basket_in(draft), said_in(draft)
    if asked is None or basket is None or kept.get("form_version") != str(asked.id):
        return None
    whose = whose_of(request)
    try:
        found = resume(basket, whose=whose)
    except (SheetGone, SheetSent):
        return None
    answers, faults = check_all(asked.shape.fields, found.given, today=localdate())
    if found.form.id != asked.id or found.carried or faults:
        return None
    return Submission(asked, answers, basket, PURPOSE, item.code, whose, keep=bool(kept.get("keep")))


def answer_lines(sent: Submission | None) -> list[AnswerLine]:
    """What was answered, to be looked through before it is sent."""
    if sent is None:
        return []
    return lines_of(said(sent.form.shape, sent.answers), {str(one.id): one for one in drafts_in(sent.basket)})
