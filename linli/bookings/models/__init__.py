from linli.bookings.models.booking import Booking, BookingSeries, CalendarAddress, WaitingEntry
from linli.bookings.models.resource import OpeningRule, Resource, ResourceException
from linli.bookings.models.restraint import Restraint
from linli.bookings.models.visit import HomeVisit, Visitor

__all__ = [
    "Booking", "BookingSeries", "CalendarAddress", "HomeVisit", "OpeningRule", "Resource", "ResourceException", "Restraint",
    "Visitor", "WaitingEntry",
]  # fmt: skip
