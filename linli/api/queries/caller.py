"""Whose token is it, and what may it do today: one statement."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate, now

from linli.api.domain.token import left_to, token_hash
from linli.api.models import ApiToken
from linli.common.queries.compiled import Statement
from linli.people.enums import Role
from linli.people.models import Account, Post, Unit
from linli.people.reader import Held, Reader


@dataclass(frozen=True)
class Caller:
    """A token in force with the reader it makes."""

    token_id: UUID
    reader: Reader
    may_create: bool
    may_act: bool


STATEMENT = Statement.of_names(f"""
SELECT token.id, token.role, token.area, token.may_create, token.may_act, account.id, account.display_name,
    post.role, post.area, post.unit_id, unit.name, post.id
FROM {ApiToken._meta.db_table} token
JOIN {Account._meta.db_table} account ON account.id = token.account_id AND account.is_active AND account.is_staff
LEFT JOIN {Post._meta.db_table} post
    ON post.from_on <= %(today)s AND (post.until_on IS NULL OR post.until_on >= %(today)s)
    AND (post.account_id = account.id
        OR post.substitute_id = account.id AND post.substitute_from_on <= %(today)s
            AND (post.substitute_until_on IS NULL OR post.substitute_until_on >= %(today)s))
LEFT JOIN {Unit._meta.db_table} unit ON unit.id = post.unit_id
WHERE token.hash = %(hash)s AND token.revoked_at IS NULL AND token.expires_at > %(now)s
ORDER BY post.account_id <> account.id, post.from_on, post.id
""")  # noqa: S608  (names of our own tables)


def caller_of(secret: str) -> Caller | None:
    """Return who calls with a secret; None where no token in force has it. The reader may be left without a post."""
    rows = STATEMENT.rows({"today": localdate(), "now": now(), "hash": token_hash(secret)})
    if not rows:
        return None
    token, role, area, may_create, may_act, account, name = rows[0][:7]
    held = tuple(Held(Role(row[7]), row[8], row[9], row[10], row[11]) for row in rows if row[7])
    return Caller(token, Reader(actor_id=account, name=name, posts=left_to(held, role, area)), may_create, may_act)
