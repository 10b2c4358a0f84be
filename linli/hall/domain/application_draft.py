"""What somebody fills in online, step by step. It waits for them, and goes away once it is sent or forgotten."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain.party import Person
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.erasure import erase_all_of
from linli.documents.models import Document
from linli.forms.domain.sheet import Submission, discard_sheet, submit_sheet
from linli.hall.application_enums import PROMISE, UPLOAD, HelpKind, Standing
from linli.hall.domain.application import DRAFT_HOLDER, Applying, Handed, Helping, Sent, apply_for
from linli.hall.enums import Channel
from linli.hall.models import ApplicationDraft
from linli.hall.queries.item import ItemFacts
from linli.hall.queries.renewal import renewed
from linli.people.enums import IdentityKind
from linli.people.models import Account
from linli.people.reader import Reader, system

Said = dict[str, Any]


def draft_of(item: ItemFacts, *, by: Reader, at: datetime | None = None) -> ApplicationDraft:
    """The draft of this account for an item, made anew where there is none or the item has changed since."""
    version = item.current
    assert version is not None  # offered
    assert by.actor_id is not None  # signed in
    draft, is_new = ApplicationDraft.objects.get_or_create(
        account_id=by.actor_id, item_code=item.code, defaults={"version_id": version.id, "touched_at": at or now()}
    )
    if not is_new:
        renew_draft(draft, item)
    return draft


def renew_draft(draft: ApplicationDraft, item: ItemFacts) -> bool:
    """Let a draft follow the version that holds now; return whether that is another than it was begun with.

    What was typed and sent up is kept, also for papers no longer asked for. What is new is said until it is sent.
    """
    assert item.current is not None  # offered
    news = renewed(draft.version_id, item.current)
    if news is None:
        return False
    said = said_in(draft)
    before = said.get("renewed", {"added": [], "gone": []})
    said["renewed"] = {name: [*before[name], *getattr(news, name)] for name in ("added", "gone")}
    said["papers_seen"] = said.get("papers_seen", False) and not news.added
    draft.version_id, draft.said = item.current.id, json.dumps(said, ensure_ascii=False, default=str)
    draft.save(update_fields=["version", "said"])
    return True


def said_in(draft: ApplicationDraft) -> Said:
    found: Said = json.loads(draft.said) if draft.said else {}
    return found


def keep_said(draft: ApplicationDraft, said: Mapping[str, Any], *, at: datetime | None = None) -> ApplicationDraft:
    """Add what a step said."""
    draft.said = json.dumps(said_in(draft) | dict(said), ensure_ascii=False, default=str)
    draft.touched_at = at or now()
    draft.save(update_fields=["said", "touched_at", "place_code", "for_account"])
    return draft


def keep_paper(
    draft: ApplicationDraft, code: str, *, how: str, until: date | None, basket: UUID | None, by: Reader
) -> ApplicationDraft:
    """Say how a paper comes, with the files just uploaded for it."""
    with transaction.atomic():
        held = ApplicationDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        files = list(held.papers.get(code, {}).get("files", ()))
        if basket is not None:
            got = attach_drafts(basket, holder_kind=DRAFT_HOLDER, holder_id=held.id, event_seq=None, by=by)
            files += [str(one.id) for one in got]
        held.papers = {**held.papers, code: {"how": how, "until": until.isoformat() if until else "", "files": files}}
        held.touched_at = now()
        held.save(update_fields=["papers", "touched_at"])
    draft.papers = held.papers
    return draft


def send_draft(
    draft: ApplicationDraft, item: ItemFacts, *, by: Reader, submission: Submission | None = None,
    at: datetime | None = None,
) -> Sent:  # fmt: skip
    """Send it: once, however often the button is pressed. `submission`: what was answered in the item's form.

    Raises what `apply_for` and `submit_sheet` raise; then the draft stays.
    """
    said = said_in(draft)
    applicant = Account.objects.get(pk=draft.for_account_id or draft.account_id)
    is_for_another = applicant.id != by.actor_id
    helping = Helping(HelpKind.FAMILY, account=by.account) if is_for_another else Helping()
    applying = Applying(
        item=item.code, place=draft.place_code, channel=Channel.ONLINE, person=_person(said), account=applicant,
        answers=submission.answers if submission else {}, form_version=submission.form.id if submission else None,
        basket=submission.basket if submission else None, remark=said.get("remark", ""), helping=helping,
        papers={code: _handed(paper) for code, paper in draft.papers.items()}, key=f"draft:{draft.id.hex}",
        is_invented=said.get("is_invented", False),
    )  # fmt: skip
    with transaction.atomic():
        sent = apply_for(applying, by=by, at=at)
        if submission and sent.is_new:
            submit_sheet(submission, became_kind="case", became_id=sent.application.case_id, by=by, at=at)
        _clear(draft)
    return sent


def _person(said: Said) -> Person:
    return Person(
        name=said.get("name", ""), phone=said.get("phone", ""), identity=said.get("identity", ""),
        identity_kind=IdentityKind.RESIDENT_ID if said.get("identity") else None,
    )  # fmt: skip


def _handed(paper: Mapping[str, Any]) -> Handed:
    if paper["how"] == UPLOAD and paper["files"]:
        return Handed(Standing.RECEIVED, documents=tuple(UUID(number) for number in paper["files"]))
    if paper["how"] == PROMISE and paper["until"]:
        return Handed(Standing.PROMISED, until=date.fromisoformat(paper["until"]))
    return Handed()


def drop_draft(draft: ApplicationDraft) -> None:
    """Throw it away with its files, and with what was saved of the item's form."""
    with transaction.atomic():
        if basket := said_in(draft).get("basket"):
            discard_sheet(UUID(basket))
        _clear(draft)


def _clear(draft: ApplicationDraft) -> None:
    """What was sent up for papers that are no longer asked for, or that are brought after all, goes with it."""
    erase_all_of(DRAFT_HOLDER, draft.id, by=system("hall.drafts"), reason="draft")
    Document.objects.filter(holder_kind=DRAFT_HOLDER, holder_id=draft.id).delete()
    ApplicationDraft.objects.filter(pk=draft.pk).delete()
