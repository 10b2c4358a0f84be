"""Lists as files on the command line: the same columns and the same harmless cells as the desk's export."""

from collections.abc import Callable, Iterator
from uuid import UUID

from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import CaseRow, walk_cases
from linli.common.spreadsheets import csv_lines, xlsx_file
from linli.counties.current import current_county
from linli.desk.queries.columns import COLUMNS, plain
from linli.people.enums import Role
from linli.people.reader import Held, Reader

MOST_COUNTED = 100_000_000
CHUNK = 1 << 20
Each = Callable[[Iterator[CaseRow]], Iterator[CaseRow]]


def whole_county() -> Reader:
    """Linli itself, as one who may list the whole county: an administrator's sight without an account.

    What stands in a closed compartment stays out, as for everybody who lists.
    """
    nobody = UUID(int=0)
    post = Held(Role.ADMINISTRATOR, current_county().code, nobody, "Linli", nobody)
    return Reader(name="command line", posts=(post,), is_system=True)


def pieces(shape: str, reader: Reader, wanted: CaseFilter, each: Each) -> Iterator[bytes]:
    """The file piece by piece. No words of residents, no persons, no coordinates."""
    head = [str(column.title) for column in COLUMNS]
    rows = ([plain(column.value(row)) for column in COLUMNS] for row in each(walk_cases(reader, wanted)))
    if shape == "csv":
        yield from csv_lines(head, rows)
        return
    with xlsx_file("Linli", head, rows) as book:
        while piece := book.read(CHUNK):
            yield piece
