"""What every deed in a petition does alike: the matter's lock and history, then the petition's own row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.cases.domain.deed import Deed, Sent, deed
from linli.cases.enums import Outcome, Verb
from linli.cases.models import Case
from linli.common.calendar import LimitUnit, Pause
from linli.common.working_calendar import working_calendar
from linli.people.reader import Reader
from linli.petitions.enums import Part, Pressure
from linli.petitions.errors import GroundUnknown
from linli.petitions.models import Note, Petition, Petitioner, Urging

MOST_NOTE = 2000
# All that the matter itself says; where the engine asks a reason, the reason stands in the compartment, sealed.
NEUTRAL = "见信访件"


@dataclass
class Step:
    """A petition under lock: its row, who petitions, and the deed done to its matter."""

    petition: Petition
    petitioners: list[Petitioner]
    deed: Deed

    @property
    def at(self) -> datetime:
        return self.deed.at

    @property
    def case(self) -> Case:
        return self.deed.case

    def end(self, state: str, outcome: Outcome) -> None:
        """It is over: whether every limit was kept, how many working days it took, and what was urged is owed no more."""
        self.deed.move(state)
        self.deed.end(outcome)
        limits = self.deed.limits
        self.petition.over_at = self.at
        self.petition.is_in_time = all(one.met_at is None or one.met_at <= one.due_at for one in limits)
        whole = next((one for one in limits if one.is_whole), None)
        rests = [] if whole is None else [step for step in whole.steps if len(step) == 2]
        self.petition.took_days = working_calendar().spent(
            self.petition.received_at, self.at, LimitUnit.WORKING_DAYS,
            pauses=[Pause(datetime.fromisoformat(begun), datetime.fromisoformat(ended)) for begun, ended in rests],
        )  # fmt: skip
        settle_urging(self.petition, self.at)


@contextmanager
def step(
    petition: Petition, verb: Verb, *, by: Reader, what: str, seq: int | None = None, at: datetime | None = None
) -> Iterator[Step]:
    """Do a deed. `what` is its code in the history; words and names never go there.

    Raises StaleCase, NotPossibleNow, NotYours; and what the block raises.
    """
    with deed(petition.case_id, verb, by=by, at=at, sent=Sent(seq=seq)) as this:
        locked, petitioners = lock_petition(petition)
        locked.case = this.case
        this.facts["what"] = what
        yield Step(locked, petitioners, this)
        locked.save()
    petition.__dict__.update({name: value for name, value in locked.__dict__.items() if name != "_state"})


def lock_petition(petition: Petition) -> tuple[Petition, list[Petitioner]]:
    """The row as it is now, locked, with those who petition. Inside a transaction; the matter is locked before it."""
    locked = Petition.objects.select_for_update().get(pk=petition.pk)
    return locked, list(Petitioner.objects.filter(petition=locked).order_by("position"))


def write_note(petition: Petition, part: Part, words: str, *, by: Reader, unit: UUID | None, at: datetime) -> None:
    """Keep what an office said, sealed; nothing where it said nothing."""
    if words.strip():
        mine = next((post.unit_id for post in by.posts if post.unit_id == unit), None)
        own = mine or (by.posts[0].unit_id if by.posts else None)
        Note.objects.create(petition=petition, part=part, words=words.strip()[:MOST_NOTE], unit_id=own, at=at)


def settle_urging(petition: Petition, at: datetime) -> None:
    """What was urged has been done, or is for another body; suggestions are still to be answered (40)."""
    Urging.objects.filter(petition=petition, pressure=Pressure.URGE, over_at__isnull=True).update(over_at=at)


def check_ground(this: Step, ground: str) -> tuple[str, str]:
    """The title and the way of a listed ground, in Chinese for the paper. Raises GroundUnknown."""
    listed = this.deed.spec.ground(ground)
    if listed is None:
        raise GroundUnknown
    return listed.title.zh, listed.instead.zh
