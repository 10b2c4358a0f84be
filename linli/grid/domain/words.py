from django.db import transaction
from django.utils.timezone import now

from linli.areas.queries.map import area_map
from linli.common.domain.audit import note_deed
from linli.grid.errors import NoSuchGrid, NotYourGrid, WordsMissing
from linli.grid.models import GridWords
from linli.grid.rules import may_manage
from linli.people.reader import Reader

MOST = 600


def describe_grid(grid: str, *, covers: str, by: Reader, is_invented: bool = False) -> GridWords:
    """Say in words what a grid covers; the words before stay as history. Raises NoSuchGrid, NotYourGrid, WordsMissing."""
    facts = area_map().get(grid)
    if facts is None or len(grid) != 15 or not facts.is_active:
        raise NoSuchGrid
    if not may_manage(by, grid):
        raise NotYourGrid
    if not covers.strip():
        raise WordsMissing
    at = now()
    with transaction.atomic():
        list(GridWords.objects.select_for_update().filter(grid=grid, until__isnull=True))
        GridWords.objects.filter(grid=grid, until__isnull=True).update(until=at)
        words = GridWords.objects.create(
            grid=grid, covers=covers.strip()[:MOST], since=at, by=by.label, is_invented=is_invented
        )
        note_deed("grid.described", by=by, subject_kind="grid", subject_id=grid, area=grid)
    return words
