"""Where a booking has its page; the app that keeps the pages registers itself, so that the engine knows none of them."""

from collections.abc import Callable

from linli.bookings.models import Booking
from linli.people.reader import Reader

Page = Callable[[Booking, Reader], str]
_pages: list[Page] = []


def register_booking_page(page: Page) -> None:
    """Say where a booking is read."""
    _pages[:] = [page]


def page_of(booking: Booking, reader: Reader) -> str:
    """The path of its page for a reader who may read it; empty where nobody keeps one."""
    return _pages[0](booking, reader) if _pages else ""
