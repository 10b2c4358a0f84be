from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.grid.enums import WorkingTime
from linli.grid.errors import NotYourGrid
from linli.grid.models import PostTerms
from linli.grid.rules import may_manage
from linli.people.models import Post
from linli.people.reader import Reader


def set_working_time(post: Post, *, working_time: WorkingTime, by: Reader) -> PostTerms:
    """Say whether a grid post is full or part time. Raises NotYourGrid."""
    if not may_manage(by, post.area):
        raise NotYourGrid
    with transaction.atomic():
        terms, _ = PostTerms.objects.select_for_update().get_or_create(post=post)
        terms.working_time = working_time
        terms.save(update_fields=["working_time"])
        note_deed("grid.working_time_set", by=by, subject_kind="post", subject_id=post.id, area=post.area,
                  working_time=str(working_time))  # fmt: skip
    return terms


def accept_naming(post: Post, *, accepts: bool, by: Reader) -> PostTerms:
    """The holder says whether the public page may name them; nobody says it for them. Raises NotYourGrid."""
    if by.actor_id is None or post.account_id != by.actor_id:
        raise NotYourGrid
    with transaction.atomic():
        terms, _ = PostTerms.objects.select_for_update().get_or_create(post=post)
        if accepts and not terms.is_named:
            terms.named_since, terms.unnamed_since = now(), None
        elif not accepts and terms.is_named:
            terms.unnamed_since = now()
        terms.save(update_fields=["named_since", "unnamed_since"])
        note_deed("grid.naming_accepted" if accepts else "grid.naming_withdrawn", by=by, subject_kind="post",
                  subject_id=post.id, area=post.area)  # fmt: skip
    return terms
