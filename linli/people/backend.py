"""Accounts as the session names them, read by a statement that is compiled once: every page of somebody signed in needs it."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from linli.common.queries.compiled import Values, record
from linli.people.models import Account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    def get_user(self, user_id: Any) -> Account | None:
        found = record(Account, {"id": UUID(str(user_id))}, _by_id)
        return found if found is not None and self.user_can_authenticate(found) else None


def _by_id(values: Values) -> QuerySet[Account, Account]:
    return Account.objects.filter(id=values["id"])
