"""What looks like the same matter, for whoever has just reported or is about to: kind, number, moment, nothing of persons."""

from typing import Any

from linli.areas.queries.place import locate
from linli.cases.enums import TextPart
from linli.cases.models import Case, CaseText
from linli.cases.queries.alike import Alike, alike_cases
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import may_read
from linli.people.reader import Reader


def alike_before(said: dict[str, str], *, key: str = "") -> list[Alike]:
    """What a report that has not been sent looks like; none once this very form has opened one."""
    lon, lat = _degrees(said.get("longitude", "")), _degrees(said.get("latitude", ""))
    area = said.get("area", "") or (locate(lon, lat).area if lon is not None and lat is not None else "")
    found = alike_cases(said.get("kind", ""), area or "", said.get("words", ""), lon=lon, lat=lat)
    return [] if key and any((one.case.idempotency or "").endswith(f":{key}") for one in found) else found


def looks_like(case: Case, reader: Reader) -> list[dict[str, Any]]:
    """What a matter that was just opened looks like, as the phone keeps it in its answer."""
    words = CaseText.objects.filter(case=case, seq=1, part=TextPart.WORDS).values_list("body", flat=True).first()
    found = alike_cases(case.kind_id, case.area, words or "", lon=case.lon, lat=case.lat, limit=4)
    return [in_words(one, reader) for one in found if one.case.pk != case.pk][:3]


def in_words(one: Alike, reader: Reader) -> dict[str, Any]:
    return {
        "number": number_text(one.case.number, one.case.opened_at), "title": one.case.title, "metres": one.metres,
        "at": one.case.opened_at.isoformat(), "readable": may_read(one.case.id, reader),
    }  # fmt: skip


def _degrees(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -180 <= value <= 180 else None
