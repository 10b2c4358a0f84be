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
from linli.common.working_calendar import working_calendar
from linli.config.doctor.finding import Finding, fine, note, wrong
from linli.counties.current import counties, inside

FUQING = "350181"
TOWNS, VILLAGES = 26, 522  # Fuqing's, by the list of 2023 that we ship
NEW_CALENDAR_FROM = (12, 1)  # the State Council names the next year's days in November
EXACT_BELOW = 100_000


def findings() -> Iterator[Finding]:
    with inside(counties()[settings.LINLI_COUNTY]):
        yield _ground()
        yield _engine()
        yield _cases()
    yield calendar(working_calendar().days.last_known_year, localdate())


def _ground() -> Finding:
    levels = dict(Area.objects.filter(is_active=True).values_list("level").annotate(Count("code")).order_by())
    towns, villages, grids = (levels.get(level, 0) for level in (AreaLevel.TOWN, AreaLevel.VILLAGE, AreaLevel.GRID))
    says = f"{towns} towns, {villages} villages, {grids} grids"
    if settings.LINLI_COUNTY == FUQING and (towns < TOWNS or villages < VILLAGES):
        return wrong("Areas", f"{says}; there should be {TOWNS} and {VILLAGES}", "linli county lay")
    if not towns:
        return note("Areas", says, "linli import areas FILE")
    return fine("Areas", says)


def _engine() -> Finding:
    kinds, procedures = Kind.objects.count(), Procedure.objects.values("code").distinct().count()
    says = f"{kinds} kinds of matter, {procedures} procedures"
    return fine("Ground of cases", says) if kinds and procedures else wrong("Ground of cases", says, "linli county lay")


def _cases() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [Case._meta.db_table])
        roughly = cursor.fetchone()[0]
    if roughly > EXACT_BELOW:
        return fine("Cases", f"about {roughly}")
    return fine("Cases", str(Case.objects.count()))


def calendar(last_known: int | None, today: date) -> Finding:
    """Say whether the holiday file covers this year, and from December on the next one too."""
    needed = today.year + ((today.month, today.day) >= NEW_CALENDAR_FROM)
    mend = (
        f"bring the State Council's list for {needed} as a CSV of date,kind,name (kind: holiday or makeup; form: "
        "linli/common/data) and set LINLI_HOLIDAYS to it"
    )
    if last_known is None or last_known < today.year:
        return wrong("Calendar", f"known until {last_known}; limits now count every Monday to Friday as worked", mend)
    if last_known < needed:
        return note("Calendar", f"known until {last_known}; limits that reach {needed} are not certain", mend)
    return fine("Calendar", f"holidays and make-up days known until the end of {last_known}")
