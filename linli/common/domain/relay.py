"""The relay: what a transaction left in the outbox becomes a job, once."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from linli.common.jobs import drop_dead_connection, queue_writer, queued, topics
from linli.common.models import OutboxEntry
from linli.common.setting import value_of
from linli.counties.current import counties, current_county, inside

logger = logging.getLogger(__name__)

AT_ONCE = 200


def relay_waiting(limit: int = AT_ONCE) -> int:
    """Bring the current county's waiting entries to the job queue, oldest first; return how many.

    The jobs and the mark on the entries commit together, so a relay that is killed leaves either both or neither, and
    two relays never take the same entry. A topic that nobody answers keeps waiting: `queries.background` names it.
    """
    with transaction.atomic():
        entries = list(
            OutboxEntry.objects.select_for_update(skip_locked=True)
            .filter(relayed_at__isnull=True, topic__in=topics())
            .order_by("id")[:limit]
        )
        if not entries:
            return 0
        county = current_county().code
        queue_writer.batch_defer_jobs(
            [queued(entry.topic, county, payload=entry.payload, outbox=entry.id) for entry in entries]
        )
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(relayed_at=now())
    return len(entries)


def relay_all_counties() -> int:
    """Relay each county in turn; a county that fails is logged and does not hold up the others."""
    drop_dead_connection()
    moved = 0
    for county in counties().values():
        try:
            with inside(county):
                moved += relay_waiting()
        except (InterfaceError, OperationalError):
            raise  # the database is away, for all of them
        except Exception:
            logger.exception("the outbox of county %s could not be relayed", county.code)
            connection.close()
    return moved


def sweep_relayed() -> int:
    """Delete what was relayed so many days ago as the county has set."""
    return old_entries(value_of("common.outbox_kept_days")).delete()[0]


def old_entries(after_days: int) -> QuerySet[OutboxEntry]:
    """Entries that were relayed so many days ago."""
    return OutboxEntry.objects.filter(relayed_at__lt=now() - timedelta(days=after_days))
