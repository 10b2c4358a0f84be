"""The desk's pages of areas: the tree, one area, what the boundaries leave open, the codes as a file."""

import csv

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from linli.areas.codes import lineage
from linli.areas.queries.coverage import is_schematic, report_of_boundaries, shape_of
from linli.areas.queries.drawing import drawing_of
from linli.areas.queries.find import find_areas
from linli.areas.queries.map import area_map, area_path, children_of, county_code, within
from linli.areas.queries.outline import outlines_of
from linli.areas.queries.record import area_record
from linli.areas.rules import MAY_SEE_COVERAGE
from linli.people.doors import ReadRequest, staff_only

FOUND_AT_MOST = 50


@require_safe
@staff_only()
def tree(request: ReadRequest) -> HttpResponse:
    """The county's towns with their counts, a search by words or initials, the map."""
    code, words = county_code(), request.GET.get("q", "").strip()
    found = [
        {"facts": facts, "path": " ".join(area_path(facts.parent))} for facts in find_areas(words, limit=FOUND_AT_MOST)
    ]
    return render(
        request,
        "areas/tree.html",
        {
            "words": words,
            "found": found,
            "within": within(code),
            "children": [{"facts": facts, "within": within(facts.code)} for facts in children_of(code)],
            "drawing": drawing_of(code),
            "may_see_coverage": bool(request.reader.roles & MAY_SEE_COVERAGE),
        },
    )


@require_safe
@staff_only()
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: facts, what lies below it, its map."""
    facts = area_map().get(code)
    if facts is None:
        raise Http404
    return render(
        request,
        "areas/area.html",
        {
            "facts": facts,
            "record": area_record(code),
            "above": [area_map()[upper] for upper in lineage(code)[:-1] if len(upper) >= 6 and upper in area_map()],
            "successor": area_map().get(facts.replaced_by),
            "within": within(code),
            "children": [{"facts": child, "within": within(child.code)} for child in children_of(code)],
            "drawing": drawing_of(code),
            "is_drawn": shape_of(code) is not None,
            "is_schematic": is_schematic(code),
        },
    )


@require_safe
@staff_only()
def shape(_request: HttpRequest, code: str) -> JsonResponse:
    """The outlines of an area and of what lies below it, for the map behind sign-in; each says whether it is schematic."""
    outlines = outlines_of(code)
    if outlines is None:
        raise Http404
    response = JsonResponse(outlines, content_type="application/geo+json")
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
@staff_only(*MAY_SEE_COVERAGE)
def coverage(request: HttpRequest) -> HttpResponse:
    """What the boundaries leave open or claim twice."""
    findings = [
        {
            "finding": finding,
            "parent": " ".join(area_path(finding.parent)) if finding.parent else "",
            "areas": [" ".join(area_path(code)) for code in finding.areas],
        }
        for finding in report_of_boundaries()
    ]
    return render(request, "areas/coverage.html", {"findings": findings})


@require_safe
@staff_only()
def codes(_request: HttpRequest) -> HttpResponse:
    """Every code of the county as a CSV that a spreadsheet opens."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="areas-{county_code()}.csv"'
    writer = csv.writer(response)
    writer.writerow(["code", "level", "kind", "name", "full_name", "parent", "active", "replaced_by", "invented"])
    for facts in area_map().values():
        writer.writerow([
            facts.code, facts.level, facts.kind, facts.name, facts.full_name, facts.parent,
            int(facts.is_active), facts.replaced_by, int(facts.is_invented),
        ])  # fmt: skip
    return response
