"""The bridge to other bodies' systems: a CSV of what waits for them goes out, a CSV of results comes back.

Columns (UTF-8, with or without BOM): number, item, body, outside_number, deadline, result (granted or denied; 准予, 不予批准),
decided_on (YYYY-MM-DD), reason. No personal data: persons are looked up in the other system by the outside number.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import visible_to
from linli.common.errors import Refusal
from linli.common.spreadsheets import csv_lines
from linli.hall.application_enums import Verdict
from linli.hall.domain.application_way import decide_application
from linli.hall.models import Application
from linli.people.reader import Reader

HEAD = ("number", "item", "body", "outside_number", "deadline", "result", "decided_on", "reason")
VERDICTS = {"granted": Verdict.GRANTED, "准予": Verdict.GRANTED, "denied": Verdict.DENIED, "不予批准": Verdict.DENIED}
MOST = 2000


@dataclass(frozen=True)
class Line:
    """What became of one line; `fault` is "" where its result was taken."""

    number: str
    fault: str = ""


def outside_file(reader: Reader) -> bytes:
    """What waits for other bodies, as far as a reader sees it."""
    rows = Application.objects.filter(case__in=visible_to(reader).filter(state="outside").values("id"))
    found = rows.select_related("case", "version__item").order_by("outside_due_on", "opened_at")[:MOST]
    return b"".join(csv_lines(HEAD, (_out(row) for row in found)))


def _out(row: Application) -> tuple[str, ...]:
    due = row.outside_due_on.isoformat() if row.outside_due_on else ""
    number = number_text(row.case.number, row.case.opened_at)
    return (number, row.version.item.name, row.outside_body, row.outside_number, due, "", "", "")


def read_outside(file: bytes, *, by: Reader) -> tuple[list[Line], str]:
    """Record the results of a file, line by line; those without a result are passed over. The second is what is wrong with all."""
    try:
        rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        return [], _("This is no CSV file in UTF-8.")
    if not rows or not {"number", "result"} <= set(rows[0]):
        return [], _("The first line must name the columns “number” and “result”.")
    if len(rows) > MOST:
        return [], _("At most %(most)s lines at once.") % {"most": MOST}
    return [_take(row, by) for row in rows if (row.get("result") or "").strip()], ""


def _take(row: dict[str, str | None], by: Reader) -> Line:
    said = {key: (value or "").strip() for key, value in row.items() if key}
    number, verdict = said["number"], VERDICTS.get(said["result"].lower())
    if verdict is None:
        return Line(number, _("“%(result)s” is no result: granted or denied.") % {"result": said["result"][:40]})
    try:
        on = date.fromisoformat(said.get("decided_on", ""))
    except ValueError:
        return Line(number, _("The day of the decision is written like 2026-11-26."))
    seen = visible_to(by).filter(number=number_of(number) or 0).values("id")
    application = Application.objects.filter(case__in=seen, case__state="outside").select_related("case").first()
    if application is None or number_text(application.case.number, application.case.opened_at) != number.upper():
        return Line(number, _("No application of yours waits for another body under this number."))
    try:
        decide_application(application, verdict=verdict, decided_on=on, number=said.get("outside_number", ""),
                           reason=said.get("reason", ""), by=by)  # fmt: skip
    except Refusal as refusal:
        return Line(number, str(refusal))
    return Line(number)
