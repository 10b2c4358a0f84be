"""One case as a program reads it: what the desk's page shows, without documents and persons. One statement."""

from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage, page_of_number
from linli.people.reader import Reader


def read_case(number: str, reader: Reader) -> CasePage | None:
    """Return the case of a printed number; None where there is none within the reader's reach."""
    known = number_of(number)
    return page_of_number(known, reader, with_papers=False) if known is not None else None
