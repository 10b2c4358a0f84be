"""Windows are let for appointments by the centre: by which measures, for what, and when beside the hours of the place."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from linli.bookings.domain.resource import MEASURES
from linli.bookings.enums import ResourceKind
from linli.bookings.errors import ItemNeeded, NotYourResource
from linli.bookings.models import OpeningRule, Resource
from linli.bookings.queries.slots import LETTING
from linli.bookings.rules import may_manage
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.people.reader import Reader
from linli.places.models import Window
from linli.places.opening import Spans
from linli.places.queries.hours import opening_of


def let_window(
    window: Window, *, by: Reader, items: Sequence[str] = (), week: Sequence[Spans] = (), **measures: Any
) -> Resource:
    """Let a window for appointments, or by other measures than before; what is booked stays as it is.

    `week`: nine lines of its own, or none: open as its place is. Spans that are for some items only stay. Raises
    NotYourResource.
    """
    with transaction.atomic():
        found = Resource.objects.select_for_update(of=("self",)).filter(window=window).select_related("place").first()
        resource = found or Resource(
            place=window.place, window=window, kind=ResourceKind.WINDOW, is_invented=window.is_invented
        )
        if not may_manage(by, resource):
            raise NotYourResource
        resource.name = f"{window.number}号窗口 · {window.name}"[:60]
        resource.items, resource.closed_at, resource.most_people = sorted(set(items)), None, 1
        for name, value in measures.items():
            if name in MEASURES:
                setattr(resource, name, value)
        resource.save()
        _write_week(resource, week)
        note_deed("resource.let", by=by, subject_kind="place", subject_id=window.place_id, area=resource.place.area,
                  name=resource.name, measures={name: value for name, value in measures.items() if name in MEASURES})  # fmt: skip
    return resource


def _write_week(resource: Resource, week: Sequence[Spans]) -> None:
    OpeningRule.objects.filter(resource=resource, items=[]).delete()
    kept = list(OpeningRule.objects.filter(resource=resource).values_list("day", "opens", "closes"))
    OpeningRule.objects.bulk_create(
        OpeningRule(resource=resource, day=day, opens=start, closes=end)
        for day, spans in enumerate(week) for opens, closes in spans
        for start, end in _without(opens, closes, [(a, b) for other, a, b in kept if other == day])
    )  # fmt: skip
    changed(LETTING)


def _without(opens: int, closes: int, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A span less those that are kept for some items."""
    found = [(opens, closes)]
    for start, end in kept:
        found = [
            piece for a, b in found for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]
        ]  # fmt: skip
    return found


def keep_span_for(resource: Resource, day: int, spans: Spans, items: Sequence[str], *, by: Reader) -> list[OpeningRule]:
    """Open some spans of a day for some items only: an evening for household registration. Raises NotYourResource, ItemNeeded.

    What was open for everything then is kept for these items. A window without a week of its own gets that of its
    place first, so that it does not close at its other hours.
    """
    with transaction.atomic():
        locked = Resource.objects.select_for_update(of=("self",)).select_related("place").get(pk=resource.pk)
        if not may_manage(by, locked):
            raise NotYourResource
        if not items:
            raise ItemNeeded
        if not OpeningRule.objects.filter(resource=locked).exists():
            _copy_week(locked)
        before = list(OpeningRule.objects.filter(resource=locked, day=day).select_for_update())
        OpeningRule.objects.filter(pk__in=[rule.pk for rule in before]).delete()
        made = [
            OpeningRule(resource=locked, day=day, opens=opens, closes=closes, items=sorted(set(items)))
            for opens, closes in spans
        ]  # fmt: skip
        rest = [
            OpeningRule(resource=locked, day=day, opens=start, closes=end, items=rule.items)
            for rule in before for start, end in _without(rule.opens, rule.closes, list(spans))
        ]  # fmt: skip
        OpeningRule.objects.bulk_create([*made, *rest])
        changed(LETTING)
        note_deed("resource.span", by=by, subject_kind="place", subject_id=locked.place_id, area=locked.place.area,
                  name=locked.name, day=day, items=sorted(set(items)))  # fmt: skip
    return made


def _copy_week(resource: Resource) -> None:
    opening = opening_of(resource.place_id)
    _write_week(resource, opening.week if opening else ())


def open_span_for_all(rule: OpeningRule, *, by: Reader) -> None:
    """Take a span that was for some items only out of the week. Raises NotYourResource."""
    with transaction.atomic():
        locked = Resource.objects.select_for_update(of=("self",)).select_related("place").get(pk=rule.resource_id)
        if not may_manage(by, locked):
            raise NotYourResource
        OpeningRule.objects.filter(pk=rule.pk, resource=locked).delete()
        changed(LETTING)
        note_deed("resource.span_ended", by=by, subject_kind="place", subject_id=locked.place_id, area=locked.place.area,
                  name=locked.name, day=rule.day)  # fmt: skip
