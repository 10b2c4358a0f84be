from linli.hall.models.application import (
    Application,
    ApplicationDraft,
    Consent,
    CounterDraft,
    Errand,
    ErrandOriginal,
    MaterialCheck,
)
from linli.hall.models.day_figure import ApplicationDay, KeptDays, OrderDay
from linli.hall.models.item import Item, ItemDraft, PlaceItem
from linli.hall.models.menu import MenuEntry
from linli.hall.models.order import Order
from linli.hall.models.question import Question
from linli.hall.models.version import ItemVersion, Material, Recall

__all__ = [
    "Application", "ApplicationDay", "ApplicationDraft", "Consent", "CounterDraft", "Errand", "ErrandOriginal", "Item",
    "ItemDraft", "ItemVersion", "KeptDays", "Material", "MaterialCheck", "MenuEntry", "Order", "OrderDay", "PlaceItem", "Question", "Recall",
]  # fmt: skip
