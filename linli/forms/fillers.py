"""Where a form of a purpose is filled in; the app that asks it registers its page."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

Address = Callable[[str], str]  # subject → address; "" where it is not asked any more
_fillers: dict[str, Address] = {}


def register_filler(purpose: str, address: Address) -> None:
    """Say where a form of this purpose is filled in, so that a saved one can be gone on with."""
    _fillers[purpose] = address


def address_of(purpose: str, subject: str, basket: UUID) -> str:
    """The address at which a saved form is gone on with; "" where nobody asks it any more."""
    page = _fillers[purpose](subject) if purpose in _fillers else ""
    return f"{page}?{urlencode({'sheet': str(basket)})}" if page else ""
