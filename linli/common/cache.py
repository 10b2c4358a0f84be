"""Limits that count across all web workers: a counter in the county's own unlogged table."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

from linli.common.models import CacheEntry


def count_up(key: str, *, window: timedelta, by: int = 1) -> int:
    """Add to a counter that starts anew after its window; return the count including this time."""
    table = CacheEntry._meta.db_table
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {table} AS kept (key, value, expires_at) VALUES (%s, %s, %s)
                ON CONFLICT (key) DO UPDATE SET
                    value = CASE WHEN kept.expires_at < %s THEN excluded.value ELSE kept.value + excluded.value END,
                    expires_at = CASE WHEN kept.expires_at < %s THEN excluded.expires_at ELSE kept.expires_at END
                RETURNING value""",  # noqa: S608
            [key[:200], by, moment + window, moment, moment],
        )
        row = cursor.fetchone()
    return int(row[0])


def forget_expired() -> int:
    """Delete the counters whose window is over; a nightly job."""
    return CacheEntry.objects.filter(expires_at__lt=now()).delete()[0]
