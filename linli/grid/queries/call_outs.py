"""Call-outs that a reader sees: of their areas, or to their units."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_name
from linli.common.setting import value_of
from linli.grid.models import CalledUnit, CallOut
from linli.grid.rules import MAY_ANSWER_CALLS, MAY_WATCH_CALLS, areas_of, may_answer, may_call
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

SHOWN = 60


def call_out_name() -> str:
    """What a county calls it: 吹哨报到 is Beijing's name."""
    return value_of("grid.call_out_name") or _("Call-outs")


@dataclass(frozen=True)
class PartLine:
    part: CalledUnit
    unit: str
    is_late: bool
    may_answer: bool
    may_rate: bool


@dataclass(frozen=True)
class CallLine:
    call: CallOut
    place: str
    caller: str
    parts: list[PartLine] = field(default_factory=list)

    @property
    def reported(self) -> int:
        return sum(line.part.reported_at is not None for line in self.parts)

    @property
    def is_late(self) -> bool:
        return any(line.is_late for line in self.parts)


def _seen(reader: Reader) -> QuerySet[CallOut]:
    units = {post.unit_id for post in reader.with_role(*MAY_ANSWER_CALLS)}
    mine = Q(id__in=CalledUnit.objects.filter(unit__in=units).values("call_out"))
    for area in areas_of(reader, MAY_WATCH_CALLS):
        mine |= Q(area__startswith=area)
    return CallOut.objects.filter(mine)


def call_lines(reader: Reader, *, is_closed: bool = False) -> list[CallLine]:
    """The newest call-outs, open or closed. Two statements."""
    rows = list(_seen(reader).filter(closed_at__isnull=not is_closed).order_by("-at", "-id")[:SHOWN])
    return _lines(rows, reader)


def call_line(call_id: UUID, reader: Reader) -> CallLine | None:
    rows = list(_seen(reader).select_related("case").filter(pk=call_id))
    return next(iter(_lines(rows, reader)), None)


def _lines(rows: list[CallOut], reader: Reader) -> list[CallLine]:
    moment = now()
    lines = {row.id: CallLine(row, area_name(row.area), unit_name(row.called_by_id)) for row in rows}
    for part in CalledUnit.objects.filter(call_out__in=rows).order_by("unit__code"):
        line = lines[part.call_out_id]
        is_open, call = line.call.closed_at is None, line.call
        line.parts.append(
            PartLine(
                part,
                unit_name(part.unit_id),
                part.reported_at is None and is_open and call.due_at < moment,
                is_open and part.reported_at is None and may_answer(reader, part.unit_id),
                is_open and part.reported_at is not None and part.grade is None and may_call(reader, call.area),
            )
        )
    return list(lines.values())
