"""What is stale in the centres somebody looks after: the list, its count, and the number beside the navigation."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now, TruncDate

from linli.areas.queries.map import area_name, area_path
from linli.centres.enums import Duty
from linli.centres.models import DisclosureDuty
from linli.centres.rules import MAY_SEE_STALE
from linli.centres.settings import renewed_within
from linli.people.labels import label_words
from linli.people.models import Post
from linli.people.reader import Reader

SIZE = 50


@dataclass(frozen=True)
class DutyLine:
    """One thing to be renewed. `since`: the first day on which it was late; where nothing is published, when that was noted."""

    duty: DisclosureDuty
    title: str
    path: str
    since: date | None

    @property
    def in_charge(self) -> str:
        return label_words(self.duty.renewed_by)


@dataclass(frozen=True)
class DutyPage:
    lines: list[DutyLine]
    count: int
    number: int
    pages: int


def lapsed_visible_to(reader: Reader) -> QuerySet[DisclosureDuty]:
    """Return what has lapsed in the areas of the reader's posts."""
    lapsed = DisclosureDuty.objects.filter(lapsed_on__isnull=False)
    if reader.is_system:
        return lapsed
    seen = Q(pk__in=())
    for post in reader.with_role(*MAY_SEE_STALE):
        column = "town" if len(post.area) == 9 else "area"
        seen |= Q(**{column: post.area}) if len(post.area) in (9, 12) else Q(area__startswith=post.area)
    return lapsed.filter(seen)


def duty_page(reader: Reader, *, town: str = "", area: str = "", kind: str = "", number: int = 1) -> DutyPage:
    """Return one page of what has lapsed, longest first in each community. Two statements."""
    found = lapsed_visible_to(reader)
    if town:
        found = found.filter(town=town)
    if area:
        found = found.filter(area=area)
    if kind:
        found = found.filter(kind=kind)
    count = found.count()
    pages = max(1, -(-count // SIZE))
    number = min(max(1, number), pages)
    rows = found.select_related("place").order_by("area", "kind")[(number - 1) * SIZE : number * SIZE]
    return DutyPage([_line(row) for row in rows], count, number, pages)


def _line(row: DisclosureDuty) -> DutyLine:
    kind = Duty(row.kind)
    since = row.renewed_on + timedelta(days=renewed_within(kind) + 1) if row.renewed_on else row.lapsed_on
    return DutyLine(row, str(kind.label), " ".join(area_path(row.area)), since)


def towns_with_lapses(reader: Reader) -> list[tuple[str, str]]:
    """Return the towns in which something has lapsed, for the filter. One statement."""
    codes = lapsed_visible_to(reader).order_by("town").values_list("town", flat=True).distinct()
    return [(code, area_name(code)) for code in codes]


def lapsed_of(account: UUID) -> QuerySet[DisclosureDuty]:
    """Return what an account has to see renewed, by the posts it holds today: the number beside the navigation."""
    today = TruncDate(Now())
    own = Q(account_id=account) & (Q(until_on__isnull=True) | Q(until_on__gte=today))
    stands_in = Q(substitute_id=account, substitute_from_on__lte=today) & (
        Q(substitute_until_on__isnull=True) | Q(substitute_until_on__gte=today)
    )
    held = Post.objects.filter(own | stands_in, role__in=sorted(MAY_SEE_STALE), from_on__lte=today)
    over = held.annotate(there=ExpressionWrapper(OuterRef("area"), output_field=CharField())).filter(
        there__startswith=F("area")
    )
    return DisclosureDuty.objects.filter(Exists(over), lapsed_on__isnull=False)
