"""One case as a program reads it: what the desk's page shows, without documents and persons. Four statements."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from linli.cases.models import CaseEvent, CaseLimit, CaseText, CaseUnit, ExtensionRequest
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.visible import visible_to
from linli.people.reader import Reader

CO_UNITS = CaseUnit.objects.filter(case=OuterRef("pk")).order_by("joined_at").values("unit_id")
ASKED = ExtensionRequest.objects.filter(case=OuterRef("pk"), decided_at__isnull=True)


def read_case(number: str, reader: Reader) -> CasePage | None:
    """Return the case of a printed number; None where there is none within the reader's reach."""
    known = number_of(number)
    if known is None:
        return None
    found = visible_to(reader).filter(number=known).annotate(co_ids=ArraySubquery(CO_UNITS), asked=Exists(ASKED))
    case = found.first()
    if case is None:
        return None
    return CasePage(
        case=case, reader=reader, spec=spec_of(case.procedure_id), kind=kind_map()[case.kind_id],
        events=tuple(CaseEvent.objects.filter(case=case).order_by("seq")),
        texts=tuple(CaseText.objects.filter(case=case).order_by("seq", "part")),
        limit_rows=tuple(CaseLimit.objects.filter(case=case).order_by("starts_at", "key")),
        documents=(), co_unit_ids=tuple(case.co_ids), is_extension_asked=case.asked,
    )  # fmt: skip
