import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.api.errors import NameTaken, NoPosts
from linli.api.models import ApiToken
from linli.cases.rules import AREA_ROLES
from linli.common.domain.audit import note_deed
from linli.people.errors import NotAdministrator
from linli.people.models import Account
from linli.people.reader import Held, Reader, reader_of
from linli.people.rules import may_manage_posts

PREFIX = "linli_"


def token_hash(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(
    name: str, account: Account, *, by: Reader, expires_at: datetime, role: str = "", area: str = "",
    may_create: bool = False, may_act: bool = False,
) -> tuple[ApiToken, str]:  # fmt: skip
    """Make a token; return it with its secret, which is told only now. Raises NameTaken, NoPosts, NotAdministrator."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        name=name, account=account, hash=token_hash(secret), role=role, area=area, may_create=may_create,
        may_act=may_act, expires_at=expires_at,
    )  # fmt: skip
    posts = left_to(reader_of(account).posts, role, area)
    if not posts:
        raise NoPosts
    if not all(may_manage_posts(by, post.area) for post in posts):
        raise NotAdministrator
    try:
        with transaction.atomic():
            token.save(force_insert=True)
            note_deed("token.made", by=by, subject_kind="token", subject_id=token.id, name=name, role=role, area=area)
    except IntegrityError:
        raise NameTaken from None
    return token, secret


def revoke_token(token: ApiToken, *, by: Reader) -> ApiToken:
    """End a token at once; harmless when it has ended."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now()):
            note_deed("token.revoked", by=by, subject_kind="token", subject_id=token.id, name=token.name)
    return token


def left_to(posts: Iterable[Held], role: str, area: str) -> tuple[Held, ...]:
    """The posts that a token leaves of an account's: of its role, and within its area.

    An area inside a post's own narrows it, where the post reads by area. An officer's is bound to its unit and an
    operator's to the hotline, everywhere: no area can narrow those, so a token of a smaller area does without them.
    """
    kept = []
    for post in posts:
        if role and post.role != role:
            continue
        if not area or post.area.startswith(area):
            kept.append(post)
        elif area.startswith(post.area) and post.role in AREA_ROLES:
            kept.append(replace(post, area=area))
    return tuple(kept)
