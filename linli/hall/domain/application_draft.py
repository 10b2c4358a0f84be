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
from linli.hall.application_enums import PROMISE, UPLOAD, HelpKind, Standing
from linli.hall.domain.application import DRAFT_HOLDER, Applying, Handed, Helping, Sent, apply_for
from linli.hall.enums import Channel
from linli.hall.models import ApplicationDraft
from linli.hall.queries.item import ItemFacts
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
    if not is_new and draft.version_id != version.id:
        # What was typed is kept; which papers are asked for is said anew by the version that holds now.
        known = {paper.code for paper in version.materials}
        draft.version_id = version.id
        draft.papers = {code: said for code, said in draft.papers.items() if code in known}
        draft.save(update_fields=["version", "papers"])
        draft.is_renewed = True  # type: ignore[attr-defined]  # told on this page, once
    return draft


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


def send_draft(draft: ApplicationDraft, item: ItemFacts, *, by: Reader, at: datetime | None = None) -> Sent:
    """Send it: once, however often the button is pressed. Raises what `apply_for` raises; then the draft stays."""
    said = said_in(draft)
    applicant = Account.objects.get(pk=draft.for_account_id or draft.account_id)
    is_for_another = applicant.id != by.actor_id
    helping = Helping(HelpKind.FAMILY, account=by.account) if is_for_another else Helping()
    applying = Applying(
        item=item.code, place=draft.place_code, channel=Channel.ONLINE, person=_person(said), account=applicant,
        answers=said.get("answers", {}),
        form_version=UUID(said["form_version"]) if said.get("form_version") else None, remark=said.get("remark", ""), helping=helping,
        papers={code: _handed(paper) for code, paper in draft.papers.items()}, key=f"draft:{draft.id.hex}",
        is_invented=said.get("is_invented", False),
    )  # fmt: skip
    with transaction.atomic():
        sent = apply_for(applying, by=by, at=at)
        ApplicationDraft.objects.filter(pk=draft.pk).delete()
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
    """Throw it away with its files."""
    with transaction.atomic():
        erase_all_of(DRAFT_HOLDER, draft.id, by=system("hall.drafts"), reason="draft")
        Document.objects.filter(holder_kind=DRAFT_HOLDER, holder_id=draft.id).delete()
        draft.delete()
