"""Who sees which page of the field. What may be done to a case is asked in `linli.cases.rules`."""

from linli.people.enums import Role
from linli.people.models import Account
from linli.people.reader import Reader, reader_of
from linli.people.rules import may_manage_posts

# Whom the desk shows the way to the field: those who stand on site. Every post may use it.
ON_SITE = frozenset({Role.GRID_MEMBER, Role.GRID_HEAD, Role.MANAGER, Role.OFFICER})
MAY_SEE_PHONES = frozenset({Role.ADMINISTRATOR})


def may_stop_phone(reader: Reader, owner: Account) -> bool:
    """One's own phone, and as an administrator the phones of those whose posts one gives."""
    if reader.actor_id == owner.id:
        return True
    posts = reader_of(owner).posts
    if not posts:  # whoever has left: the phone is stopped by any administrator
        return bool(reader.with_role(*MAY_SEE_PHONES))
    return any(may_manage_posts(reader, post.area) for post in posts)
