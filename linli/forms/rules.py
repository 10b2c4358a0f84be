"""Who may do what with forms. A form is filled in by whoever is offered it: the app that asks says who that is."""

from datetime import timedelta

from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

FARTHEST = timedelta(days=731)
MOST_SHEETS = 20  # open ones of one owner; older ones must be sent or dropped first


def may_keep_answers(reader: Reader) -> bool:
    """A resident keeps what they say of themselves. Staff fill in for others, whose numbers are never kept in their account."""
    return reader.actor_id is not None and not reader.is_staff


def may_manage_forms(reader: Reader) -> bool:
    """A form is asked in the whole county, so its administrators draw it."""
    return may_manage_settings(reader)
