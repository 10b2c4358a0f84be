"""The duty calendar: what each centre has to renew, by when; whoever is late is told once, and later the town too."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, now

from linli.centres.enums import Duty
from linli.centres.models import DisclosureDuty
from linli.centres.settings import renewed_within, town_told_after
from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role, UnitKind
from linli.people.queries.unit import office_of
from linli.people.reader import Reader
from linli.places.enums import PlaceKind
from linli.places.models import Place
from linli.places.queries.directory import open_places

TOWN_DIGITS = 9


def note_renewed(place: Place, kind: Duty, *, by: Reader, on: date | None = None) -> None:
    """Write that something was renewed, in the transaction of what renewed it: a lapse is over."""
    DisclosureDuty.objects.update_or_create(
        place=place, kind=kind,
        defaults={"area": place.area, "town": place.area[:TOWN_DIGITS], "renewed_on": on or localdate(),
                  "renewed_by": by.label, "lapsed_on": None, "manager_told_at": None, "town_told_at": None},
    )  # fmt: skip


def note_withdrawn(place: Place, kind: Duty, *, by: Reader) -> None:
    """Write that nothing is published any more: it has lapsed from today, unless it had before."""
    duty, _ = DisclosureDuty.objects.get_or_create(
        place=place, kind=kind, defaults={"area": place.area, "town": place.area[:TOWN_DIGITS]}
    )
    DisclosureDuty.objects.filter(pk=duty.pk).update(
        renewed_on=None, renewed_by=by.label, lapsed_on=duty.lapsed_on or localdate()
    )


def renewing[**Given, Made](
    change: Callable[Given, Made], place: Place, kind: Duty, by: Reader
) -> Callable[Given, Made]:
    """Return a verb of a lower floor that renews a disclosure with what it does, in one transaction."""

    def renew(*given: Given.args, **named: Given.kwargs) -> Made:
        with transaction.atomic():
            made = change(*given, **named)
            note_renewed(place, kind, by=by)
        return made

    return renew


def keep_duties(*, at: datetime | None = None) -> int:
    """Open the rows of new centres, close those of closed ones, and note what has lapsed; return how many lapsed now."""
    at = at or now()
    centres = {place.id: place.area for place in open_places(kind=PlaceKind.CENTRE)}
    rows = set(DisclosureDuty.objects.values_list("place_id", "kind"))
    DisclosureDuty.objects.bulk_create(
        (DisclosureDuty(place_id=number, kind=kind, area=area, town=area[:TOWN_DIGITS])
         for number, area in centres.items() for kind in Duty if (number, str(kind)) not in rows),
        batch_size=2000, ignore_conflicts=True,
    )  # fmt: skip
    gone = {number for number, _kind in rows} - set(centres)
    if gone:
        DisclosureDuty.objects.filter(place__in=gone).delete()
    return sum(_lapse(kind, localdate(at)) for kind in Duty)


def _lapse(kind: Duty, today: date) -> int:
    due = today - timedelta(days=renewed_within(kind))
    late = DisclosureDuty.objects.filter(kind=kind, lapsed_on__isnull=True)
    # Longer periods set meanwhile end a lapse too.
    DisclosureDuty.objects.filter(kind=kind, lapsed_on__isnull=False, renewed_on__gte=due).update(
        lapsed_on=None, manager_told_at=None, town_told_at=None
    )
    return late.filter(Q(renewed_on__isnull=True) | Q(renewed_on__lt=due)).update(lapsed_on=today)


def tell_of_lapses(*, at: datetime | None = None, most: int = 10_000) -> int:
    """Tell each centre's manager of what lapsed, and the town after some days more; once for each lapse. Return how many.

    One notice a centre, and one a town, however much is late. Harmless when run twice.
    """
    at = at or now()
    lapsed = DisclosureDuty.objects.filter(lapsed_on__isnull=False).select_related("place")
    new = list(lapsed.filter(manager_told_at__isnull=True).order_by("area", "kind")[:most])
    for place, rows in _by(new, lambda row: str(row.place_id)):
        with transaction.atomic():
            DisclosureDuty.objects.filter(pk__in=[row.pk for row in rows]).update(manager_told_at=at)
            tell("centres.stale", to=[holders(roles=[Role.MANAGER], area=rows[0].area)], subject_kind="duties",
                 subject_id=place, parameters={"place": rows[0].place.name, "count": len(rows)})  # fmt: skip
    long_ago = localdate(at) - timedelta(days=town_told_after())
    old = list(lapsed.filter(town_told_at__isnull=True, lapsed_on__lte=long_ago).order_by("town")[:most])
    for town, rows in _by(old, lambda row: row.town):
        office = office_of(town, UnitKind.TOWN_OFFICE)
        with transaction.atomic():
            DisclosureDuty.objects.filter(pk__in=[row.pk for row in rows]).update(town_told_at=at)
            if office is not None:
                tell("centres.stale_in_town", to=[holders(unit=office.id)], subject_kind="duties", subject_id=town,
                     parameters={"count": len(rows), "centres": len({row.place_id for row in rows})})  # fmt: skip
    return len(new) + len(old)


def _by(
    rows: Iterable[DisclosureDuty], key: Callable[[DisclosureDuty], str]
) -> Iterable[tuple[str, list[DisclosureDuty]]]:
    found: dict[str, list[DisclosureDuty]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found.items()
