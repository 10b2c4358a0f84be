"""The menu of a centre: what residents read, and what its manager sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.common.domain.configuration import kept
from linli.common.models import AuditEntry
from linli.hall.domain.menu import SUBJECT, TOPIC
from linli.hall.models import MenuEntry
from linli.hall.queries.sheet import who_of
from linli.places.counter import PlacePage
from linli.places.queries.directory import PlaceFacts

SHOWN = 8


@dataclass(frozen=True)
class MenuChange:
    """One line of what was changed lately."""

    id: UUID
    at: datetime
    who: str
    title: str
    before: str
    after: str
    may_take_back: bool


def on_the_menu(place_id: UUID) -> QuerySet[MenuEntry]:
    """What can be ordered today, in the order in which it was put there. One statement."""
    today = localdate()
    held = Q(active_until__isnull=True) | Q(active_until__gte=today)
    found = MenuEntry.objects.filter(held, place=place_id, withdrawn_at__isnull=True, active_from__lte=today)
    return found.order_by("name", "code")


def withdrawn_lately(place_id: UUID) -> QuerySet[MenuEntry]:
    """What was withdrawn, newest first: residents read the reason."""
    found = MenuEntry.objects.filter(place=place_id, withdrawn_at__isnull=False)
    return found.order_by("-withdrawn_at")[:5]


def menu_page(place_code: str) -> PlacePage | None:
    """The link to the menu of a place, where it has one. No statement."""
    if place_code not in kept(TOPIC, _read_codes):
        return None
    about = _("A haircut at home, a repair, company on the way: choose, and somebody takes it.")
    return PlacePage(_("Order from the menu"), about, reverse("hall:menu", args=[place_code]))


def _read_codes() -> frozenset[str]:
    rows = MenuEntry.objects.filter(withdrawn_at__isnull=True).order_by().values_list("place__code", flat=True)
    return frozenset(rows.distinct())


def entry_of(place_id: UUID, code: str) -> MenuEntry | None:
    """A line that can be ordered today."""
    return on_the_menu(place_id).filter(code=code).first()


def whole_menu(place_id: UUID) -> Sequence[MenuEntry]:
    """Every line of a place, those in force first. One statement."""
    rows = MenuEntry.objects.filter(place=place_id).order_by("name", "code")
    return sorted(rows, key=lambda row: row.withdrawn_at is not None)


def menu_counts(places: Sequence[PlaceFacts]) -> dict[UUID, int]:
    """How many lines the menus of some places have that are not withdrawn. One statement."""
    found = MenuEntry.objects.filter(place__in=[place.id for place in places], withdrawn_at__isnull=True)
    return dict(found.order_by().values_list("place").annotate(Count("pk")))


def menu_changes(place: PlaceFacts, *, may: bool) -> list[MenuChange]:
    """The newest changes of a menu; the last of each line can be taken back. One statement."""
    rows = AuditEntry.objects.filter(subject_kind=SUBJECT, subject_id=place.code).order_by("-at", "-id")[:SHOWN]
    titles = {
        "menu.added": _("put on the menu"), "menu.changed": _("changed"), "menu.withdrawn": pgettext("menu", "withdrawn"),
        "menu.restored": _("put back"), "menu.taken_back": _("taken back"),
    }  # fmt: skip
    seen: set[str] = set()
    changes = []
    for row in rows:
        before, after, code = row.detail["before"], row.detail["after"], row.detail["entry"]
        title = _("%(name)s: %(what)s") % {"name": after["name"], "what": titles.get(row.action, row.action)}
        shown = _difference(before, after)
        changes.append(MenuChange(row.id, row.at, who_of(row.actor_label), title, *shown, may and code not in seen))
        seen.add(code)
    return changes


def _difference(before: dict[str, object] | None, after: dict[str, object]) -> tuple[str, str]:
    """The words that differ, on both sides."""
    if before is None:
        return "", ""
    told = [name for name in after if before.get(name) != after[name] and not isinstance(after[name], bool)]
    return (
        " · ".join(str(before[name]) for name in told if before.get(name)),
        " · ".join(str(after[name]) for name in told if after[name]),
    )
