"""The open work of a grid goes from one holder of a post to the next, with words, and the next one confirms."""

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.areas.queries.map import area_path
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import in_the_open
from linli.common.domain.audit import note_deed
from linli.grid.errors import AlreadyHandedOver, NotYourGrid, ReasonNeeded, SuccessorElsewhere
from linli.grid.models import HandOver
from linli.grid.rules import MAY_MANAGE, may_manage
from linli.notices.domain.tell import tell
from linli.notices.recipients import account
from linli.people.enums import Role
from linli.people.models import Account, Post
from linli.people.reader import Reader, reader_of

MAY_TAKE = MAY_MANAGE | {Role.GRID_MEMBER, Role.GRID_HEAD}
MOST_LISTED = 500


def hand_over(post: Post, *, grid: str, to: Account, note: str, by: Reader) -> HandOver:
    """Hand the open work of a grid to whoever comes next. Raises NotYourGrid, ReasonNeeded, SuccessorElsewhere, AlreadyHandedOver.

    The holder of the post does it, or whoever manages the grid.
    """
    if post.account_id != by.actor_id and not may_manage(by, grid):
        raise NotYourGrid
    if not note.strip():
        raise ReasonNeeded
    day = max(localdate(), post.until_on) if post.until_on else localdate()
    covers = any(grid.startswith(held.area) and held.role in MAY_TAKE for held in reader_of(to, on=day).posts)
    if to.id == post.account_id or not covers:
        raise SuccessorElsewhere
    with transaction.atomic():
        Post.objects.select_for_update(of=("self",)).get(id=post.id)
        if HandOver.objects.filter(post=post, grid=grid).exists():
            raise AlreadyHandedOver
        open_ones = in_the_open().filter(grid=grid).exclude(stage="done").order_by("number")
        numbers = [number_text(*row) for row in open_ones.values_list("number", "opened_at")[:MOST_LISTED]]
        handed = HandOver.objects.create(
            post=post,
            grid=grid,
            to=to,
            open_numbers=numbers,
            note=note.strip()[:1000],
            handed_at=now(),
            handed_by=by.label,
        )
        note_deed("grid.handed_over", by=by, subject_kind="post", subject_id=post.id, area=grid, open=len(numbers),
                  to=str(to.id))  # fmt: skip
        tell("grid.handed_over", to=[account(to)], subject_kind="grid", subject_id=grid,
             parameters={"grid": " ".join(area_path(grid)), "open": len(numbers)})  # fmt: skip
    return handed


def receive_hand_over(handed: HandOver, *, by: Reader) -> HandOver:
    """Whoever it went to confirms to have it. Raises NotYourGrid, AlreadyHandedOver."""
    if by.actor_id is None or handed.to_id != by.actor_id:
        raise NotYourGrid
    with transaction.atomic():
        locked = HandOver.objects.select_for_update().get(id=handed.id)
        if locked.received_at:
            raise AlreadyHandedOver
        locked.received_at = now()
        locked.save(update_fields=["received_at"])
        note_deed("grid.hand_over_received", by=by, subject_kind="post", subject_id=locked.post_id, area=locked.grid)
    return locked
