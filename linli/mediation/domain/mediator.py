"""Who mediates: chosen or accepted by every side, and never one who stands close to one."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from linli.cases.enums import Verb
from linli.mediation.domain.deed import Step, give_back, step
from linli.mediation.domain.telling import say, to_head, to_mediator, to_sides
from linli.mediation.errors import MediatorChanged, MediatorConcerned, NotAMediator
from linli.mediation.models import Mediation, Session
from linli.mediation.rules import MAY_MEDIATE
from linli.people.models import Account, Post
from linli.people.reader import Reader


def mediators_for(village: str) -> list[Account]:
    """The mediators of the committees around a community, nearest first. One statement."""
    today = localdate()
    posts = Post.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), role__in=MAY_MEDIATE, from_on__lte=today,
        area__in=[village[:digits] for digits in (6, 9, 12)], account__is_active=True,
    ).select_related("account")  # fmt: skip
    nearest = sorted(posts, key=lambda post: (-len(post.area), post.account.display_name))
    return list({post.account_id: post.account for post in nearest}.values())


def name_mediator(
    mediation: Mediation, whom: UUID, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:
    """A side chooses a mediator (and so accepts), or the head proposes one; another may be named until all have accepted.

    Raises NotAMediator, MediatorConcerned, NotPossibleNow, NotYours, StaleCase.
    """
    with step(mediation, Verb.ASSIGN, by=by, what="mediator_named", seq=seq, at=at) as this:
        if whom not in {account.id for account in mediators_for(this.mediation.village)}:
            raise NotAMediator
        if any(side.account_id == whom for side in this.everyone):
            raise MediatorConcerned
        if this.mediation.mediator_id != whom:
            this.mediation.mediator_id = whom
            for side in this.everyone:
                side.accepts_mediator = False
        mine = this.mine(by)
        if mine is not None:
            mine.accepts_mediator, mine.account_id = True, by.actor_id
        others = [side for side in this.sides if side != mine and not side.accepts_mediator]
        say("mediator_named", this.mediation, this.deed.case, to_sides(others))
        say("mediator_asked", this.mediation, this.deed.case, to_mediator(this.mediation))
        begin_when_all_accept(this)
    return this.mediation


def accept_mediator(
    mediation: Mediation, whom: UUID, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:
    """A side accepts the mediator who is named; when all have, the mediation begins. `whom`: who was seen on the page.

    Raises MediatorChanged, NotPossibleNow, NotYours, StaleCase.
    """
    with step(mediation, Verb.ASSIGN, by=by, what="mediator_accepted", seq=seq, at=at) as this:
        mine = this.mine(by)
        if mine is None or this.mediation.mediator_id != whom:
            raise MediatorChanged
        mine.accepts_mediator, mine.account_id = True, by.actor_id
        begin_when_all_accept(this)
    return this.mediation


def begin_when_all_accept(this: Step) -> None:
    """Where every side that stays accepts the mediator, it begins; else all wait. The sides are saved."""
    ready = this.mediation.mediator_id is not None and all(side.accepts_mediator for side in this.sides)
    this.deed.stays = not ready
    for side in this.everyone:
        side.save()
    if ready:
        this.mediation.begun_at = this.at
        say("begun", this.mediation, this.deed.case, to_sides(this.sides) + to_mediator(this.mediation))


def step_aside(
    mediation: Mediation, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:  # fmt: skip
    """The mediator steps aside (a conflict, or any reason), or a side asks for another one: all choose anew.

    What was booked is given back; an agreement that was drawn waits for the next mediator. Raises NotPossibleNow, NotYours,
    StaleCase.
    """
    with step(mediation, Verb.TRANSFER, by=by, what="mediator_gone", seq=seq, at=at) as this:
        told = to_sides(this.sides) + to_head(this.mediation) + to_mediator(this.mediation)
        this.mediation.mediator_id = this.mediation.begun_at = None
        for side in this.sides:
            side.accepts_mediator = False
            side.save()
        for session in Session.objects.filter(mediation=this.mediation, cancelled_at=None, result=""):
            give_back(session, at=this.at)
        say("mediator_gone", this.mediation, this.deed.case, told)
    return this.mediation
