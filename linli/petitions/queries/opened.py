"""One petition as one reader stands before it."""

from dataclasses import dataclass

from django.utils.timezone import now
from django.utils.translation import gettext as _

from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.people.enums import Role
from linli.people.reader import Reader
from linli.petitions.domain.look import post_that_sees
from linli.petitions.enums import Round
from linli.petitions.models import Petition, Petitioner
from linli.petitions.queries.listing import printed
from linli.petitions.queries.visible import visible_to
from linli.petitions.rules import MAY_RECEIVE, is_petitioner, standing


@dataclass(frozen=True)
class Opened:
    """A petition as one reader stands before it. `may` holds the capacities of the procedure."""

    petition: Petition
    case: Case
    petitioners: list[Petitioner]
    may: frozenset[str]
    is_mine: bool
    sees_words: bool  # the body in charge does not, where the identity is to stay hidden
    may_see_persons: bool

    @property
    def number(self) -> str:
        return number_text(self.case.number, self.case.opened_at)

    @property
    def is_late(self) -> bool:
        """Whether the limit that runs has passed."""
        case = self.case
        return bool(case.is_open and case.next_due_at and case.next_due_at < now())

    @property
    def title(self) -> str:
        titles = {
            Round.FIRST: _("Petition · %(number)s"), Round.REVIEW: _("Review · %(number)s"),
            Round.REEXAMINATION: _("Re-examination · %(number)s"),
        }  # fmt: skip
        return titles[Round(self.petition.round)] % {"number": self.number}


def find(number: str, reader: Reader) -> Opened | None:
    """One petition by its printed number, if the reader may open it. Two statements."""
    wanted = number_of(number)
    if wanted is None:
        return None
    petition = visible_to(reader).select_related("case", "before__case").filter(case__number=wanted).first()
    if petition is None or printed(petition) != number:
        return None
    people = list(Petitioner.objects.filter(petition=petition).order_by("position"))
    is_mine = is_petitioner(reader, people)
    may = frozenset(standing(reader, petition, people))
    if not may:
        return None
    only_body = not is_mine and not may & {str(role) for role in (*MAY_RECEIVE, Role.SUPERVISOR)}
    return Opened(
        petition, petition.case, people, may, is_mine, not (only_body and petition.is_hidden),
        not is_mine and post_that_sees(petition, reader) is not None,
    )  # fmt: skip
