"""Small wishes: made, looked over, taken on by one, given back, fulfilled, thanked for, forgotten in time.

The trail says that something was done to a wish, never to whom it belongs; nothing is counted by person.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from linli.areas.queries.map import area_map
from linli.common.cache import count_up
from linli.common.domain.audit import note_deed
from linli.grid.domain.wish_telling import tell_taker, tell_who_looks_over, tell_wisher
from linli.grid.enums import WishState
from linli.grid.errors import (
    ConsentNeeded,
    NameNeeded,
    NoSuchGrid,
    NotYourGrid,
    NotYourWish,
    NoVoluntaryPost,
    ReasonNeeded,
    WishesTooMany,
    WishMovedOn,
    WishTaken,
    WordsMissing,
)
from linli.grid.models import VoluntaryPost, Wish, WishClaim
from linli.grid.queries.holder import holds, is_running
from linli.grid.rules import may_look_over
from linli.people.reader import Reader
from linli.people.scan import scan

MOST, AN_HOUR, BY_ONE = 200, timedelta(hours=1), 10
UNDER_WAY = (WishState.WAITING, WishState.OPEN, WishState.CLAIMED)


@dataclass(frozen=True)
class ForSomebody:
    """For whom a wish is written down: what is needed to bring it, and that they agreed."""

    name: str
    phone: str = ""
    consent_on: date | None = None
    is_invented: bool = False


def make_wish(grid: str, *, words: str, key: str, by: Reader) -> Wish:
    """Make a wish of one's own; the same key gives the same wish. Raises NoSuchGrid, WordsMissing, NotYourWish, WishesTooMany."""
    _check(grid, words)
    if by.actor_id is None:
        raise NotYourWish
    if (known := Wish.objects.filter(key=key).first()) is not None:
        return _same(known, wisher=by.actor_id)
    if count_up(f"grid:wish:{by.actor_id}", window=AN_HOUR) > BY_ONE:
        raise WishesTooMany
    with transaction.atomic():
        wish, is_new = _made(grid, words, key, wisher_id=by.actor_id)
        if is_new:
            _note("grid.wish_made", wish, by)
            tell_who_looks_over("grid.wish_made", wish)
    return _same(wish, wisher=by.actor_id)


def write_wish_for(grid: str, whom: ForSomebody, *, words: str, key: str, by: Reader) -> Wish:
    """Write down the wish of somebody who agreed to it; whoever writes it has looked it over, so it is put up at once.

    Raises NoSuchGrid, NotYourGrid, WordsMissing, NameNeeded, ConsentNeeded.
    """
    _check(grid, words)
    if not may_look_over(by, grid):
        raise NotYourGrid
    if not whom.name.strip():
        raise NameNeeded
    if whom.consent_on is None or whom.consent_on > localdate():
        raise ConsentNeeded
    with transaction.atomic():
        wish, is_new = _made(
            grid, words, key, state=WishState.OPEN, looked_at=now(), name=whom.name.strip(), phone=whom.phone,
            consent_on=whom.consent_on, consent_taken_by=by.label, is_invented=whom.is_invented,
        )  # fmt: skip
        if is_new:
            _note("grid.wish_written_down", wish, by)
    return _same(wish, wisher=None)


def put_up(wish: Wish, *, words: str, by: Reader) -> Wish:
    """Put a wish on the page of its grid, in words that name nobody. Raises NotYourGrid, WishMovedOn, WordsMissing."""
    with transaction.atomic():
        locked = _looked_over(wish, by, WishState.WAITING)
        if not words.strip():
            raise WordsMissing
        said = words.strip()[:MOST]
        if said != locked.words:
            # What was taken out is taken out: the words as written are kept no longer than they are needed.
            locked.words, locked.sealed = scan(said).masked[:MOST], ""
        locked.state, locked.looked_at = WishState.OPEN, now()
        locked.save()
        _note("grid.wish_put_up", locked, by)
        tell_wisher("grid.wish_put_up", locked)
    return locked


