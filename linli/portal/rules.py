"""Who somebody is on the portal: a resident, whatever post they hold elsewhere."""

from django.http import HttpRequest

from linli.cases.enums import Source
from linli.people.enums import Role
from linli.people.middleware import owned_by_session
from linli.people.reader import Reader

# The portal is no door for orders of the hotline; a clerk who types for a caller may choose every kind.
NOT_FOR_RESIDENTS = frozenset({"hotline_order"})
SOURCES_TYPED = (Source.WINDOW, Source.HOTLINE, Source.PAPER, Source.GRID)
# What a post most often types: the first of these that the typist holds decides what is chosen beforehand.
USUAL_SOURCE = {Role.OPERATOR: Source.HOTLINE, Role.GRID_MEMBER: Source.GRID, Role.GRID_HEAD: Source.GRID}


def as_resident(request: HttpRequest) -> Reader:
    """Return the reader without posts: a clerk looks at a matter of their own like everybody else.

    Without posts and account the label of every deed is "resident".
    """
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return Reader(actor_id=reader.actor_id, name=reader.name, owns=owned_by_session(request))


def usual_source(reader: Reader) -> Source:
    """Return the door that a typist's post stands at."""
    return next((source for role, source in USUAL_SOURCE.items() if role in reader.roles), Source.WINDOW)
