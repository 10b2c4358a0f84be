"""A post of grid member that stands empty: its work is taken over by rule, on record, and whoever has it is told."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from linli.areas.queries.map import area_map, area_path
from linli.grid.models import TakeOver
from linli.grid.queries.stand_in import Answerer, answerers
from linli.notices.domain.tell import tell
from linli.notices.recipients import account
from linli.people.enums import Role
from linli.people.models import Post

MOST_AT_ONCE = 2000


def take_over_vacant(*, on: date | None = None) -> int:
    """Begin and end take-overs so that they are as the posts are on a day; return how many began. Harmless when repeated.

    Only grids that once had a member are vacant; one that never had any is for the checks of the grid office.
    """
    day = on or localdate()
    known = area_map()
    had = set(Post.objects.filter(role=Role.GRID_MEMBER, from_on__lte=day).values_list("area", flat=True))
    grids = sorted(code for code in had if len(code) == 15 and code in known and known[code].is_active)[:MOST_AT_ONCE]
    now_there = answerers(grids, on=day)
    with transaction.atomic():
        open_ones = {row.grid: row for row in TakeOver.objects.select_for_update().filter(until_on__isnull=True)}
        begun = []
        for grid, row in open_ones.items():
            found = now_there.get(grid)
            if found is None or found.has_member or (found.rule, found.account_id) != (row.rule, row.account_id):
                row.until_on = max(row.since_on, day)
                row.save(update_fields=["until_on"])
        for grid, found in now_there.items():
            running = open_ones.get(grid)
            if not found.has_member and (running is None or running.until_on is not None):
                begun.append(_begin(grid, found, day))
    return len(begun)


def _begin(grid: str, found: Answerer, day: date) -> TakeOver:
    row = TakeOver.objects.create(grid=grid, rule=found.rule, account_id=found.account_id, since_on=day)
    if found.account_id:
        tell("grid.taken_over", to=[account(found.account_id)], subject_kind="grid", subject_id=grid,
             parameters={"grid": " ".join(area_path(grid)), "since_on": day.isoformat()})  # fmt: skip
    return row
