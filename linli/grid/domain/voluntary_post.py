"""Voluntary posts: opened with consent, a substitute named, ended, consent withdrawn. The trail never says the kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from linli.areas.queries.map import area_map
from linli.common.domain.audit import note_deed
from linli.grid.enums import ORGANISATIONS, ConsentWay, VoluntaryKind
from linli.grid.errors import (
    ConsentNeeded,
    DaysWrong,
    FeedbackUnasked,
    NameNeeded,
    NoSuchGrid,
    NotYourGrid,
    PostOver,
    ReasonNeeded,
)
from linli.grid.models import Feedback, VoluntaryPost
from linli.grid.rules import may_manage, may_see_party_members
from linli.people.reader import Reader
from linli.people.sealing import index_of

SUBJECT = "voluntary_post"


@dataclass(frozen=True)
class Volunteer:
    """Who wants to lend a hand, as a form has it; the telephone in E.164."""

    kind: VoluntaryKind
    name: str = ""
    organisation: str = ""
    phone: str = ""
    offers: str = ""
    from_on: date | None = None
    until_on: date | None = None
    consent_on: date | None = None
    consent_way: ConsentWay = ConsentWay.WRITTEN
    is_invented: bool = False


def open_voluntary_post(grid: str, volunteer: Volunteer, *, by: Reader) -> VoluntaryPost:
    """Give somebody a voluntary post in a grid. Raises NotYourGrid, NoSuchGrid, NameNeeded, ConsentNeeded, DaysWrong."""
    facts = area_map().get(grid)
    if facts is None or len(grid) != 15 or not facts.is_active:
        raise NoSuchGrid
    is_party_member = volunteer.kind == VoluntaryKind.PARTY_MEMBER
    if not may_manage(by, grid) or (is_party_member and not (by.is_system or may_see_party_members(by, grid))):
        raise NotYourGrid
    if not volunteer.name.strip() or (volunteer.kind in ORGANISATIONS and not volunteer.organisation.strip()):
        raise NameNeeded
    first = volunteer.from_on or localdate()
    if volunteer.consent_on is None or volunteer.consent_on > min(localdate(), first):
        raise ConsentNeeded
    if volunteer.until_on and volunteer.until_on < first:
        raise DaysWrong
    with transaction.atomic():
        post = VoluntaryPost(
            grid=grid, kind=volunteer.kind, organisation=volunteer.organisation.strip(), name=volunteer.name.strip(),
            phone=volunteer.phone, offers=volunteer.offers.strip(), from_on=first, until_on=volunteer.until_on,
            consent_on=volunteer.consent_on, consent_way=volunteer.consent_way, consent_taken_by=by.label,
            is_invented=volunteer.is_invented,
        )  # fmt: skip
        post.phone_index = index_of(volunteer.phone)
        post.save(force_insert=True)
        _note("grid.post_opened", post, by)
    return post


def name_voluntary_substitute(
    post: VoluntaryPost, *, name: str, from_on: date | None, until_on: date | None, by: Reader
) -> VoluntaryPost:
    """Say who stands in on which days; no name: nobody any more. Raises NotYourGrid, PostOver, DaysWrong."""
    with transaction.atomic():
        held = _locked(post, by)
        first = from_on or localdate()
        if name.strip() and ((until_on and until_on < first) or first < held.from_on or _ends_before(held, first)):
            raise DaysWrong
        held.substitute_name = name.strip()
        held.substitute_from_on, held.substitute_until_on = (first, until_on) if name.strip() else (None, None)
        held.save(update_fields=["substitute_name", "substitute_from_on", "substitute_until_on"])
        _note("grid.post_substituted", held, by)
    return held


def end_voluntary_post(post: VoluntaryPost, *, on: date, reason: str, by: Reader) -> VoluntaryPost:
    """End a voluntary post with a last day. Raises NotYourGrid, PostOver, DaysWrong, ReasonNeeded."""
    with transaction.atomic():
        held = _locked(post, by)
        if not reason.strip():
            raise ReasonNeeded
        if on < held.from_on or _ends_before(held, on):
            raise DaysWrong
        held.until_on, held.end_reason = on, reason.strip()[:200]
        held.save(update_fields=["until_on", "end_reason"])
        _note("grid.post_ended", held, by)
    return held


def withdraw_consent(post: VoluntaryPost, *, by: Reader) -> VoluntaryPost:
    """The person no longer agrees: the post is over and name and telephone are gone at once. Raises NotYourGrid, PostOver.

    A post that is over already is emptied all the same: consent may be withdrawn at any time.
    """
    with transaction.atomic():
        held = VoluntaryPost.objects.select_for_update().get(id=post.id)
        if not may_manage(by, held.grid):
            raise NotYourGrid
        if held.withdrawn_at:
            raise PostOver
        last = max(held.from_on, localdate())
        held.until_on = min(held.until_on, last) if held.until_on else last
        held.withdrawn_at = now()
        empty(held)
        held.save()
        Feedback.objects.filter(post=held).delete()
        _note("grid.consent_withdrawn", held, by)
    return held


def give_feedback(post: VoluntaryPost, *, asked_by: str, words: str, by: Reader) -> Feedback:
    """Tell somebody's unit what they did here, because it asked. Raises NotYourGrid, PostOver, FeedbackUnasked, ReasonNeeded."""
    with transaction.atomic():
        held = VoluntaryPost.objects.select_for_update().get(id=post.id)
        if not may_manage(by, held.grid):
            raise NotYourGrid
        if held.withdrawn_at:
            raise PostOver
        if not asked_by.strip():
            raise FeedbackUnasked
        if not words.strip():
            raise ReasonNeeded
        told = Feedback.objects.create(
            post=held, asked_by=asked_by.strip()[:100], words=words.strip()[:500], given_at=now(), given_by=by.label
        )
        _note("grid.feedback_given", held, by)
    return told


def empty(held: VoluntaryPost) -> None:
    """Take out what says who it was."""
    held.name = held.phone = held.substitute_name = held.organisation = held.offers = ""
    held.end_reason, held.phone_index = "", None


def index_phones() -> int:
    """Index the telephones of posts that were opened before holders were known by them; return how many."""
    rows = VoluntaryPost.objects.filter(phone_index__isnull=True).exclude(phone="")
    with transaction.atomic():
        found = list(rows.select_for_update()[:500])
        for held in found:
            held.phone_index = index_of(held.phone)
            held.save(update_fields=["phone_index"])
    return len(found)


def old_posts(after_days: int) -> QuerySet[VoluntaryPost]:
    """Posts that ended so many days ago and still have a name."""
    return VoluntaryPost.objects.filter(until_on__lt=localdate() - timedelta(days=after_days)).exclude(name="")


def forget_old_posts(*, after_days: int) -> int:
    """Empty the names of posts that ended so many days ago; return how many."""
    with transaction.atomic():
        rows = list(old_posts(after_days).select_for_update()[:500])
        for held in rows:
            empty(held)
            held.save()
        Feedback.objects.filter(post__in=rows).delete()
    return len(rows)


def _locked(post: VoluntaryPost, by: Reader) -> VoluntaryPost:
    held = VoluntaryPost.objects.select_for_update().get(id=post.id)
    if not may_manage(by, held.grid):
        raise NotYourGrid
    if held.withdrawn_at or _ends_before(held, localdate()):
        raise PostOver
    return held


def _ends_before(held: VoluntaryPost, day: date) -> bool:
    return held.until_on is not None and held.until_on < day


def _note(action: str, post: VoluntaryPost, by: Reader) -> None:
    note_deed(action, by=by, subject_kind=SUBJECT, subject_id=post.id, area=post.grid)
