"""The demonstration's week: something of everything, said to be invented, laid once."""

from collections import Counter

from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, BookingSeries, HomeVisit, WaitingEntry
from linli.config.demo.bookings import KEY, invent_bookings
from linli.config.demo.items import invent_items
from linli.config.demo.orders import HELPER_PHONE
from linli.config.demo.places import invent_places
from linli.config.demo.units import invent_units
from linli.people.enums import Role
from linli.people.models import Account, Unit
from tests.factories import VILLAGE, make_resident, make_staff


def test_the_week_has_something_in_every_list_and_is_laid_once(db):
    invent_units()
    make_resident()
    make_resident(phone=HELPER_PHONE)
    manager = make_staff(Role.MANAGER, unit=Unit.objects.get(code=f"village-{VILLAGE}"), area=VILLAGE)
    Account.objects.filter(pk=manager.actor_id).update(username="manager")
    invent_places()
    invent_items()

    assert invent_bookings() > 20
    assert invent_bookings() == Booking.objects.filter(key__startswith=KEY).count() > 0  # laid once
    rows = Booking.objects.select_related("resource")
    kinds = Counter(row.resource.kind for row in rows)
    states = {row.state for row in rows}
    assert min(kinds[kind] for kind in ("window", "team", "room")) >= 3
    assert states >= {BookingState.BOOKED, BookingState.ASKED, BookingState.DONE, BookingState.CANCELLED}
    assert (BookingSeries.objects.count(), WaitingEntry.objects.filter(state="waiting").count()) == (1, 1)
    assert HomeVisit.objects.filter(ended_at__isnull=False, result="done").exists()
    assert not Booking.objects.filter(is_invented=False).exists()
    assert all("演示" in row.guest_name for row in rows if row.guest_name)
