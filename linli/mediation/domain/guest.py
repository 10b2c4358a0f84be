"""Others join by invitation, and only where all sides agree."""

from datetime import datetime
from uuid import UUID

from linli.cases.enums import Verb
from linli.mediation.domain.deed import step
from linli.mediation.domain.telling import say, to_mediator, to_sides
from linli.mediation.enums import GuestAs
from linli.mediation.errors import NotYourMediation, SidesNeeded
from linli.mediation.models import Guest, GuestAnswer, Mediation
from linli.people.reader import Reader

MOST_NAME = 60


def ask_guest(
    mediation: Mediation,
    name: str,
    comes_as: GuestAs,
    *,
    by: Reader,
    seq: int | None = None,
    at: datetime | None = None,
) -> Guest:
    """A side or the mediator would like somebody to join; whoever asks agrees, the others are asked.

    Raises SidesNeeded (no name), NotPossibleNow, NotYours, StaleCase.
    """
    if not name.strip():
        raise SidesNeeded
    with step(mediation, Verb.REPORT_PROGRESS, by=by, what="guest_asked", seq=seq, at=at) as this:
        mine = this.mine(by)
        guest = Guest(mediation=this.mediation, name=name.strip()[:MOST_NAME], comes_as=comes_as, asked_at=this.at)
        guest.save()
        if mine is not None:
            GuestAnswer.objects.create(guest=guest, side=mine, agrees=True)
        others = [side for side in this.sides if side != mine]
        say("guest_asked", this.mediation, this.deed.case, to_sides(others))
    return guest


def answer_guest(
    mediation: Mediation,
    guest_id: UUID,
    agrees: bool,
    *,
    by: Reader,
    seq: int | None = None,
    at: datetime | None = None,
) -> Guest:
    """A side says whether it agrees to somebody joining; it may say otherwise later.

    Raises NotYourMediation, NotPossibleNow, NotYours, StaleCase.
    """
    with step(mediation, Verb.REPORT_PROGRESS, by=by, what="guest_answered", seq=seq, at=at) as this:
        mine = this.mine(by)
        guest = Guest.objects.filter(id=guest_id, mediation=this.mediation).first()
        if mine is None or guest is None:
            raise NotYourMediation
        GuestAnswer.objects.update_or_create(guest=guest, side=mine, defaults={"agrees": agrees})
        say("guest_answered", this.mediation, this.deed.case, to_mediator(this.mediation))
    return guest
