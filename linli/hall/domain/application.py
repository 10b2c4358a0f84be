"""Send an application: from home, at a window, on a visit, or through somebody who helps. One door behind all of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.enums import Source
from linli.cases.models import Case
from linli.cases.queries.procedure import kind_map
from linli.documents.domain.draft import attach_drafts
from linli.documents.models import Document
from linli.hall.application_enums import HelpKind, Standing
from linli.hall.application_errors import (
    AuthorityNeeded,
    AuthorityOver,
    ChannelClosed,
    HelperIsApplicant,
    ItemNotOffered,
    NotSecondary,
    NotYourApplication,
    PromiseDay,
)
from linli.hall.application_rules import may_receive
from linli.hall.domain.consent import check_consent
from linli.hall.domain.errand import begin_errand
from linli.hall.domain.paper import issue_receipt
from linli.hall.enums import Channel, Group, MaterialForm
from linli.hall.models import Application, MaterialCheck
from linli.hall.queries.item import MaterialFacts, VersionFacts, item_of
from linli.hall.queries.offering import offer_at
from linli.hall.queries.volunteers import Volunteer
from linli.notices.domain.tell import tell
from linli.notices.recipients import account as to_account
from linli.people.models import Account
from linli.people.reader import Reader
from linli.places.queries.directory import PlaceFacts, place_map

PROCEDURE, KIND = "service_item", "S001"
DRAFT_HOLDER = "hall_draft"
SENSITIVE = frozenset({Group.RELIEF, Group.HEALTH, Group.DISABILITY, Group.PARTY})
LONGEST_PROMISE = timedelta(days=60)
ANSWERED_BY = {HelpKind.AGENCY, HelpKind.GUARDIAN}


@dataclass(frozen=True)
class Handed:
    """How it stands with one paper when the application is sent."""

    standing: Standing = Standing.MISSING
    until: date | None = None
    documents: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Helping:
    """Who acts for the applicant, by what right. `paper`, `until`: of an agent or guardian; `label`: of a volunteer."""

    kind: HelpKind = HelpKind.NONE
    person: Person | None = None
    account: Account | None = None
    paper: str = ""
    until: date | None = None
    label: str = ""


@dataclass(frozen=True)
class Applying:
    """What is sent. `account` is the applicant's, where there is one; `answers` are those of the item's form.

    `basket` holds the files of that form.
    """

    item: str
    place: str
    channel: Channel
    person: Person
    account: Account | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    form_version: UUID | None = None
    basket: UUID | None = None
    remark: str = ""
    papers: Mapping[str, Handed] = field(default_factory=dict)
    helping: Helping = Helping()
    key: str | None = None
    is_invented: bool = False


@dataclass(frozen=True)
class Sent:
    """An application just sent; `secret` is told once to whoever has no account; `is_new` is false for a repeated key."""

    application: Application
    secret: str = ""
    is_new: bool = True


def apply_for(applying: Applying, *, by: Reader, at: datetime | None = None) -> Sent:
    """Open a case for an application, pin the item's version, lay out the check-list and issue the receipt.

    Raises ItemNotOffered, ChannelClosed, AuthorityNeeded, AuthorityOver, ConsentNeeded, ConsentForbidden, NotSecondary,
    PromiseDay, NotYourApplication, HelperIsApplicant, and what `open_case` raises. The same key gives the same application.
    """
    moment = at or now()
    place, version = _offered(applying)
    _check_sender(applying, place, by)
    papers = [(paper, _checked(applying, paper, localdate(moment))) for paper in version.materials]
    with transaction.atomic():
        opened = open_case(_report(applying, place, version), by=by, at=moment)
        if not opened.is_new:
            return Sent(Application.objects.get(case=opened.case), is_new=False)
        application = _write(applying, place, version, opened.case, by)
        _lay_out(application, papers, by, moment)
        _attach(application, applying.basket, by)
        if applying.helping.kind == HelpKind.ERRAND:
            _begin_errand(application, applying.helping, by, moment)
        _tell_applicant(application, applying)
        issue_receipt(application, opened.case, by=by, at=moment)
    return Sent(application, opened.secret)


def _offered(applying: Applying) -> tuple[PlaceFacts, VersionFacts]:
    item, place = item_of(applying.item), place_map().get(applying.place)
    if item is None or place is None or offer_at(item, place) is None or item.current is None:
        raise ItemNotOffered
    if applying.channel not in item.current.channels:
        raise ChannelClosed
    return place, item.current


def _check_sender(applying: Applying, place: PlaceFacts, by: Reader) -> None:
    """Residents send their own online, or with consent a relative's; staff of the place take what is brought to them."""
    helping = applying.helping
    if helping.kind in ANSWERED_BY:
        if not helping.paper.strip():
            raise AuthorityNeeded
        if helping.until and helping.until < localdate():
            raise AuthorityOver
    if helping.account and helping.kind == HelpKind.ERRAND and applying.account == helping.account:
        raise HelperIsApplicant
    if by.is_staff or by.is_system:
        if not may_receive(by, place.area):
            raise NotYourApplication
        return
    if by.actor_id is None or applying.account is None:
        raise NotYourApplication
    if applying.account.id != by.actor_id:
        check_consent(by.actor_id, applying.account.id)


