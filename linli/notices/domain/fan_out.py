"""From a telling to its recipients: who holds the posts, and which channels each of them wants."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from linli.common.domain.outbox import leave_word
from linli.notices.carriers import is_carried
from linli.notices.domain.tell import in_inbox
from linli.notices.enums import OUTSIDE, Channel
from linli.notices.models import Notice, Preference
from linli.notices.texts import text_of
from linli.people.models import Account, Post


def fan_out(*, telling: UUID, accounts: list[UUID], posts: list[dict[str, Any]], told: dict[str, Any]) -> list[UUID]:
    """Write the notices of a telling for every recipient and wanted channel; return the ids that are to be sent.

    Done twice it writes nothing the second time, and names the same ids.
    """
    recipients = Account.objects.filter(Q(id__in=accounts) | Q(id__in=_holders(posts)), is_active=True).order_by("id")
    unwanted = set(
        Preference.objects.filter(
            account__in=recipients.values("id"), group=text_of(told["topic"]).group, is_on=False
        ).values_list("account_id", "channel")
    )
    notices = []
    for account in recipients:
        notices.append(in_inbox(telling, account.id, told))
        notices += [
            Notice(telling=telling, recipient=account, channel=channel, **told)
            for channel in OUTSIDE
            if is_carried(channel) and (account.id, channel) not in unwanted and address_of(account, channel)
        ]
    with transaction.atomic():
        Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=1000)
        to_send = list(
            Notice.objects.filter(telling=telling, recipient__isnull=False, sent_at__isnull=True)
            .exclude(channel=Channel.IN_APP)
            .order_by("id")
            .values_list("id", flat=True)
        )
        if to_send:
            leave_word("notices.send", ids=[str(number) for number in to_send])
    return to_send


def address_of(account: Account, channel: str) -> str:
    """Where a channel reaches an account; empty where it does not."""
    if channel == Channel.EMAIL:
        return account.email
    return account.phone if channel == Channel.SMS else ""


def _holders(posts: list[dict[str, Any]]) -> set[UUID]:
    """The accounts that hold the posts today, and those that stand in for them."""
    today = localdate()
    wanted = Q()
    for post in posts:
        wanted |= _covering(post)
    if not wanted:
        return set()
    held = Post.objects.filter(wanted, Q(until_on__isnull=True) | Q(until_on__gte=today), from_on__lte=today)
    stood_in = held.filter(
        Q(substitute_until_on__isnull=True) | Q(substitute_until_on__gte=today),
        substitute__isnull=False,
        substitute_from_on__lte=today,
    )
    return {*held.values_list("account_id", flat=True), *stood_in.values_list("substitute_id", flat=True)}


def _covering(post: dict[str, Any]) -> Q:
    found = Q()
    if post["unit"]:
        found &= Q(unit_id=post["unit"])
    if post["roles"]:
        found &= Q(role__in=post["roles"])
    if post["area"]:
        area = post["area"]
        found &= Q(area__in=[area[:length] for length in (2, 4, 6, 9, 12, 15) if length <= len(area)])
    return found
