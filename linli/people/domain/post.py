"""Give posts, end them, name who stands in. Only an administrator of the area may, and each deed is audited."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from linli.areas.queries.map import area_map
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.people.enums import Role
from linli.people.errors import (
    NotAdministrator,
    PostAreaUnknown,
    PostDatesWrong,
    PostEnded,
    PostHeldAlready,
    PostNeedsStaff,
    PostUnitClosed,
    SubstituteIsHolder,
)
from linli.people.models import Account, Post, Unit
from linli.people.reader import Reader
from linli.people.rules import may_give_post, may_manage_posts

TOPIC, SUBJECT = "posts", "post"


def give_post(
    account: Account,
    *,
    unit: Unit,
    role: Role | str,
    area: str,
    from_on: date,
    by: Reader,
    until_on: date | None = None,
) -> Post:
    """Give somebody a role at a unit for an area, from a day on, until a last day or without end.

    Raises NotAdministrator, PostNeedsStaff, PostUnitClosed, PostAreaUnknown, PostDatesWrong, PostHeldAlready.
    """
    with transaction.atomic():
        holder = Account.objects.select_for_update().get(id=account.id)
        if not may_give_post(by, role=role, area=area, unit_area=unit.area):
            raise NotAdministrator
        _check_given(holder, unit, area, from_on, until_on)
        if _overlapping(holder, unit, Role(role), area, from_on, until_on):
            raise PostHeldAlready
        post = Post(account=holder, unit=unit, role=Role(role), area=area, from_on=from_on, until_on=until_on)
        try:
            with transaction.atomic():
                post.save(force_insert=True)
        except IntegrityError as error:
            raise PostHeldAlready from error
        note_post("post.given", post, None, by)
    return post


def _check_given(holder: Account, unit: Unit, area: str, from_on: date, until_on: date | None) -> None:
    if not (holder.is_staff and holder.is_active):
        raise PostNeedsStaff
    if unit.closed_on and unit.closed_on <= max(from_on, localdate()):
        raise PostUnitClosed(unit=unit.name)
    if area not in area_map():
        raise PostAreaUnknown(area=area)
    if until_on and until_on < from_on:
        raise PostDatesWrong


def _overlapping(holder: Account, unit: Unit, role: Role, area: str, from_on: date, until_on: date | None) -> bool:
    same = Post.objects.filter(account=holder, unit=unit, role=role, area=area).exclude(until_on__lt=from_on)
    return (same.filter(from_on__lte=until_on) if until_on else same).exists()


def end_post(post: Post, *, on: date, by: Reader) -> Post:
    """End a post with a last day. Raises NotAdministrator, PostEnded, PostDatesWrong."""
    with transaction.atomic():
        held = Post.objects.select_for_update(of=("self",)).select_related("unit").get(id=post.id)
        if not may_manage_posts(by, held.area):
            raise NotAdministrator
        if held.until_on and held.until_on <= on:
            raise PostEnded
        if on < held.from_on:
            raise PostDatesWrong
        before = terms_of(held)
        held.until_on = on
        held.save(update_fields=["until_on"])
        note_post("post.ended", held, before, by)
    return held


def name_substitute(
    post: Post, *, substitute: Account | None, by: Reader, from_on: date | None = None, until_on: date | None = None
) -> Post:
    """Say who stands in for the holder of a post from a day (today) to a day; None: nobody any more.

    Raises NotAdministrator, PostEnded, PostNeedsStaff, SubstituteIsHolder, PostDatesWrong.
    """
    with transaction.atomic():
        held = Post.objects.select_for_update(of=("self",)).select_related("unit").get(id=post.id)
        first = from_on or localdate()
        _check_right(held, substitute, by)
        if held.until_on and held.until_on < localdate():
            raise PostEnded
        if substitute:
            _check_substitute(held, substitute, first, until_on)
        before = terms_of(held)
        held.substitute = substitute
        held.substitute_from_on = first if substitute else None
        held.substitute_until_on = until_on if substitute else None
        held.save(update_fields=["substitute", "substitute_from_on", "substitute_until_on"])
        note_post("post.substituted" if substitute else "post.substitute_ended", held, before, by)
    return held


def _check_right(held: Post, substitute: Account | None, by: Reader) -> None:
    may = (
        may_give_post(by, role=held.role, area=held.area, unit_area=held.unit.area)
        if substitute
        else may_manage_posts(by, held.area)
    )
    if not may:
        raise NotAdministrator


def _check_substitute(held: Post, substitute: Account, from_on: date, until_on: date | None) -> None:
    if not (substitute.is_staff and substitute.is_active):
        raise PostNeedsStaff
    if substitute.id == held.account_id:
        raise SubstituteIsHolder
    ends_wrong = until_on is not None and until_on < from_on
    if ends_wrong or (held.until_on and from_on > held.until_on):
        raise PostDatesWrong


def terms_of(post: Post) -> dict[str, str]:
    """What of a post can be changed, as the audit trail keeps it."""
    names = ("until_on", "substitute_id", "substitute_from_on", "substitute_until_on")
    return {name: str(getattr(post, name) or "") for name in names}


def note_post(action: str, post: Post, before: dict[str, str] | None, by: Reader, **more: str) -> None:
    """Say that posts have changed, and write who did what to this one: as it was, as it is."""
    changed(TOPIC)
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=post.id, area=post.area, role=str(post.role),
        unit=post.unit.code, account=str(post.account_id), from_on=str(post.from_on), until_on=str(post.until_on or ""),
        substitute=str(post.substitute_id or ""), before=before, after=terms_of(post), **more,
    )  # fmt: skip
