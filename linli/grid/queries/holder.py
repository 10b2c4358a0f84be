"""Who holds a voluntary post: whoever signs in by the telephone that stands in it. It gives no right of staff."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from linli.grid.enums import COUNTED
from linli.grid.models import VoluntaryPost
from linli.grid.queries.listing import running_on
from linli.people.models import Account
from linli.people.reader import Reader
from linli.people.sealing import by_index


def is_running(post: VoluntaryPost, day: date) -> bool:
    ends = post.until_on is not None and post.until_on < day
    return post.withdrawn_at is None and post.from_on <= day and not ends


def _number(reader: Reader) -> str:
    """The number somebody has proven to be theirs by a code; that of a staff account has been typed by the office."""
    account = reader.account
    return account.phone if account and not account.is_staff else ""


def holds(post: VoluntaryPost, reader: Reader) -> bool:
    """Whether the reader has signed in by the number of a post that is held today."""
    number = _number(reader)
    return bool(number) and post.phone == number and is_running(post, localdate())


def posts_held(reader: Reader, *, grid: str = "") -> Sequence[VoluntaryPost]:
    """The voluntary posts that a reader holds today, in one grid or in all. One statement, or none."""
    number = _number(reader)
    if not number:
        return []
    found = by_index(running_on(localdate()), "phone_index", number)
    return list((found.filter(grid=grid) if grid else found).order_by("from_on", "id"))


def standing_of(reader: Reader) -> str:
    """As what a reader lends a hand today, for the source of a report; "" for nobody's, and for a party member's post."""
    return next((post.kind for post in posts_held(reader) if post.kind in COUNTED), "")


def account_of(post: VoluntaryPost) -> Account | None:
    """The resident who signs in by the number of a post. One statement, or none."""
    if not post.phone:
        return None
    return by_index(Account.objects.filter(is_staff=False, is_active=True), "phone_index", post.phone).first()
