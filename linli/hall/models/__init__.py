from linli.hall.models.item import Item, ItemDraft, PlaceItem
from linli.hall.models.question import Question
from linli.hall.models.version import ItemVersion, Material, Recall

__all__ = ["Item", "ItemDraft", "ItemVersion", "Material", "PlaceItem", "Question", "Recall"]
