"""The archive: applications that are over, their time for rating too. Lists name no person."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.areas.queries.map import area_name
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.hall.queries.applications import Wanted, list_applications, rows_of
from linli.hall.queries.item import in_language
from linli.people.reader import Reader

VIEW, STEP = "archive", 500


def archive_head() -> tuple[str, ...]:
    """What stands above the columns of the file."""
    return (
        _("Number"), pgettext("application", "Item"), _("Place"), _("Town"), _("Came in on"), _("Over on"),
        pgettext("application", "State"), _("Decision"), _("Decided on"), _("Decided by"), _("Delivery"),
    )  # fmt: skip


def walk_archive(reader: Reader, wanted: Wanted, *, most: int) -> Iterator[tuple[str, ...]]:
    """The archive as far as a reader sees it, as lines of a file, newest first."""
    wanted, older, left = replace(wanted, view=VIEW), "", most
    while left > 0:
        page = list_applications(reader, wanted, older=older, size=min(STEP, left))
        rows = {row.id: row for row in rows_of([one.id for one in page.rows])}
        yield from (_line(rows[one.id]) for one in page.rows if one.id in rows)
        left, older = left - len(page.rows), page.older
        if not older:
            return


def _line(row: Any) -> tuple[str, ...]:
    case, item = row.case, row.version.item
    return (
        number_text(case.number, case.opened_at), in_language(item.name, item.name_en), row.place.name,
        area_name(row.town), f"{localtime(row.opened_at):%Y-%m-%d}",
        f"{localtime(case.closed_at):%Y-%m-%d}" if case.closed_at else "",
        str(spec_of(case.procedure_id).state(case.state).title), str(row.get_verdict_display()),
        row.decided_on.isoformat() if row.decided_on else "", row.decided_by, str(row.get_delivered_by_display()),
    )  # fmt: skip
