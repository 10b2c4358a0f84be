from linli.areas.queries.map import count_by_level
from linli.bookings.models import Booking, HomeVisit, Resource
from linli.centres.models import Disclosure, DisclosureDuty, PlannedActivity
from linli.config.demo.places import invent_places
from linli.config.demo.units import invent_units
from linli.places.models import OpeningHours, Place, PlaceFact, PlacePhoto, Window
from tests.factories import VILLAGE, make_resident


def test_every_village_has_its_centre_and_only_what_was_published_carries_a_source(db):
    invent_units()
    make_resident()

    assert invent_places() == invent_places() == Place.objects.count()  # laid once

    assert Place.objects.filter(kind="centre").count() == count_by_level()["village"] == 522
    assert not OpeningHours.objects.filter(is_invented=False).exists()
    windows = Window.objects.filter(place__code=VILLAGE).order_by("number")
    assert [(one.number, bool(one.source), one.is_invented) for one in windows] == [
        *((number, True, False) for number in (1, 2, 3, 4)), *((number, False, True) for number in (5, 6, 7)),
    ]  # fmt: skip
    assert set(PlaceFact.objects.values_list("place__code", flat=True)) == {
        VILLAGE, "350181008207", "350181004003", "350181006005",
    }  # fmt: skip
    assert Place.objects.filter(code__startswith="350181004003-s").count() == 2
    assert Resource.objects.filter(kind="room").count() == 8
    assert (Resource.objects.count(), Booking.objects.count(), HomeVisit.objects.count()) == (12, 3, 1)
    assert (DisclosureDuty.objects.count(), Disclosure.objects.filter(is_current=True).count()) == (522 * 4, 522 * 3)
    assert 40 < DisclosureDuty.objects.filter(lapsed_on__isnull=False).count() < 140
    assert (PlannedActivity.objects.count(), PlacePhoto.objects.filter(is_invented=True).count()) == (4, 1)
