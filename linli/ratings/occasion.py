"""What is rated, as the app that knows it hands it over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.places.models import Place
from linli.ratings.enums import Rated


@dataclass(frozen=True)
class Occasion:
    """One thing that was done and can be rated once.

    `served_by`: the accounts whose work it is about; none of them follows a low grade up. `rater`: whom to answer, None
    where nobody is known or wants to be.
    """

    kind: Rated
    subject_id: UUID
    number: str
    title: str
    item_code: str
    place: Place | None  # None for what no centre does: then `area`
    ended_at: datetime
    served_by: Iterable[UUID] = ()
    rater: UUID | None = None
    round: int = 0  # how often it was reopened
    is_invented: bool = False
    area: str = ""
    served_unit: UUID | None = None  # whose work it is, and about whom it is: nobody of these follows a low grade up
    about_unit: UUID | None = None
