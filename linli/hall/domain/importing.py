"""Take a catalogue from a file: what an item is, is changed; what it says becomes a draft, and nothing is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.common.errors import Refusal
from linli.hall.content import CODE, complete, is_shaped
from linli.hall.domain.draft import take_in_draft
from linli.hall.domain.item import FACTS, change_item, checked, enter, make_item, state_of
from linli.hall.errors import CatalogueFileFaulty
from linli.hall.models import Item
from linli.people.reader import Reader


@dataclass(frozen=True)
class Taken:
    """How many items a file brought, changed, and gave something to publish."""

    made: int = 0
    changed: int = 0
    drafted: int = 0


def take_in_catalogue(rows: Iterable[Mapping[str, Any]], *, by: Reader) -> Taken:
    """Take in the items of a file, all or none. Items that are not in it stay as they are.

    Raises NotCatalogueKeeper, CatalogueFileFaulty with the first item that cannot be used.
    """
    made = altered = drafted = 0
    with transaction.atomic():
        enter(by)
        known = {item.code: item for item in Item.objects.all()}
        seen: set[str] = set()
        for row in rows:
            code, content = row.get("code"), complete(row)
            if not isinstance(code, str) or not CODE.fullmatch(code) or code in seen or not is_shaped(content):
                raise CatalogueFileFaulty(reason=_("the item %(code)s cannot be read") % {"code": str(code)[:60]})
            seen.add(code)
            facts = _facts(code, row, known.get(code))
            if code not in known:
                make_item(code, facts, by=by)
                made += 1
            elif state_of(known[code]) != facts:
                change_item(code, facts, by=by)
                altered += 1
            drafted += take_in_draft(code, content, by=by) is not None
    return Taken(made, altered, drafted)


def _facts(code: str, row: Mapping[str, Any], item: Item | None) -> dict[str, Any]:
    """What an item is: as the file says, else as it is here."""
    here = state_of(item) if item else {}
    try:
        return checked({**here, **{name: row[name] for name in FACTS if name in row}})
    except Refusal as refusal:
        raise CatalogueFileFaulty(reason=f"{code}: {refusal}") from refusal
