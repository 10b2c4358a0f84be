"""Who may do what with grids: the one place for the grid."""

from linli.cases.models import Case
from linli.people.enums import Role
from linli.people.reader import Held, Reader

MAY_MANAGE = frozenset({Role.MANAGER, Role.DISPATCHER, Role.ADMINISTRATOR})
MAY_READ = MAY_MANAGE | {Role.GRID_MEMBER, Role.GRID_HEAD, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR}
MAY_CHECK = MAY_MANAGE | {Role.SUPERVISOR}
# Voluntary posts hold names of private persons: seen where they are worked with, not where they are watched from.
MAY_SEE_VOLUNTEERS = MAY_MANAGE | {Role.GRID_MEMBER, Role.GRID_HEAD}
# A party member's post is seen in the grid and its community only; the roster stays with the party's own office.
MAY_SEE_PARTY_MEMBERS = frozenset({Role.GRID_MEMBER, Role.GRID_HEAD, Role.MANAGER})


def posts_over(reader: Reader, code: str, roles: frozenset[Role]) -> tuple[Held, ...]:
    """The posts of a reader, of these roles, whose area holds a grid."""
    return tuple(post for post in reader.with_role(*roles) if code.startswith(post.area))


def may_read(reader: Reader, code: str) -> bool:
    return reader.is_system or bool(posts_over(reader, code, MAY_READ))


def may_manage(reader: Reader, code: str) -> bool:
    """Centre manager, dispatcher or administrator of the grid or of an area around it."""
    return reader.is_system or bool(posts_over(reader, code, MAY_MANAGE))


def may_see_volunteers(reader: Reader, code: str) -> bool:
    return bool(posts_over(reader, code, MAY_SEE_VOLUNTEERS))


def may_see_party_members(reader: Reader, code: str) -> bool:
    return bool(posts_over(reader, code, MAY_SEE_PARTY_MEMBERS))


def areas_of(reader: Reader, roles: frozenset[Role]) -> tuple[str, ...]:
    """The areas of the posts of these roles, none within another."""
    areas = {post.area for post in reader.with_role(*roles)}
    return tuple(sorted(a for a in areas if not any(a != other and a.startswith(other) for other in areas)))


def areas_read(reader: Reader) -> tuple[str, ...]:
    """The areas whose grids a reader sees."""
    return areas_of(reader, MAY_READ)


def may_work(reader: Reader, code: str) -> bool:
    """Whoever answers for the grid by some rule: members, heads, and those who manage it."""
    return reader.is_system or bool(posts_over(reader, code, MAY_SEE_VOLUNTEERS))


MAY_REDRAW = frozenset({Role.DISPATCHER, Role.ADMINISTRATOR})


def may_redraw(reader: Reader, code: str) -> bool:
    """Dispatchers and administrators of the town or above: a village does not draw its own lines."""
    return reader.is_system or any(len(post.area) <= 9 for post in posts_over(reader, code, MAY_REDRAW))


# Who is visited is known in the grid and its village, nowhere above.
MAY_VISIT = frozenset({Role.GRID_MEMBER, Role.GRID_HEAD, Role.MANAGER})


def may_visit(reader: Reader, code: str) -> bool:
    return reader.is_system or bool(posts_over(reader, code, MAY_VISIT))


# A small wish is looked over where people know each other: in the grid and its village, nowhere above.
MAY_LOOK_OVER = MAY_VISIT


def may_look_over(reader: Reader, code: str) -> bool:
    return reader.is_system or bool(posts_over(reader, code, MAY_LOOK_OVER))


# What a grid member refuses is taken on by whoever answers for the grid by rule; who watches from above does not handle.
MAY_TAKE_ON = frozenset({Role.GRID_MEMBER, Role.GRID_HEAD, Role.MANAGER, Role.DISPATCHER})


def may_refuse(reader: Reader, case: Case) -> bool:
    """A grid member, or a substitute, of the grid that the matter lies in; never for the unit that it is about."""
    return bool(case.grid) and not case.compartment and _stands_over(reader, case, frozenset({Role.GRID_MEMBER}))


def may_take_on(reader: Reader, case: Case) -> bool:
    return bool(case.grid) and not case.compartment and _stands_over(reader, case, MAY_TAKE_ON)


def _stands_over(reader: Reader, case: Case, roles: frozenset[Role]) -> bool:
    return any(post.unit_id != case.about_unit_id for post in posts_over(reader, case.grid, roles))


MAY_CALL = frozenset({Role.DISPATCHER, Role.ADMINISTRATOR})
MAY_WATCH_CALLS = MAY_CALL | {Role.SUPERVISOR, Role.LEADER, Role.AUDITOR}
MAY_ANSWER_CALLS = frozenset({Role.OFFICER, Role.DISPATCHER, Role.MANAGER})


def may_call(reader: Reader, town: str) -> bool:
    """A dispatcher or administrator of the subdistrict calls, and rates what came of it."""
    return any(len(post.area) <= 9 for post in posts_over(reader, town, MAY_CALL))


def may_answer(reader: Reader, unit: object) -> bool:
    return any(post.unit_id == unit for post in reader.with_role(*MAY_ANSWER_CALLS))
