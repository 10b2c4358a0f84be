from datetime import time

from django.db import transaction

from linli.notices.models import Preference, QuietHours
from linli.people.models import Account


@transaction.atomic
def set_preferences(account: Account, *, wanted: dict[tuple[str, str], bool], quiet: tuple[time, time] | None) -> None:
    """Keep what the account wants, by (group, channel), and its quiet hours, or that it has none."""
    Preference.objects.bulk_create(
        [
            Preference(account=account, group=group, channel=channel, is_on=is_on)
            for (group, channel), is_on in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["account", "group", "channel"],
        update_fields=["is_on"],
    )
    if quiet is None:
        QuietHours.objects.filter(account=account).delete()
    else:
        QuietHours.objects.update_or_create(account=account, defaults={"from_hour": quiet[0], "until_hour": quiet[1]})
