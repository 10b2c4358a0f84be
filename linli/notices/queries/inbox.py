from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.notices.enums import Channel
from linli.notices.models import Notice
from linli.notices.texts import Letter, UnknownTopic, put_into_words
from linli.people.reader import Reader

PAGE = 20


@dataclass(frozen=True)
class Written:
    """A notice as its reader sees it."""

    notice: Notice
    letter: Letter


@dataclass(frozen=True)
class Page:
    """One page, newest first; `older` and `newer` are the ids from which the neighbours begin."""

    rows: list[Any]
    older: UUID | None
    newer: UUID | None


def inbox(reader: Reader) -> QuerySet[Notice]:
    """What the reader has been told."""
    if reader.actor_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(recipient_id=reader.actor_id, channel=Channel.IN_APP)


def unread_of(account: UUID) -> QuerySet[Notice]:
    """What an account has been told and has not read."""
    return Notice.objects.filter(recipient_id=account, channel=Channel.IN_APP, read_at__isnull=True)


def unread_count(reader: Reader) -> int | None:
    """How many notices the reader has not read; None where there are none."""
    return (unread_of(reader.actor_id).count() or None) if reader.actor_id else None


def keyset_page(rows: QuerySet[Notice], *, before: UUID | None = None, after: UUID | None = None) -> Page:
    """A page of rows with ids below `before` or above `after`; one statement, whatever the depth."""
    if after:
        found = list(rows.filter(id__gt=after).order_by("id")[: PAGE + 1])
        has_newer, shown = len(found) > PAGE, list(reversed(found[:PAGE]))
        has_older = True
    else:
        found = list((rows.filter(id__lt=before) if before else rows).order_by("-id")[: PAGE + 1])
        has_older, shown = len(found) > PAGE, found[:PAGE]
        has_newer = before is not None
    return Page(
        rows=shown,
        older=shown[-1].id if shown and has_older else None,
        newer=shown[0].id if shown and has_newer else None,
    )


def in_words(notices: list[Notice], *, language: str, is_staff: bool) -> list[Written]:
    """Put notices into the words of the page; one whose text is gone says so."""
    written = []
    for notice in notices:
        try:
            letter = put_into_words(
                notice.topic, notice.parameters, language=language, subject_kind=notice.subject_kind,
                subject_id=notice.subject_id, is_staff=is_staff,
            )  # fmt: skip
        except UnknownTopic:
            letter = Letter(_("A notice whose text is gone"), "")
        written.append(Written(notice, letter))
    return written
