"""The weekly bulletin: figures of seven days, frozen with their definitions, as DOCX and PDF."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate, now

from linli.common.domain.audit import note_deed
from linli.hotline.enums import Asked
from linli.hotline.models import Bulletin
from linli.hotline.papers import as_docx, as_pdf
from linli.hotline.queries.orders import orders_of
from linli.hotline.queries.period import Span
from linli.hotline.queries.rates import Line, rates
from linli.hotline.queries.supervision import CAUSES, count_causes
from linli.hotline.queries.topics import hot_topics
from linli.people.reader import Reader, system

MOST_LINES = 12


def week_before(on: date) -> Span:
    """Monday to Sunday of the week before the one of this day."""
    monday = on - timedelta(days=on.weekday() + 7)
    return Span("free", monday, monday + timedelta(days=6))


def make_bulletin(*, on: date | None = None, by: Reader | None = None, at: datetime | None = None) -> Bulletin:
    """Make the bulletin of the last whole week; the week that has one keeps it. Written in Chinese, the office's language."""
    span, actor = week_before(on or localdate()), by or system("bulletin")
    if known := Bulletin.objects.filter(first_on=span.first).first():
        return known
    moment = at or now()
    with translation.override("zh-hans"):
        figures = figures_of(span, at=moment)
        docx, pdf = as_docx(figures), as_pdf(figures)
    with transaction.atomic():
        bulletin, is_new = Bulletin.objects.get_or_create(
            first_on=span.first,
            defaults={"last_on": span.last, "made_at": moment, "figures": figures, "docx": docx, "pdf": pdf},
        )
        if is_new:
            note_deed(
                "hotline.bulletin_made",
                by=actor,
                subject_kind="bulletin",
                subject_id=bulletin.id,
                first=str(span.first),
            )
    return bulletin


def figures_of(span: Span, *, at: datetime) -> dict[str, Any]:
    """All that the bulletin says, as plain data: numbers of offices, nobody's words."""
    reader = system("bulletin")
    found = rates(reader, span, at=at)
    start, end = span.moments
    came = orders_of(reader).filter(came_at__gte=start, came_at__lt=end)
    return {
        "first": span.first.isoformat(), "last": span.last.isoformat(), "invented": came.filter(case__is_invented=True).exists(),
        "read_at": at.isoformat(),
        "whole": _shown(found.whole), "units": [_shown(line) for line in found.by_unit[:MOST_LINES]],
        "kinds": [[str(asked.label), came.filter(asked=asked).count()] for asked in Asked],
        "causes": {cause: count_causes(reader)[cause] for cause in CAUSES},
        "topics": [[one.place, "、".join(one.why[:3]), one.topic.count] for one in _topics(reader)],
    }  # fmt: skip


def _topics(reader: Reader) -> Iterable[Any]:
    return hot_topics(reader)[:5]


def _shown(line: Line) -> dict[str, Any]:
    shares = {"response": line.response, "resolution": line.resolution, "satisfaction": line.satisfaction}
    return {
        "name": line.name, "counts": line.counts,
        **{name: [rate.percent, rate.of, rate.whole] for name, rate in shares.items()},
    }  # fmt: skip
