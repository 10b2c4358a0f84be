"""Telling somebody: written in the transaction of what happened, carried out by the worker."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from linli.common.domain.outbox import leave_words
from linli.common.ids import uuid7
from linli.notices.enums import Channel, State
from linli.notices.models import Notice
from linli.notices.recipients import To
from linli.notices.texts import text_of

Word = tuple[str, dict[str, Any]]


def tell(
    topic: str,
    *,
    to: Iterable[To],
    subject_kind: str = "",
    subject_id: object = "",
    parameters: dict[str, Any] | None = None,
) -> None:
    """Write what is to be told, in at most two statements; nothing is sent here.

    The inbox of an account has its copy at once. Posts, preferences and addresses are looked up by the worker.
    `parameters` hold no personal data. Raises UnknownTopic for a topic without a text.
    """
    text_of(topic)
    telling = uuid7()
    told = {
        "topic": topic,
        "subject_kind": subject_kind,
        "subject_id": str(subject_id),
        "parameters": parameters or {},
    }
    people = list(dict.fromkeys(to))
    notices = [notice for one in people if (notice := _direct(telling, one, told))]
    if notices:
        Notice.objects.bulk_create(notices)
    leave_words(_words(telling, people, notices, told))


def _words(telling: UUID, people: list[To], notices: list[Notice], told: dict[str, Any]) -> list[Word]:
    accounts = [str(one.account_id) for one in people if one.account_id]
    posts = [
        {"unit": one.unit_id and str(one.unit_id), "roles": list(one.roles), "area": one.area}
        for one in people
        if not (one.account_id or one.channel)
    ]
    bare = [str(notice.id) for notice in notices if notice.channel != Channel.IN_APP]
    words: list[Word] = []
    if accounts or posts:
        words.append(("notices.fan_out", {"telling": str(telling), "accounts": accounts, "posts": posts, **told}))
    if bare:
        words.append(("notices.send", {"ids": bare}))
    return words


def in_inbox(telling: UUID, account_id: UUID, told: dict[str, Any]) -> Notice:
    """A copy for an inbox: written is delivered."""
    return Notice(
        telling=telling, recipient_id=account_id, channel=Channel.IN_APP, state=State.SENT, sent_at=now(), **told
    )


def _direct(telling: UUID, one: To, told: dict[str, Any]) -> Notice | None:
    """The notice that can be written at once; who holds a post is found out by the worker."""
    if one.account_id:
        return in_inbox(telling, one.account_id, told)
    if one.channel:
        return Notice(telling=telling, channel=one.channel, address=one.address, language=one.language, **told)
    return None