def refuse_wish(wish: Wish, *, reason: str, by: Reader) -> Wish:
    """Do not put a wish up, or take it down, and say why. Raises NotYourGrid, WishMovedOn, ReasonNeeded."""
    with transaction.atomic():
        locked = _looked_over(wish, by, WishState.WAITING, WishState.OPEN)
        if not reason.strip():
            raise ReasonNeeded
        locked.refusal, locked.looked_at = scan(reason.strip()[:MOST]).masked[:MOST], now()
        _over(locked, WishState.REFUSED)
        _note("grid.wish_refused", locked, by)
        tell_wisher("grid.wish_refused", locked)
    return locked


def claim_wish(wish: Wish, *, post: VoluntaryPost, by: Reader) -> WishClaim:
    """Take on a wish, in a voluntary post of its grid; whoever looks after the grid may write it down for its holder.

    Raises NoVoluntaryPost, WishTaken, WishMovedOn.
    """
    with transaction.atomic():
        locked = _locked(wish)
        if not (holds(post, by) or may_look_over(by, locked.grid)):
            raise NoVoluntaryPost
        if post.grid != locked.grid or not is_running(post, localdate()):
            raise NoVoluntaryPost
        if locked.state == WishState.CLAIMED:
            raise WishTaken
        if locked.state != WishState.OPEN:
            raise WishMovedOn
        locked.state = WishState.CLAIMED
        locked.save(update_fields=["state"])
        claim = WishClaim.objects.create(wish=locked, post=post, at=now())
        _note("grid.wish_claimed", locked, by)
        tell_wisher("grid.wish_claimed", locked)
    return claim


def give_back(wish: Wish, *, by: Reader) -> Wish:
    """Give back a wish that was taken on: somebody else may take it. Raises NotYourWish, WishMovedOn."""
    with transaction.atomic():
        locked, claim = _claimed(wish, by)
        _given_back(locked, claim)
        _note("grid.wish_given_back", locked, by)
    return locked


def let_know_contact(wish: Wish, *, by: Reader) -> Wish:
    """The wisher lets whoever took it on know name and telephone, for as long as it is under way.

    For a wish that was written down for somebody, whoever looks after the grid says so, having asked them.
    Raises NotYourWish, WishMovedOn.
    """
    with transaction.atomic():
        locked = _locked(wish)
        _check_wisher(locked, by)
        if locked.state != WishState.CLAIMED or locked.contact_at:
            raise WishMovedOn
        locked.contact_at = now()
        locked.save(update_fields=["contact_at"])
        _note("grid.wish_contact_given", locked, by)
        tell_taker("grid.wish_contact_given", locked)
    return locked


def fulfil_wish(wish: Wish, *, by: Reader) -> Wish:
    """Say that it is fulfilled: whoever took it on, made it, or looks after the grid. Raises NotYourWish, WishMovedOn."""
    with transaction.atomic():
        locked = _locked(wish)
        if locked.state != WishState.CLAIMED:
            raise WishMovedOn
        claim = locked.claims.select_related("post").get(ended_at__isnull=True)
        if not (holds(claim.post, by) or _is_wisher(locked, by) or may_look_over(by, locked.grid)):
            raise NotYourWish
        _over(locked, WishState.DONE)
        _note("grid.wish_fulfilled", locked, by)
        tell_wisher("grid.wish_fulfilled", locked)
    return locked


def thank_for_wish(wish: Wish, *, words: str, by: Reader) -> Wish:
    """The wisher thanks, once; only whoever fulfilled it and the grid read it. Raises NotYourWish, WishMovedOn, WordsMissing."""
    with transaction.atomic():
        locked = _locked(wish)
        _check_wisher(locked, by)
        if locked.state != WishState.DONE or locked.thanked_at:
            raise WishMovedOn
        if not words.strip():
            raise WordsMissing
        locked.thanks, locked.thanked_at = scan(words.strip()[:MOST]).masked[:MOST], now()
        locked.save(update_fields=["thanks", "thanked_at"])
        _note("grid.wish_thanked", locked, by)
        tell_taker("grid.wish_thanked", locked)
    return locked


def withdraw_wish(wish: Wish, *, by: Reader) -> Wish:
    """The wisher takes it back; whoever took it on is told. Raises NotYourWish, WishMovedOn."""
    with transaction.atomic():
        locked = _locked(wish)
        _check_wisher(locked, by)
        if locked.state not in UNDER_WAY:
            raise WishMovedOn
        tell_taker("grid.wish_withdrawn", locked)
        _over(locked, WishState.WITHDRAWN)
        _note("grid.wish_withdrawn", locked, by)
    return locked


