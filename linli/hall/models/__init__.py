from linli.hall.models.application import (
    Application,
    ApplicationDraft,
    Consent,
    CounterDraft,
    Errand,
    ErrandOriginal,
    MaterialCheck,
    RatingFollowUp,
)
from linli.hall.models.item import Item, ItemDraft, PlaceItem
from linli.hall.models.menu import MenuEntry
from linli.hall.models.order import Order
from linli.hall.models.question import Question
from linli.hall.models.version import ItemVersion, Material, Recall

__all__ = [
    "Application", "ApplicationDraft", "Consent", "CounterDraft", "Errand", "ErrandOriginal", "Item",
    "ItemDraft", "ItemVersion", "Material", "MaterialCheck", "MenuEntry", "Order", "PlaceItem", "Question", "RatingFollowUp", "Recall",
]  # fmt: skip
