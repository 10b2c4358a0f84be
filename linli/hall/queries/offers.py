"""What a place offers, as its manager sees it: every item, what the rule says, what the place says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from linli.common.models import AuditEntry
from linli.hall.domain.offering import SUBJECT
from linli.hall.queries.item import ItemFacts, item_of, offered_items
from linli.hall.queries.offering import Word, by_rule, words_of_places
from linli.hall.queries.sheet import who_of
from linli.places.queries.directory import PlaceFacts

SHOWN = 8


@dataclass(frozen=True)
class OfferLine:
    """An item at a place: what holds, and whether the place has said so itself."""

    item: ItemFacts
    is_by_rule: bool
    word: Word | None

    @property
    def is_offered(self) -> bool:
        return self.word.is_offered if self.word else self.is_by_rule


@dataclass(frozen=True)
class OfferChange:
    id: UUID
    at: datetime
    who: str
    title: str
    before: str
    after: str
    may_take_back: bool


def offer_lines(place: PlaceFacts) -> list[OfferLine]:
    """Every offered item of the county at a place. No statement."""
    said = words_of_places()
    return [
        OfferLine(item, by_rule(version, place), said.get((place.code, item.code)))
        for item in offered_items()
        if (version := item.current)
    ]


def offer_changes(place_code: str, *, may: bool) -> list[OfferChange]:
    """The newest changes of what a place offers. One statement."""
    rows = AuditEntry.objects.filter(subject_kind=SUBJECT, subject_id=place_code).order_by("-at", "-id")[:SHOWN]
    seen: set[str] = set()
    changes = []
    for entry in rows:
        code, detail = entry.detail["item"], entry.detail
        item, is_newest = item_of(code), code not in seen
        seen.add(code)
        changes.append(
            OfferChange(
                entry.id, entry.at, who_of(entry.actor_label), item.title if item else code, _said(detail["before"]),
                _said(detail["after"]), may and is_newest,
            )
        )  # fmt: skip
    return changes


def _said(said: dict[str, object] | None) -> str:
    if said is None:
        return _("as its functions say")
    if not said["is_offered"]:
        return " · ".join(part for part in (_("not dealt with"), str(said["note"])) if part)
    windows = said["windows"]
    numbers = "、".join(str(one) for one in windows) if isinstance(windows, list) else ""
    where = _("window %(numbers)s") % {"numbers": numbers} if numbers else _("at any window")
    return " · ".join(part for part in (_("dealt with"), where, str(said["note"])) if part)
