"""Apply for mediation, and what the other side answers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.areas.villages import is_village
from linli.cases.domain.assignment import file_case
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Outcome, Source, Verb
from linli.mediation.domain.deed import step
from linli.mediation.domain.telling import say, to_head, to_side
from linli.mediation.enums import Answer, SideOf, Sort
from linli.mediation.errors import (
    GroundUnknown,
    NotForMediation,
    NotYourMediation,
    PlaceForMediation,
    SidesNeeded,
    TellOfDispute,
)
from linli.mediation.models import Mediation, Side
from linli.mediation.rules import is_second
from linli.people.keyring import keyring
from linli.people.models import Account
from linli.people.phones import normalise_phone
from linli.people.reader import Reader

COMPARTMENT = "mediation"
KIND = "T001"
NEUTRAL = "申请人民调解"  # all that the matter itself says


@dataclass(frozen=True)
class Person:
    """One side as it is written down."""

    name: str
    phone: str = ""
    address: str = ""
    account: Account | None = None


@dataclass(frozen=True)
class Application:
    """What somebody applies with. `danger`: the ground of the closed list that was ticked, "" where none holds."""

    sort: Sort
    words: str
    first: Person
    second: Person
    area: str
    said: str = ""
    danger: str = ""
    is_joint: bool = False  # both stand at the counter
    source: Source = Source.PORTAL
    key: str | None = None
    is_invented: bool = False


def apply_for_mediation(asked: Application, *, by: Reader, at: datetime | None = None) -> Mediation:
    """Open a mediation. The same key gives the same one.

    Raises NotForMediation (nothing is kept), SidesNeeded, PlaceForMediation, TellOfDispute.
    """
    if asked.danger:
        raise NotForMediation
    if not is_village(asked.area):
        raise PlaceForMediation
    if not asked.words.strip():
        raise TellOfDispute
    phones = _phones(asked)
    report = Report(
        kind=KIND, words=NEUTRAL, area=asked.area, source=asked.source, key=asked.key, compartment=COMPARTMENT,
        is_public=False, is_invented=asked.is_invented,
    )  # fmt: skip
    with transaction.atomic():
        opened = open_case(report, by=by, at=at)
        if not opened.is_new:
            return Mediation.objects.get(case=opened.case)
        mediation = Mediation.objects.create(
            case=opened.case, town=asked.area[:9], village=asked.area, sort=asked.sort, words=asked.words.strip(),
            said=asked.said.strip(), applied_at=opened.case.opened_at, is_invented=asked.is_invented,
        )  # fmt: skip
        moment = opened.case.opened_at
        _side(mediation, SideOf.FIRST, asked.first, phones[0], Answer.AGREED, moment)
        answer = Answer.AGREED if asked.is_joint else Answer.ASKED
        _side(mediation, SideOf.SECOND, asked.second, phones[1], answer, moment)
        say("applied", mediation, opened.case, to_head(mediation))
    return mediation


def _phones(asked: Application) -> tuple[str, str]:
    """Both numbers in E.164. Raises SidesNeeded."""
    first = asked.first.account.phone if asked.first.account else normalise_phone(asked.first.phone)
    second = normalise_phone(asked.second.phone)
    named = asked.first.name.strip() and asked.second.name.strip()
    if not (named and first and second) or first == second:
        raise SidesNeeded
    return first, second


def _side(mediation: Mediation, of: SideOf, who: Person, number: str, answer: Answer, at: datetime) -> None:
    Side.objects.create(
        mediation=mediation, of=of, account=who.account, name=who.name.strip(), phone=number,
        phone_index=keyring().index(number), address=who.address.strip(), answer=answer,
        answered_at=at if answer == Answer.AGREED else None, invited_at=at if answer == Answer.AGREED else None,
    )  # fmt: skip


def take_on(mediation: Mediation, *, by: Reader, seq: int | None = None, at: datetime | None = None) -> Mediation:
    """Take it on and invite the other side; where both have applied, they choose a mediator at once.

    Raises NotPossibleNow, NotYours, StaleCase.
    """
    with transaction.atomic():
        with step(mediation, Verb.ACCEPT, by=by, what="taken_on", seq=seq, at=at) as this:
            file_case(this.deed)
            both = this.second.answer == Answer.AGREED
            if not both:
                this.second.invited_at = this.at
                this.second.save()
                say("invited", this.mediation, this.deed.case, to_side(this.second))
                say("taken_on", this.mediation, this.deed.case, to_side(this.first))
        if both:
            with step(mediation, Verb.REPORT_PROGRESS, by=by, what="both_applied", at=at) as this:
                say("agreed", this.mediation, this.deed.case, to_side(this.first) + to_side(this.second))
    return this.mediation


def answer_invitation(
    mediation: Mediation, answer: Answer, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:
    """The other side agrees, does not, or is somebody else; or the committee notes what it has said by telephone.

    Raises NotYourMediation for the side that applied, NotPossibleNow, NotYours, StaleCase.
    """
    agrees = answer == Answer.AGREED
    verb = Verb.REPORT_PROGRESS if agrees else Verb.CLOSE
    with step(mediation, verb, by=by, what=f"answer_{answer}", seq=seq, at=at) as this:
        mine = this.mine(by)
        if mine is not None and not is_second(mine):
            raise NotYourMediation
        second = this.second
        second.answer, second.answered_at = answer, this.at
        if mine is not None and answer != Answer.SOMEBODY_ELSE:
            second.account_id = by.actor_id
        second.save()
        if agrees:
            say("agreed", this.mediation, this.deed.case, to_side(this.first) + to_head(this.mediation))
        else:
            this.end("declined", Outcome.EXPLAINED)
            say("declined", this.mediation, this.deed.case, to_side(this.first) + to_head(this.mediation))
    return this.mediation


def leave(mediation: Mediation, *, by: Reader, seq: int | None = None, at: datetime | None = None) -> Mediation:
    """One side leaves, at any moment and without a reason; the mediator or the head may note it. Then it is over.

    Raises NotPossibleNow, NotYours, StaleCase.
    """
    with step(mediation, Verb.WITHDRAW, by=by, what="left", seq=seq, at=at) as this:
        this.end("left", Outcome.WITHDRAWN)
        told = [side for side in this.sides if side.invited_at and side != this.mine(by)]
        say("left", this.mediation, this.deed.case, [one for side in told for one in to_side(side)])
    return this.mediation


def refer_on(
    mediation: Mediation, ground: str, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:
    """It cannot be mediated: say which of the listed grounds holds; the page says where to go instead.

    Raises GroundUnknown, NotPossibleNow, NotYours, StaleCase.
    """
    with step(mediation, Verb.REFUSE, by=by, what="referred", seq=seq, at=at) as this:
        if this.deed.spec.ground(ground) is None:
            raise GroundUnknown
        # Beside the words, where it can be erased; the history says no more than that it was referred on.
        this.mediation.ground = ground
        this.end("referred", Outcome.NOT_ACCEPTED)
        # Only who applied is told: news of it could put somebody in danger.
        say("referred", this.mediation, this.deed.case, to_side(this.first))
    return this.mediation
