import hashlib
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.api.errors import NameTaken, NoPosts, TokenRefused
from linli.api.models import ApiToken
from linli.common.domain.audit import note_deed
from linli.people.enums import Role
from linli.people.models import Account
from linli.people.reader import Reader, reader_of

PREFIX = "linli_"
# Posts that see by unit or source, not by area: an area cannot narrow them, so a narrowed token does without them.
BY_UNIT = frozenset({Role.OFFICER, Role.OPERATOR})


def token_hash(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(
    name: str, account: Account, *, by: Reader, expires_at: datetime, role: str = "", area: str = "",
    may_create: bool = False, may_act: bool = False,
) -> tuple[ApiToken, str]:  # fmt: skip
    """Make a token; return it with its secret, which is told only now. Raises NameTaken, NoPosts."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        name=name, account=account, hash=token_hash(secret), role=role, area=area, may_create=may_create,
        may_act=may_act, expires_at=expires_at,
    )  # fmt: skip
    if not narrowed(token, reader_of(account)).posts:
        raise NoPosts
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


def token_of(secret: str) -> ApiToken:
    """The token of a secret that is in force. One statement; raises TokenRefused."""
    found = ApiToken.objects.select_related("account").filter(hash=token_hash(secret), revoked_at__isnull=True).first()
    if found is None or found.expires_at <= now() or not found.account.is_active:
        raise TokenRefused
    return found


def narrowed(token: ApiToken, reader: Reader) -> Reader:
    """The reader with only the posts that the token leaves; an area within a post's own narrows it."""
    posts = []
    for post in reader.posts:
        if token.role and post.role != token.role:
            continue
        if not token.area or post.area.startswith(token.area):
            posts.append(post)
        elif token.area.startswith(post.area) and post.role not in BY_UNIT:
            posts.append(type(post)(post.role, token.area, post.unit_id, post.unit_name, post.post_id))
    return Reader(actor_id=reader.actor_id, name=reader.name, posts=tuple(posts), account=reader.account)
