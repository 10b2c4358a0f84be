"""The versions of one item, former, in force and to come: read for its history and its settings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from linli.hall.content import Content, complete
from linli.hall.models import Item, ItemVersion
from linli.hall.queries.difference import Change, difference
from linli.hall.queries.item import VersionFacts, content_of, version_facts

INTERNAL = frozenset(
    {"accepting_unit", "deciding_unit", "functions", "case_kind", "form_code", "outside_fields", "fit", "source"}
)


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of an item's versions."""

    facts: VersionFacts
    content: Content
    number: int
    valid_from: date
    valid_until: date | None  # the day from which another holds
    note: str
    published_at: datetime
    published_by: str
    is_current: bool
    is_coming: bool
    is_recalled: bool
    former: Content | None  # what the version before it says

    @property
    def last_day(self) -> date | None:
        """The last day on which it held; None where it still does, or never did for a whole day."""
        held = self.valid_until is not None and self.valid_until > self.valid_from
        return self.valid_until - timedelta(days=1) if self.valid_until and held else None

    @property
    def changes(self) -> list[Change]:
        """What residents read of the difference from the version before it."""
        found = difference(self.former, self.content) if self.former else []
        return [change for change in found if change.key not in INTERNAL]


def newest_version(item: Item) -> ItemVersion | None:
    """The last version that was not taken back before its day, whether that day has come or not."""
    return ItemVersion.objects.filter(item=item, recall=None).order_by("-number").first()


def content_of_row(row: ItemVersion) -> Content:
    """What a stored version says as data. One statement."""
    return complete(content_of(version_facts(row, list(row.materials.order_by("position")))))


def version_lines(code: str, *, with_recalled: bool = False) -> list[VersionLine]:
    """All versions of an item, the newest first. Two statements."""
    rows = ItemVersion.objects.filter(item__code=code).select_related("recall").prefetch_related("materials")
    lines: list[VersionLine] = []
    former: Content | None = None
    kept = [row for row in rows.order_by("number") if with_recalled or not hasattr(row, "recall")]
    valid = [row for row in kept if not hasattr(row, "recall")]
    today = localdate()
    current = next((row.number for row in reversed(valid) if row.valid_from <= today), 0)
    for row in kept:
        facts = version_facts(row, sorted(row.materials.all(), key=lambda paper: paper.position))
        content, is_recalled = content_of(facts), hasattr(row, "recall")
        following = next((one.valid_from for one in valid if one.number > row.number), None)
        lines.append(
            VersionLine(
                facts, content, row.number, row.valid_from, None if is_recalled else following, row.note,
                row.published_at, row.published_by, row.number == current,
                not is_recalled and row.valid_from > today, is_recalled, former,
            )
        )  # fmt: skip
        former = former if is_recalled else content
    return lines[::-1]
