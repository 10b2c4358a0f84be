from linli.config.demo.items import invent_items
from linli.config.demo.places import invent_places
from linli.config.demo.units import invent_units
from linli.hall.domain.ground import lay_items
from linli.hall.models import ItemVersion, PlaceItem
from linli.hall.queries.item import item_of, offered_items
from linli.hall.queries.offering import offer_at
from linli.places.queries.directory import place_map
from tests.factories import VILLAGE, make_resident


def test_what_the_demonstration_says_of_items_is_invented_and_laid_once(db):
    invent_units()
    make_resident()
    invent_places()

    assert invent_items() == invent_items() == ItemVersion.objects.filter(is_invented=True).count()
    lay_items()  # the ground leaves what the demonstration says

    elder, here = item_of("elder-card"), place_map()[VILLAGE]
    assert (elder.current.is_invented, elder.coming.number) == (True, 3)
    assert all("演示" in version.source for version in elder.versions)
    assert offer_at(elder, here).windows == (3,)
    assert offer_at(item_of("tree-felling"), here) is None
    assert item_of("dangerous-house").is_withdrawn
    assert not PlaceItem.objects.filter(is_invented=False).exists()
    assert all("演示" in item.current.source for item in offered_items() if item.current.is_invented)
