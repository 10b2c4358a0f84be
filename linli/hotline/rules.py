"""Who may do what at the hotline. What may be read is asked in `cases.queries.visible`."""

from linli.hotline.models import HotlineOrder
from linli.people.enums import Role
from linli.people.reader import Reader

MAY_TAKE = frozenset({Role.OPERATOR, Role.DISPATCHER})
MAY_READ_ANSWERS = MAY_TAKE | {Role.SUPERVISOR, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR}
MAY_READ_RATES = MAY_READ_ANSWERS | {Role.OFFICER, Role.MANAGER}
MAY_READ_TOPICS = MAY_TAKE | {Role.SUPERVISOR, Role.LEADER}
MAY_READ_BULLETINS = MAY_READ_TOPICS | {Role.AUDITOR, Role.ADMINISTRATOR}
MAY_DECIDE = frozenset({Role.OPERATOR, Role.DISPATCHER, Role.SUPERVISOR})
MAY_SET_UP = frozenset({Role.ADMINISTRATOR})


def may_take(reader: Reader) -> bool:
    return reader.is_system or bool(reader.roles & MAY_TAKE)


def leads(reader: Reader, order: HotlineOrder) -> bool:
    """Whether the reader sits at the unit that leads the order."""
    return order.case.lead_unit_id is not None and any(post.unit_id == order.case.lead_unit_id for post in reader.posts)
