from linli.bookings.models.booking import Booking, BookingSeries, CalendarAddress, WaitingEntry
from linli.bookings.models.resource import OpeningRule, Resource, ResourceException

__all__ = [
    "Booking", "BookingSeries", "CalendarAddress", "OpeningRule", "Resource", "ResourceException", "WaitingEntry",
]  # fmt: skip