def _checked(applying: Applying, paper: MaterialFacts, today: date) -> Handed:
    if paper.is_obtainable:
        return Handed(Standing.OBTAINED)
    handed = applying.papers.get(paper.code, Handed())
    if handed.standing == Standing.PROMISED:
        check_promise(paper.name, handed.until, is_secondary=paper.is_secondary, today=today)
    return handed


def check_promise(name: str, until: date | None, *, is_secondary: bool, today: date) -> None:
    """Only secondary papers, by a day that lies ahead. Raises NotSecondary, PromiseDay."""
    if not is_secondary:
        raise NotSecondary(name=name)
    if until is None or not today < until <= today + LONGEST_PROMISE:
        raise PromiseDay(most=LONGEST_PROMISE.days)


def _report(applying: Applying, place: PlaceFacts, version: VersionFacts) -> Report:
    named, item = kind_map().get(version.case_kind), item_of(applying.item)
    assert item is not None
    kind = named if named and named.procedure_code == PROCEDURE else kind_map()[KIND]
    # What tells of need, illness or membership stands in no list, search or message beyond the hall's own.
    title = kind.name if item.group in SENSITIVE else item.name
    return Report(
        kind=kind.code, words=applying.remark.strip() or title, area=place.area, title=title, limits=limits_of(version),
        source=Source.PORTAL if applying.channel == Channel.ONLINE else Source.WINDOW, reporter=applying.person,
        account=applying.account, helper=applying.helping.person, key=applying.key, is_public=False, on_own_page=True,
        is_invented=applying.is_invented,
        extra_facts={"item": item.code, "item_version": version.number, "channel": str(applying.channel)},
    )  # fmt: skip


def limits_of(version: VersionFacts) -> dict[str, str]:
    """The limits of an item by the keys of the procedure; what it promised goes before what the law allows."""
    given = {"notice": version.notice, "forward": version.receiving, "decide": version.promised or version.statutory}
    return {key: str(limit) for key, limit in given.items() if limit}


def _write(applying: Applying, place: PlaceFacts, version: VersionFacts, case: Case, by: Reader) -> Application:
    helping = applying.helping
    return Application.objects.create(
        case=case, version_id=version.id, place_id=place.id, item_code=applying.item, town=place.area[:9],
        village=place.area[:12], opened_at=case.opened_at, channel=applying.channel, help_kind=helping.kind,
        helper_account=helping.account, helper_label=_helper_label(helping, by),
        authorised_by=helping.paper.strip()[:60], authorised_until=helping.until,
        answers=json.dumps(dict(applying.answers), ensure_ascii=False, default=str) if applying.answers else "",
        form_version=applying.form_version, is_invented=applying.is_invented,
    )  # fmt: skip


def _lay_out(application: Application, papers: list[tuple[MaterialFacts, Handed]], by: Reader, at: datetime) -> None:
    """One line a paper; what was uploaded for it goes from the draft to the case, as part of its first event."""
    rows: list[MaterialCheck] = []
    files: list[UUID] = []
    for position, (paper, handed) in enumerate(papers):
        files += handed.documents
        row = MaterialCheck(
            application=application, position=position, code=paper.code, name=paper.name, form=MaterialForm(paper.form),
            copies=paper.copies, is_secondary=paper.is_secondary, standing=handed.standing,
            promised_until=handed.until if handed.standing == Standing.PROMISED else None,
            documents=[str(number) for number in handed.documents], changed_at=at, changed_by=by.label,
        )  # fmt: skip
        rows.append(row)
    MaterialCheck.objects.bulk_create(rows)
    if files:
        Document.objects.filter(id__in=files, holder_kind=DRAFT_HOLDER).update(
            holder_kind="case", holder_id=application.case_id, event_seq=1
        )
    days = [row.promised_until for row in rows if row.promised_until]
    if days:
        application.lapses_on = min(days)
        application.save(update_fields=["lapses_on"])


def _helper_label(helping: Helping, by: Reader) -> str:
    """Staff by unit and post, a volunteer by organisation; somebody whom the applicant sent is the case's party."""
    if helping.kind != HelpKind.ERRAND or helping.person:
        return ""
    return helping.label or by.label


def _begin_errand(application: Application, helping: Helping, by: Reader, at: datetime) -> None:
    volunteer = Volunteer(helping.account, helping.label) if helping.account else None
    begin_errand(application, by=by, volunteer=volunteer, label=application.helper_label, at=at)
    if helping.account:
        tell("application.you_help", to=[to_account(helping.account)], subject_kind="case",
             subject_id=application.case_id, parameters={"item": application.case.title.split(" · ")[0]})  # fmt: skip


def _attach(application: Application, basket: UUID | None, by: Reader) -> None:
    """The files of the item's form are the applicant's own, whoever has put them in: they may always open them."""
    if basket is None:
        return
    files = attach_drafts(basket, holder_kind="case", holder_id=application.case_id, event_seq=1, by=by)
    Document.objects.filter(id__in=[one.id for one in files], is_for_reporter=False).update(is_for_reporter=True)


def _tell_applicant(application: Application, applying: Applying) -> None:
    """Whoever is acted for is told, at once and by account: nothing is done in a person's name behind their back."""
    if applying.account and applying.helping.kind != HelpKind.NONE:
        tell(
            "application.for_you", to=[to_account(applying.account)], subject_kind="case", subject_id=application.case_id,
            parameters={"item": application.case.title.split(" · ")[0]},
        )  # fmt: skip
