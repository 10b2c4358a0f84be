from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from linli.notices.quiet import quiet_until

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("begin", "end", "at", "until"),
    [
        ("22:00", "07:00", "2026-11-23 21:59", None),
        ("22:00", "07:00", "2026-11-23 22:00", "2026-11-24 07:00"),
        ("22:00", "07:00", "2026-11-23 00:30", "2026-11-23 07:00"),
        ("22:00", "07:00", "2026-11-23 06:59", "2026-11-23 07:00"),
        ("22:00", "07:00", "2026-11-23 07:00", None),
        ("12:00", "14:00", "2026-11-23 13:00", "2026-11-23 14:00"),
        ("12:00", "14:00", "2026-11-23 14:00", None),
        ("12:00", "14:00", "2026-11-23 23:00", None),
        ("22:00", "00:00", "2026-12-31 23:00", "2027-01-01 00:00"),
    ],
)
def test_quiet_hours_by_the_clock_of_the_county(begin, end, at, until):
    moment = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI).astimezone(UTC)

    ends = quiet_until(time.fromisoformat(begin), time.fromisoformat(end), at=moment, zone=SHANGHAI)

    assert ends == (until and datetime.fromisoformat(until).replace(tzinfo=SHANGHAI))
