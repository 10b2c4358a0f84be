from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def quiet_until(from_hour: time, until_hour: time, *, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the end of the quiet hours that `at` falls in, or None; over midnight where they end before they begin.

    The first minute is quiet, the last is not. Pure: `at` is aware, the hours are of the zone's clock.
    """
    local = at.astimezone(zone)
    clock = local.time()
    is_over_midnight = until_hour < from_hour
    is_quiet = clock >= from_hour or clock < until_hour if is_over_midnight else from_hour <= clock < until_hour
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1 if is_over_midnight and clock >= from_hour else 0)
    return datetime.combine(day, until_hour, tzinfo=zone)
