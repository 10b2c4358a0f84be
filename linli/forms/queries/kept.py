"""What somebody keeps for the next form, and what of it a form could be filled in with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.forms.checks import is_blank
from linli.forms.enums import REUSED_AS, Reuse
from linli.forms.models import KeptAnswer
from linli.forms.rules import may_keep_answers
from linli.forms.said import said_of
from linli.forms.shape import Field, Shape, Words
from linli.people.enums import IdentityKind
from linli.people.models import Account
from linli.people.reader import Reader


@dataclass(frozen=True)
class Kept:
    """One kept answer: what it is, how it shows (numbers masked), since when."""

    key: Reuse
    masked: str
    at: datetime


@dataclass(frozen=True)
class Offer:
    """A field that could be filled in with what was given before. `masked` is shown, `value` only put in when asked for."""

    name: str
    question: str
    masked: str
    value: Any


def kept_answers(*, by: Reader) -> list[Kept]:
    """What an account keeps, in the order of the list of what can be kept."""
    rows = {row.key: row for row in KeptAnswer.objects.filter(account=by.account)} if by.actor_id else {}
    return [
        Kept(key, _masked(key, json.loads(rows[key].value)), rows[key].kept_at) for key in Reuse if key.value in rows
    ]  # fmt: skip


def offers_for(shape: Shape, given: Mapping[str, Any], *, by: Reader) -> list[Offer]:
    """The fields that are still blank and for which something was kept, or stands in the account itself."""
    blank = [one for one in shape.fields if one.reuse and is_blank(given.get(one.name))]
    if not blank or by.actor_id is None or not may_keep_answers(by):
        return []
    known = _of_account(by.account) | {
        Reuse(row.key): json.loads(row.value) for row in KeptAnswer.objects.filter(account=by.account)
    }
    return [
        Offer(one.name, str(one.words), _masked(one.reuse, known[one.reuse]), known[one.reuse])
        for one in blank if one.reuse in known
    ]  # fmt: skip


def _of_account(account: Account | None) -> dict[Reuse, Any]:
    """What a resident says of themselves is not asked again."""
    if account is None or account.is_staff:
        return {}
    is_resident_id = account.identity_kind == IdentityKind.RESIDENT_ID
    said = {
        Reuse.NAME: account.name, Reuse.PHONE: account.phone, Reuse.IDENTITY: account.identity if is_resident_id else ""
    }  # fmt: skip
    return {key: value for key, value in said.items() if value}


def _masked(key: Reuse, value: Any) -> str:
    asked = Field(key.value, REUSED_AS[key], Words(), reuse=key)
    return said_of(asked, value, is_masked=True)
