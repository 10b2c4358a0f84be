"""Who may do it for somebody without a post: an account that lends a hand where the application was received."""

from dataclasses import dataclass

from linli.people.models import Account
from linli.people.reader import reader_of
from linli.people.sealing import by_index
from linli.people.volunteers import lending_in

LABEL = "志愿者"  # as it is stored; pages say it in the reader's language


@dataclass(frozen=True)
class Volunteer:
    """An account that lends a hand; `label` is its organisation, or only that it is a volunteer."""

    account: Account
    label: str


def volunteer_by_phone(phone: str, area: str) -> Volunteer | None:
    """The volunteer of an area with this number; None where there is none. `phone` is normalised. Two statements at most."""
    account = by_index(Account.objects.filter(is_active=True, is_staff=False), "phone_index", phone).first()
    lending = lending_in(reader_of(account), area[:12]) if account else None
    return Volunteer(account, (lending.organisation or LABEL)[:200]) if account and lending else None
