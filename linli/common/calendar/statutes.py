from enum import StrEnum

from linli.common.calendar.limits import LimitUnit


class Statute(StrEnum):
    """Laws whose word 日 means a working day, always or in part."""

    LICENSING = "行政许可法"
    PENALTIES = "行政处罚法"
    COERCION = "行政强制法"


def statutory_unit(statute: Statute, days: int) -> LimitUnit:
    """Return what "so many 日" means in this law.

    行政许可法 82: all its periods are working days. 行政处罚法 85: two, three, five and seven 日 are working days.
    行政强制法 69: ten 日 or less are working days. Anything else is counted in calendar days (民法典 200–203).
    """
    working = {
        Statute.LICENSING: True,
        Statute.PENALTIES: days in (2, 3, 5, 7),
        Statute.COERCION: days <= 10,
    }[statute]
    return LimitUnit.WORKING_DAYS if working else LimitUnit.CALENDAR_DAYS
