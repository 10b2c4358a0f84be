from datetime import timedelta

from django.utils.timezone import now

from linli.api.domain.token import make_token as make
from linli.common.ids import uuid7
from linli.people.models import Account
from linli.people.reader import system


def make_token(account: Account) -> str:
    """A token that may do all that its account may."""
    _, secret = make(f"bench {uuid7()}"[:60], account, by=system("bench"), expires_at=now() + timedelta(days=1),
                     may_create=True, may_act=True)  # fmt: skip
    return secret
