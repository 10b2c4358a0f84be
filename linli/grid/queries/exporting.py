"""Grids and posts as files. Persons of voluntary posts are in none, nor are party members' posts at all."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from django.utils.timezone import localdate

from linli.areas.queries.coverage import is_schematic, shape_of
from linli.areas.queries.map import area_name
from linli.grid.domain.importing import GRID_COLUMNS, GRID_ROLES, POST_COLUMNS
from linli.grid.enums import COUNTED
from linli.grid.models import GridWords
from linli.grid.queries.listing import grids_within, running_on
from linli.people.queries.post import held_on

Sheet = tuple[str, Sequence[Any], list[Sequence[Any]]]
VOLUNTARY_COLUMNS = ("grid", "kind", "organisation", "offers", "from_on", "until_on")


def sheets(areas: Sequence[str]) -> Iterator[Sheet]:
    """The workbook as it can be brought in again, and the partners and mobile members without persons. Three statements."""
    grids = grids_within(areas)
    codes = {facts.code for facts in grids}
    covers = dict(GridWords.objects.filter(until__isnull=True).values_list("grid", "covers"))
    yield "grids", GRID_COLUMNS, [(facts.code, facts.name, covers.get(facts.code, "")) for facts in grids]
    yield "posts", POST_COLUMNS, _posts(areas)
    voluntary = running_on(localdate()).filter(kind__in=COUNTED).order_by("grid", "id")
    yield (
        "voluntary",
        VOLUNTARY_COLUMNS,
        [
            (post.grid, post.kind, post.organisation, post.offers, str(post.from_on), str(post.until_on or ""))
            for post in voluntary
            if post.grid in codes
        ],
    )


def _posts(areas: Sequence[str]) -> list[Sequence[str]]:
    """Who holds a post of the grid staff today, in the columns in which it is brought in again."""
    posts = held_on(localdate()).filter(role__in=GRID_ROLES).select_related("account", "unit").order_by("area", "id")
    return [
        (str(post.account.username), post.role, post.unit.code, post.area, str(post.from_on), str(post.until_on or ""))
        for post in posts
        if any(post.area.startswith(area) for area in areas)
    ]


def collection(areas: Sequence[str]) -> bytes:
    """The grids with their outlines in WGS-84 (each says whether it is schematic) and their posts. One statement.

    A post of a whole village stands at a feature of its own, which has no outline.
    """
    posts: dict[str, list[dict[str, str]]] = {}
    for row in _posts(areas):
        words = dict(zip(POST_COLUMNS, row, strict=True))
        posts.setdefault(words["grid"], []).append(words)
    features = [
        {
            "type": "Feature",
            "properties": {"code": facts.code, "name": facts.name, "schematic": is_schematic(facts.code),
                           "posts": posts.pop(facts.code, [])},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for facts in grids_within(areas)
        if (shape := shape_of(facts.code)) is not None
    ]  # fmt: skip
    features += [
        {"type": "Feature", "properties": {"code": code, "name": area_name(code), "posts": held}, "geometry": None}
        for code, held in posts.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