def age_wishes(*, open_days: int, kept_days: int, at: datetime | None = None) -> int:
    """Give back what was taken on in a post that is over, take down what nobody took on, delete what is over for long."""
    moment, count = at or now(), 0
    gone = WishClaim.objects.filter(
        ended_at__isnull=True, wish__state=WishState.CLAIMED, post__until_on__lt=localdate()
    )
    for claim in gone.select_related("wish")[:500]:
        with transaction.atomic():
            locked = _locked(claim.wish)
            if locked.state == WishState.CLAIMED:
                _given_back(locked, claim)
                count += 1
    for wish in unclaimed_wishes(open_days, at=moment)[:500]:
        with transaction.atomic():
            locked = _locked(wish)
            if locked.state in (WishState.WAITING, WishState.OPEN):
                _over(locked, WishState.EXPIRED)
                tell_wisher("grid.wish_expired", locked)
                count += 1
    return count + ended_wishes(kept_days, at=moment).delete()[0]


def unclaimed_wishes(after_days: int, *, at: datetime | None = None) -> QuerySet[Wish]:
    """Wishes that nobody has taken on for so many days."""
    before = (at or now()) - timedelta(days=after_days)
    return Wish.objects.filter(state__in=(WishState.WAITING, WishState.OPEN), made_at__lt=before)


def ended_wishes(after_days: int, *, at: datetime | None = None) -> QuerySet[Wish]:
    """Wishes that have been over for so many days."""
    return Wish.objects.filter(closed_at__lt=(at or now()) - timedelta(days=after_days))


def _check(grid: str, words: str) -> None:
    facts = area_map().get(grid)
    if facts is None or len(grid) != 15 or not facts.is_active:
        raise NoSuchGrid
    if not words.strip():
        raise WordsMissing


def _made(grid: str, words: str, key: str, **more: object) -> tuple[Wish, bool]:
    said = words.strip()[:MOST]
    scanned = scan(said)
    return Wish.objects.get_or_create(
        key=key,
        defaults={
            "grid": grid, "words": scanned.masked[:MOST], "sealed": said if scanned.kinds else "", "made_at": now(), **more,
        },
    )  # fmt: skip


def _same(wish: Wish, *, wisher: UUID | None) -> Wish:
    """A key that somebody else has used gives nobody their wish."""
    if wish.wisher_id != wisher:
        raise NotYourWish
    return wish


def _locked(wish: Wish) -> Wish:
    return Wish.objects.select_for_update().get(id=wish.id)


def _looked_over(wish: Wish, by: Reader, *states: WishState) -> Wish:
    locked = _locked(wish)
    if not may_look_over(by, locked.grid):
        raise NotYourGrid
    if locked.state not in states:
        raise WishMovedOn
    return locked


def _claimed(wish: Wish, by: Reader) -> tuple[Wish, WishClaim]:
    locked = _locked(wish)
    if locked.state != WishState.CLAIMED:
        raise WishMovedOn
    claim = locked.claims.select_related("post").get(ended_at__isnull=True)
    if not (holds(claim.post, by) or may_look_over(by, locked.grid)):
        raise NotYourWish
    return locked, claim


def _is_wisher(wish: Wish, by: Reader) -> bool:
    return by.actor_id is not None and wish.wisher_id == by.actor_id


def _check_wisher(wish: Wish, by: Reader) -> None:
    if not (_is_wisher(wish, by) or (wish.wisher_id is None and may_look_over(by, wish.grid))):
        raise NotYourWish


def _given_back(locked: Wish, claim: WishClaim) -> None:
    claim.ended_at = now()
    claim.save(update_fields=["ended_at"])
    locked.state, locked.contact_at = WishState.OPEN, None
    locked.save(update_fields=["state", "contact_at"])
    tell_wisher("grid.wish_given_back", locked)


def _over(locked: Wish, state: WishState) -> None:
    """From then on nobody is named any more."""
    locked.state, locked.closed_at, locked.contact_at = state, now(), None
    locked.name = locked.phone = locked.sealed = ""
    locked.save()


def _note(action: str, wish: Wish, by: Reader) -> None:
    note_deed(action, by=by, subject_kind="wish", subject_id=wish.id, area=wish.grid)
