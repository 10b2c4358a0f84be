"""Where somebody lends a hand, for those who offer something to do; never as what (`people.volunteers`)."""

from linli.grid.enums import ORGANISATIONS
from linli.grid.queries.holder import posts_held
from linli.people.reader import Reader
from linli.people.volunteers import Lending


def lendings(reader: Reader) -> list[Lending]:
    """The grids of a reader's voluntary posts, with the name of an organisation that is a partner itself. One statement."""
    return [Lending(post.grid, post.organisation if post.kind in ORGANISATIONS else "") for post in posts_held(reader)]
