"""Who may change what stands about a place. Everybody may read it."""

from linli.people.enums import Role
from linli.people.reader import Reader

MAY_MANAGE = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


def may_manage(reader: Reader, area: str) -> bool:
    """The centre manager of the village, or an administrator of it or of what lies around it."""
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(*MAY_MANAGE))
