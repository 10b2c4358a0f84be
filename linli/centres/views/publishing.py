"""What everybody may take away of a centre: history, feed, calendar of the plan, sheet for the wall, photos, open data."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from linli.centres.queries import open_disclosures
from linli.centres.queries.feed import feed_of, plan_calendar, rss_of
from linli.centres.queries.history import history_of
from linli.centres.queries.open_data import COLUMNS, flat, names, open_rows
from linli.centres.views.answer import place_or_404, show
from linli.centres.wall import SIZES, wall_sheet
from linli.common.spreadsheets import csv_lines
from linli.documents.models import Document
from linli.documents.store import read_file
from linli.people.doors import ReadRequest, open_to_all, staff_only
from linli.people.enums import Role
from linli.places.models import PlacePhoto
from linli.places.queries.directory import place_map

AN_HOUR, FIVE_MINUTES = "public, max-age=3600", "public, max-age=300"


@require_safe
@open_to_all
def show_history(request: ReadRequest, code: str) -> HttpResponse:
    """Every version of what a centre published: when corrected, when withdrawn, and why."""
    place = place_or_404(code)
    return show(request, "centres/history.html", {"place": place, "versions": history_of(place.id)})


@require_safe
@open_to_all
def show_feed(request: ReadRequest, code: str) -> HttpResponse:  # noqa: ARG001  (every view takes one)
    """What is new, as Atom."""
    return _file(feed_of(place_or_404(code)), "application/atom+xml; charset=utf-8", FIVE_MINUTES)


@require_safe
@open_to_all
def show_rss(request: ReadRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The same, as RSS."""
    return _file(rss_of(place_or_404(code)), "application/rss+xml; charset=utf-8", FIVE_MINUTES)


@require_safe
@open_to_all
def show_plan(request: ReadRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The activity plan, as iCalendar."""
    return _file(plan_calendar(place_or_404(code)), "text/calendar; charset=utf-8", FIVE_MINUTES)


@require_safe
@staff_only(Role.MANAGER, Role.ADMINISTRATOR, Role.CLERK)
def show_wall(request: ReadRequest, code: str) -> HttpResponse:
    """The four disclosures as a sheet for the wall, A3 or A4."""
    place = place_or_404(code)
    size = request.GET.get("size", "A3")
    if size not in SIZES:
        raise Http404
    response = HttpResponse(wall_sheet(place, size), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="wall-{place.code}-{size}.pdf"'
    return response


@require_safe
@open_to_all
def show_photo(request: ReadRequest, code: str, photo_id: UUID, size: str) -> HttpResponse:  # noqa: ARG001
    """A photo of a centre, small, middle or large; one that was taken back is gone."""
    photo = PlacePhoto.objects.filter(id=photo_id, place__code=code, taken_back_at__isnull=True).first()
    if photo is None or size not in ("small", "middle", "large"):
        raise Http404
    number = photo.document_id if size == "large" else photo.middle_id
    document = Document.objects.filter(id=number, erased_at__isnull=True).first()
    path = (document.thumbnail_path if size == "small" else document.path) if document else ""
    if document is None or not path:
        raise Http404
    try:
        data = read_file(path)
    except FileNotFoundError:
        raise Http404 from None
    return _file(
        data,
        "image/webp" if data[:4] == b"RIFF" else "image/jpeg" if data[:2] == b"\xff\xd8" else document.media_type,
        AN_HOUR,
    )


@require_safe
@open_to_all
def show_open_data(request: ReadRequest) -> HttpResponse:
    """What the open data holds, column by column, and by what licence."""
    return show(
        request, "centres/open_data.html", {"columns": COLUMNS, "said": open_disclosures.COLUMNS, "day": localdate()}
    )


@require_safe
@open_to_all
def give_csv(request: ReadRequest) -> HttpResponse:  # noqa: ARG001
    """All places, as CSV."""
    rows = open_rows()
    return _stream(csv_lines(names(), (flat(row) for row in rows)), "text/csv; charset=utf-8", "centres.csv")


@require_safe
@open_to_all
def give_json(request: ReadRequest) -> HttpResponse:  # noqa: ARG001
    """All places, as JSON."""
    return _stream(_json_lines(open_rows()), "application/json", "centres.json")


@require_safe
@open_to_all
def give_disclosures(request: ReadRequest, shape: str) -> HttpResponse:  # noqa: ARG001
    """The four disclosures of every centre, as CSV or JSON."""
    if shape not in ("csv", "json"):
        raise Http404
    rows = open_disclosures.disclosure_rows()
    if shape == "json":
        return _stream(_json_lines(rows), "application/json", "disclosures.json")
    lines = csv_lines(open_disclosures.names(), (flat(row) for row in rows))
    return _stream(lines, "text/csv; charset=utf-8", "disclosures.csv")


def _json_lines(rows: Iterator[dict[str, object]]) -> Iterator[bytes]:
    yield b"["
    for number, row in enumerate(rows):
        yield (b",\n" if number else b"\n") + json.dumps(row, ensure_ascii=False).encode()
    yield b"\n]\n"


@require_safe
@open_to_all
def give_one(request: ReadRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """One place, as JSON."""
    facts = place_map().get(code)
    if facts is None:
        raise Http404
    row = next(open_rows([facts])) | {"disclosures": list(open_disclosures.disclosure_rows([facts]))}
    return _file(json.dumps(row, ensure_ascii=False, indent=1), "application/json", FIVE_MINUTES)


def _file(data: str | bytes, kind: str, cache: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = cache
    return response


def _stream(lines: Iterator[bytes], kind: str, name: str) -> HttpResponse:
    answer: Any = StreamingHttpResponse(lines, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = FIVE_MINUTES
    response: HttpResponse = answer
    return response
