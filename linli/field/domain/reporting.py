from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.enums import Source
from linli.cases.errors import KindUnknown, PlaceNeeded
from linli.cases.models import Case, Kind
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.field.errors import NotOnSite, PlaceUnsure
from linli.field.queries.kinds import is_offered
from linli.field.rules import may_report
from linli.people.reader import Reader

METRES_KNOWN = 100_000  # an error of the phone larger than this says nothing
GOOD_ENOUGH = 100  # metres; beyond that a point may fall in the wrong grid


def open_from_field(
    said: Mapping[str, str], *, by: Reader, basket: UUID | None, key: str, written_at: datetime | None = None
) -> Case:
    """Open what a member of staff has found on site, with where it is and how sure the phone was of it.

    Raises NotOnSite, KindUnknown, WordsNeeded, WordsTooLong, PlaceNeeded, PlaceUnsure, PlaceOutside.
    """
    if not may_report(by):
        raise NotOnSite
    kind = kind_map().get(said.get("kind", ""))
    if kind is None or not is_offered(kind):
        raise KindUnknown
    _check_place(said, kind)
    is_complaint = kind.procedure_code == "complaint"
    facts = {"accuracy": str(metres)} if (metres := _metres(said.get("accuracy", ""))) else {}
    report = Report(
        kind=kind.code, words=said.get("words", ""), place=said.get("address", ""), area=said.get("area", ""),
        lon=_degrees(said.get("longitude", ""), 180), lat=_degrees(said.get("latitude", ""), 90), source=Source.GRID,
        reporter=Person(name=by.name), is_confidential=is_complaint, basket=basket, key=key,
        extra_facts=facts | ({"written_at": written_at.isoformat(timespec="seconds")} if written_at else {}),
    )  # fmt: skip
    return open_case(report, by=by).case


def _check_place(said: Mapping[str, str], kind: Kind) -> None:
    """Whoever stands there can say where: by list, by words, or by a point that is sure enough."""
    if (
        newest_procedure(kind.procedure_code)[1].first_desk != "place"
        or said.get("area")
        or said.get("address", "").strip()
    ):
        return
    if not said.get("longitude") or not said.get("latitude"):
        raise PlaceNeeded
    if (metres := _metres(said.get("accuracy", ""))) > GOOD_ENOUGH:
        raise PlaceUnsure(metres=metres)


def _degrees(text: str, most: int) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -most <= value <= most else None


def _metres(text: str) -> int:
    try:
        value = float(text)
    except ValueError:
        return 0
    return round(value) if 0 < value < METRES_KNOWN else 0
