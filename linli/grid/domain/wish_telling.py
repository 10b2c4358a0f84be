"""Who is told of a wish: never who somebody is, only that something happened and where to see it."""

from django.utils.timezone import localdate

from linli.areas.queries.map import area_path
from linli.grid.models import Wish
from linli.grid.queries.holder import account_of, is_running
from linli.grid.queries.stand_in import answerer_of
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, account, holders
from linli.people.enums import Role


def tell_who_looks_over(topic: str, wish: Wish) -> None:
    """Whoever has the grid today; where that is somebody above the village, the head of its centre."""
    found = answerer_of(wish.grid)
    to = account(found.account_id) if found.account_id and found.rule != "dispatcher" else _centre(wish)
    _tell(topic, to, wish)


def tell_wisher(topic: str, wish: Wish) -> None:
    """The wisher; of a wish that was written down for somebody, whoever looks after the grid."""
    if wish.wisher_id:
        _tell(topic, account(wish.wisher_id), wish)
    else:
        tell_who_looks_over(topic, wish)


def tell_taker(topic: str, wish: Wish) -> None:
    """Whoever has taken it on, if their post is known by a number with which somebody signs in."""
    claim = wish.claims.select_related("post").filter(ended_at__isnull=True).first()
    found = account_of(claim.post) if claim and is_running(claim.post, localdate()) else None
    if found is not None:
        _tell(topic, account(found), wish)


def _centre(wish: Wish) -> To:
    return holders(roles=[Role.MANAGER], area=wish.grid)


def _tell(topic: str, to: To, wish: Wish) -> None:
    tell(topic, to=[to], subject_kind="wish", subject_id=wish.id, parameters={"grid": " ".join(area_path(wish.grid))})
