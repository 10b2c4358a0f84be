"""The check-list: how it stands with each paper, as the window marks it and as residents add to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.cases.domain.deed import lock
from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.documents.domain.draft import attach_drafts
from linli.hall.application_enums import Standing
from linli.hall.application_errors import NotYourApplication
from linli.hall.application_rules import may_receive
from linli.hall.domain.application import check_promise
from linli.hall.models import Application, MaterialCheck
from linli.people.reader import Reader
from linli.people.scan import scan

MOST_WANT = 200


@dataclass(frozen=True)
class Mark:
    """What is said of one paper. `want`: what is missing or wrong about it."""

    standing: Standing
    until: date | None = None
    want: str = ""


def mark_materials(
    application: Application, marks: Mapping[str, Mark], *, by: Reader, at: datetime | None = None
) -> list[MaterialCheck]:
    """Mark papers as received, missing, promised or not needed; return those that changed.

    Raises NotYourApplication, NotSecondary, PromiseDay. What the office fetches itself is not asked of anybody.
    """
    moment = at or now()
    with transaction.atomic():
        case = lock(application.case_id)
        if (not may_receive(by, application.village) and not _leads(by, case)) or case.stage == Stage.DONE:
            raise NotYourApplication
        rows = {row.code: row for row in application.materials.select_for_update().order_by("position")}
        changed = []
        for code, mark in marks.items():
            row = rows.get(code)
            if row is None or Standing.OBTAINED in (row.standing, mark.standing):
                continue
            if _put(row, mark, localdate(moment)):
                row.changed_at, row.changed_by = moment, by.label
                row.save()
                changed.append(row)
        renew_lapse(application, rows.values())
    return changed


def _leads(by: Reader, case: Case) -> bool:
    return any(post.unit_id == case.lead_unit_id for post in by.posts)


def _put(row: MaterialCheck, mark: Mark, today: date) -> bool:
    """Put a mark on a line; say whether anything changed."""
    until = mark.until if mark.standing == Standing.PROMISED else None
    want = scan(" ".join(mark.want.split())[:MOST_WANT]).masked if mark.standing == Standing.MISSING else ""
    if (row.standing, row.promised_until, row.want) == (mark.standing, until, want):
        return False
    if mark.standing == Standing.PROMISED:
        check_promise(row.name, until, is_secondary=row.is_secondary, today=today)
    row.standing, row.promised_until, row.want = mark.standing, until, want
    return True


def add_papers(
    application: Application, baskets: Mapping[str, UUID], *, by: Reader, at: datetime | None = None
) -> list[MaterialCheck]:
    """Put files that somebody has just uploaded to the papers they are for: received, until the window looks at them."""
    moment, changed = at or now(), []
    with transaction.atomic():
        case = lock(application.case_id)
        if case.stage == Stage.DONE:
            raise NotYourApplication
        rows = {row.code: row for row in application.materials.select_for_update().order_by("position")}
        for code, basket in baskets.items():
            row = rows.get(code)
            files = (
                attach_drafts(basket, holder_kind="case", holder_id=case.id, event_seq=case.seq, by=by) if row else []
            )
            if row and files:
                row.documents = [*row.documents, *(str(file.id) for file in files)]
                row.standing, row.promised_until, row.want = Standing.RECEIVED, None, ""
                row.changed_at, row.changed_by = moment, by.label
                row.save()
                changed.append(row)
        renew_lapse(application, rows.values())
    return changed


def renew_lapse(application: Application, rows: Iterable[MaterialCheck]) -> None:
    """Note the first day on which something promised is overdue."""
    days = [row.promised_until for row in rows if row.promised_until]
    first = min(days, default=None)
    if first != application.lapses_on:
        Application.objects.filter(pk=application.pk).update(lapses_on=first)
        application.lapses_on = first
