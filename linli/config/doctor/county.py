"""The county: its ground, its matters, and how far its calendar reaches."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.utils.timezone import localdate

from linli.areas.enums import AreaLevel
from linli.areas.models import Area
from linli.cases.models import Case, Kind, Procedure
from linli.common.calendar import CalendarFileError
from linli.common.working_calendar import working_calendar
from linli.config.doctor.finding import Finding, fine, note, wrong
from linli.counties.current import counties, inside
from linli.people.queries.post import has_administrator

FUQING = "350181"
TOWNS, VILLAGES = 26, 522  # Fuqing's, by the list of 2023 that we ship
NEW_CALENDAR_FROM = (12, 1)  # the State Council names the next year's days in November
EXACT_BELOW = 100_000
COUNTED = (AreaLevel.TOWN, AreaLevel.VILLAGE, AreaLevel.GRID)


def findings() -> Iterator[Finding]:
    with inside(counties()[settings.LINLI_COUNTY]):
        yield _ground()
        yield _engine()
        yield administrators(has_administrator())
        yield _cases()
        yield _calendar()


def _ground() -> Finding:
    rows = Area.objects.values_list("level", "is_active", "is_local").annotate(Count("code")).order_by()
    towns, villages, grids = (
        sum(count for level, is_active, _, count in rows if level == wanted and is_active) for wanted in COUNTED
    )
    says = f"{towns} towns, {villages} villages, {grids} grids"
    # What the county itself has merged, renamed or added is no loss: of the list, everything must still be there.
    listed = {wanted: sum(count for level, active, local, count in rows if level == wanted and (active or local))
              for wanted in COUNTED}  # fmt: skip
    changes = Area.objects.filter(is_local=True).exclude(level=AreaLevel.GRID).count()
    if settings.LINLI_COUNTY == FUQING and (listed[AreaLevel.TOWN] < TOWNS or listed[AreaLevel.VILLAGE] < VILLAGES):
        return wrong("Areas", f"{says}; the list has {TOWNS} and {VILLAGES}", "linli county lay")
    if changes:
        says += f"; {changes} towns and villages merged, renamed or added by the county itself"
    if not towns:
        return note("Areas", says, "linli import areas FILE")
    return fine("Areas", says)


def _engine() -> Finding:
    kinds, procedures = Kind.objects.count(), Procedure.objects.values("code").distinct().count()
    says = f"{kinds} kinds of matter, {procedures} procedures"
    return fine("Ground of cases", says) if kinds and procedures else wrong("Ground of cases", says, "linli county lay")


def administrators(is_there: bool) -> Finding:
    """Say whether somebody can set the county up."""
    if is_there:
        return fine("Administrator", "there is one for the whole county")
    return wrong("Administrator", "nobody administers the county", "linli people add-administrator NAME")


def _cases() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [Case._meta.db_table])
        roughly = cursor.fetchone()[0]
    if roughly > EXACT_BELOW:
        return fine("Cases", f"about {roughly}")
    return fine("Cases", str(Case.objects.count()))


def _calendar() -> Finding:
    try:
        known = working_calendar().days.last_known_year
    except CalendarFileError as fault:
        return wrong("Calendar", str(fault), "correct the file, or leave out LINLI_HOLIDAYS and LINLI_OFFICE_HOURS")
    return calendar(known, localdate())


def calendar(last_known: int | None, today: date) -> Finding:
    """Say whether the holiday file covers this year, and from December on the next one too."""
    needed = today.year + ((today.month, today.day) >= NEW_CALENDAR_FROM)
    mend = (
        f"bring the State Council's list for {needed} as a CSV of date,kind,name (kind: holiday or makeup; form: "
        "linli/common/data) under Settings, Calendar, or set LINLI_HOLIDAYS to it"
    )
    if last_known is None or last_known < today.year:
        return wrong("Calendar", f"known until {last_known}; limits now count every Monday to Friday as worked", mend)
    if last_known < needed:
        return note("Calendar", f"known until {last_known}; limits that reach {needed} are not certain", mend)
    return fine("Calendar", f"holidays and make-up days known until the end of {last_known}")
