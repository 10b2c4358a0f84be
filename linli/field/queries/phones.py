"""Phones with what a reader may do about them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localdate

from linli.field.models import Device
from linli.field.rules import may_stop_phone
from linli.people.queries.post import held_on
from linli.people.reader import Reader

SHOWN = 200


def areas_of(accounts: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The areas of the posts that accounts hold today. One statement."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = held_on(localdate()).filter(account__in=set(accounts)).values_list("account_id", "area")
    for account, area in rows:
        found[account].add(area)
    return found


def phones_for(reader: Reader, words: str = "") -> list[Device]:
    """The phones that a reader may stop, those in use first. Two statements."""
    found = Device.objects.select_related("account").order_by("-revoked_at", "-enrolled_at")
    if words:
        found = found.filter(account__display_name__icontains=words)
    rows = list(found[:SHOWN])
    areas = areas_of(row.account_id for row in rows)
    return [row for row in rows if may_stop_phone(reader, row.account_id, areas[row.account_id])]
