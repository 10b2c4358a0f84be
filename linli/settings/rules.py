"""Who sees the settings. What may be changed is asked where the deed is: `linli.people.rules`, `linli.cases.rules`."""

from linli.people.enums import Role
from linli.people.reader import Reader

MAY_READ = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR, Role.DISPATCHER})


def read_areas(reader: Reader) -> tuple[str, ...]:
    """The areas whose posts somebody may see: those of the posts that let them in."""
    return tuple(dict.fromkeys(post.area for post in reader.with_role(*MAY_READ)))


def is_administrator(reader: Reader) -> bool:
    return Role.ADMINISTRATOR in reader.roles
