"""What every deed in a mediation does alike: the matter's lock and history, then the mediation's own row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now

from linli.bookings.domain.booking import cancel_booking
from linli.bookings.enums import AHEAD
from linli.cases.domain.deed import Deed, Sent, deed
from linli.cases.enums import Outcome, Verb
from linli.mediation.enums import SideOf
from linli.mediation.models import Mediation, Session, Side
from linli.mediation.rules import in_order, side_of
from linli.people.reader import Reader, system


@dataclass
class Step:
    """A mediation under lock: its row, all its sides, and the deed done to its matter."""

    mediation: Mediation
    everyone: list[Side]
    deed: Deed

    @property
    def first(self) -> Side:
        return self.everyone[0]

    @property
    def others(self) -> list[Side]:
        """Those who were asked, and stay."""
        return [side for side in self.sides if side.of != SideOf.FIRST]

    @property
    def sides(self) -> list[Side]:
        """Those between whom is mediated, or who are still asked."""
        return [side for side in self.everyone if side.stays]

    @property
    def at(self) -> datetime:
        return self.deed.at

    def mine(self, by: Reader) -> Side | None:
        return side_of(by, self.everyone)

    def end(self, state: str, outcome: Outcome) -> None:
        """It is over: what was booked and has not begun is given back."""
        self.deed.move(state)
        self.deed.end(outcome)
        self.mediation.over_at = self.at
        for session in Session.objects.filter(mediation=self.mediation, cancelled_at=None, result=""):
            give_back(session, at=self.at)


@contextmanager
def step(
    mediation: Mediation, verb: Verb, *, by: Reader, what: str, seq: int | None = None, at: datetime | None = None
) -> Iterator[Step]:
    """Do a deed. `what` is its code in the history; words and names never go there.

    Raises StaleCase, NotPossibleNow, NotYours; and what the block raises.
    """
    with deed(mediation.case_id, verb, by=by, at=at, sent=Sent(seq=seq)) as this:
        locked = Mediation.objects.select_for_update().get(pk=mediation.pk)
        sides = in_order(Side.objects.select_for_update().filter(mediation=locked))
        this.facts["what"] = what
        yield Step(locked, sides, this)
        locked.save()


def give_back(session: Session, *, at: datetime | None = None) -> None:
    """Cancel a session and give its room back; one that has begun stays as it was."""
    moment = at or now()
    session.cancelled_at = moment
    session.save(update_fields=["cancelled_at"])
    booking = session.booking
    if booking.state in AHEAD and booking.starts_at > moment:
        # The reason stands on the centre's calendar: it says nothing of what the room was for.
        cancel_booking(booking, by=system("mediation"), reason="不再需要", at=at)
