"""Who is reading: an account with the posts it holds today. Every read and every verb names one."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from linli.common.queries.compiled import Values, rows
from linli.people.enums import Role
from linli.people.models import Account, Post


@dataclass(frozen=True)
class Held:
    """A post as it is held today, by its holder or a substitute."""

    role: Role
    area: str
    unit_id: UUID
    unit_name: str
    post_id: UUID


@dataclass(frozen=True)
class Reader:
    """The one who reads or acts. `label` names unit and post, never a resident."""

    actor_id: UUID | None = None
    name: str = ""
    posts: tuple[Held, ...] = ()
    is_system: bool = False
    owns: frozenset[UUID] = frozenset()  # records proven to be one's own by number and secret, without an account
    account: Account | None = field(default=None, compare=False, repr=False)

    @property
    def is_staff(self) -> bool:
        return bool(self.posts)

    @property
    def is_anonymous(self) -> bool:
        return self.actor_id is None and not self.is_system

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    @property
    def label(self) -> str:
        if self.is_system:
            return self.name
        if self.posts:
            return f"{self.posts[0].unit_name} · {self.posts[0].role}"
        return "staff without a post" if self.account and self.account.is_staff else "resident"

    def with_role(self, *roles: Role) -> tuple[Held, ...]:
        return tuple(post for post in self.posts if post.role in roles)


ANONYMOUS = Reader()


def system(name: str) -> Reader:
    """Linli itself, by the name of the rule or job that acts."""
    return Reader(name=name, is_system=True)


def reader_of(account: Account, *, on: date | None = None) -> Reader:
    """Return the account with the posts it holds on a day (today), its own first. One statement."""
    if not (account.is_staff and account.is_active):
        return Reader(actor_id=account.id, name=account.display_name, account=account)
    found = rows(("posts held",), {"account": account.id, "today": on or localdate()}, _held)
    ordered = sorted(found, key=lambda row: row[5] != account.id)
    posts = tuple(
        Held(Role(role), area, unit_id, unit_name, post_id) for role, area, unit_id, unit_name, post_id, _ in ordered
    )
    return Reader(actor_id=account.id, name=account.display_name, posts=posts, account=account)


def _held(values: Values) -> QuerySet[Post, Any]:
    account, today = values["account"], values["today"]
    own = Q(account=account, from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))
    stands_in = (
        Q(substitute=account, substitute_from_on__lte=today, from_on__lte=today)
        & (Q(substitute_until_on__isnull=True) | Q(substitute_until_on__gte=today))
        & (Q(until_on__isnull=True) | Q(until_on__gte=today))
    )
    found = Post.objects.filter(own | stands_in).order_by("from_on", "id")
    return found.values_list("role", "area", "unit_id", "unit__name", "id", "account_id")
