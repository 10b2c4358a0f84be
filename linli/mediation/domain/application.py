"""Apply for mediation, what the other sides answer, and leaving: by one side, or by so many that it is over."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.areas.villages import is_village
from linli.cases.domain.assignment import file_case
from linli.cases.domain.deed import lock
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Outcome, Source, Verb
from linli.mediation.domain.agreement import unsign
from linli.mediation.domain.deed import Step, step
from linli.mediation.domain.mediator import begin_when_all_accept
from linli.mediation.domain.telling import say, to_head, to_side, to_sides
from linli.mediation.enums import Answer, SideOf, Sort
from linli.mediation.errors import (
    GroundUnknown,
    NotForMediation,
    NotYourMediation,
    PlaceForMediation,
    SidesNeeded,
    TellOfDispute,
)
from linli.mediation.models import Agreement, Mediation, Side
from linli.mediation.rules import applied, side_of
from linli.people.keyring import keyring
from linli.people.models import Account
from linli.people.phones import normalise_phone
from linli.people.reader import Reader

COMPARTMENT = "mediation"
KIND = "T001"
NEUTRAL = "申请人民调解"  # all that the matter itself says
FEWEST = 2  # sides between whom something can be mediated


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
    others: tuple[Person, ...]  # with whom: one, or several
    area: str
    said: str = ""
    place: str = ""  # the house, the land, the shop it is about
    danger: str = ""
    is_joint: bool = False  # all stand at the counter
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
            said=asked.said.strip(), place=asked.place.strip(), applied_at=opened.case.opened_at, is_invented=asked.is_invented,
        )  # fmt: skip
        moment = opened.case.opened_at
        others = Answer.AGREED if asked.is_joint else Answer.ASKED
        for of, who, phone in zip(SideOf, (asked.first, *asked.others), phones, strict=False):
            _side(mediation, of, who, phone, Answer.AGREED if of == SideOf.FIRST else others, moment)
        say("applied", mediation, opened.case, to_head(mediation))
    return mediation


def _phones(asked: Application) -> list[str]:
    """The number of each side in E.164, all different. Raises SidesNeeded."""
    sides = (asked.first, *asked.others)
    if not 2 <= len(sides) <= len(SideOf) or not all(side.name.strip() for side in sides):
        raise SidesNeeded
    found = [
        side.account.phone if side.account else normalise_phone(side.phone) if side.phone else "" for side in sides
    ]
    if not all(found) or len(set(found)) < len(found):
        raise SidesNeeded
    return found


def _side(mediation: Mediation, of: SideOf, who: Person, number: str, answer: Answer, at: datetime) -> None:
    Side.objects.create(
        mediation=mediation, of=of, account=who.account, name=who.name.strip(), phone=number,
        phone_index=keyring().index(number), address=who.address.strip(), answer=answer,
        answered_at=at if answer == Answer.AGREED else None, invited_at=at if answer == Answer.AGREED else None,
    )  # fmt: skip


def take_on(mediation: Mediation, *, by: Reader, seq: int | None = None, at: datetime | None = None) -> Mediation:
    """Take it on and invite the others; where all have applied, they choose a mediator at once.

    Raises NotPossibleNow, NotYours, StaleCase.
    """
    with transaction.atomic():
        with step(mediation, Verb.ACCEPT, by=by, what="taken_on", seq=seq, at=at) as this:
            file_case(this.deed)
            asked = [side for side in this.others if side.answer != Answer.AGREED]
            for side in asked:
                side.invited_at = this.at
                side.save()
                say("invited", this.mediation, this.deed.case, to_side(side))
            if asked:
                say("taken_on", this.mediation, this.deed.case, to_side(this.first))
        if not asked:
            with step(mediation, Verb.REPORT_PROGRESS, by=by, what="both_applied", at=at) as this:
                say("agreed", this.mediation, this.deed.case, to_sides(this.sides))
    return this.mediation


def answer_invitation(
    mediation: Mediation, answer: Answer, *, by: Reader, whose: SideOf = SideOf.SECOND, seq: int | None = None,
    at: datetime | None = None,
) -> Mediation:  # fmt: skip
    """One who was asked agrees, does not, or is somebody else; or the committee notes what they (`whose`) said by telephone.

    Whoever does not agree is out; it goes on once all who were asked have answered and two sides want to try, and is over
    where fewer are left. Raises NotYourMediation for the side that applied, NotPossibleNow, NotYours, StaleCase.
    """
    with transaction.atomic():
        verb = _verb_of(mediation, by, whose, agrees=answer == Answer.AGREED)
        with step(mediation, verb, by=by, what=f"answer_{answer}", seq=seq, at=at) as this:
            side = _answering(this, by, whose)
            side.answer, side.answered_at = answer, this.at
            if this.mine(by) is not None and answer != Answer.SOMEBODY_ELSE:
                side.account_id = by.actor_id
            side.save()
            _after_answer(this, side)
    return this.mediation


def _answering(this: Step, by: Reader, whose: SideOf) -> Side:
    """Whose answer it is. Raises NotYourMediation for the side that applied, and where there is nobody still asked."""
    mine = this.mine(by)
    side = mine or next((one for one in this.everyone if one.of == whose), None)
    if side is None or applied(side) or side.answer != Answer.ASKED or not side.stays:
        raise NotYourMediation
    return side


def _verb_of(mediation: Mediation, by: Reader, whose: SideOf, *, agrees: bool) -> Verb:
    """Which deed of the procedure an answer is: one that ends it, where fewer than two sides would be left. Locks the matter."""
    lock(mediation.case_id)
    sides = list(Side.objects.filter(mediation=mediation))
    mine = side_of(by, sides)
    of = mine.of if mine else whose
    left = [side for side in sides if side.stays and (agrees or side.of != of)]
    return Verb.REPORT_PROGRESS if len(left) >= FEWEST else Verb.CLOSE


def _after_answer(this: Step, side: Side) -> None:
    """Wait for the others, go on to the choice of a mediator, or end it."""
    agrees = side.answer == Answer.AGREED
    told = to_side(this.first) + to_head(this.mediation)
    if len(this.sides) < FEWEST:
        this.end("declined", Outcome.EXPLAINED)
        say("declined", this.mediation, this.deed.case, told)
        return
    waits = any(one.answer == Answer.ASKED for one in this.sides)
    this.deed.stays = waits
    if waits or not agrees:
        say("one_agrees" if agrees else "one_declines", this.mediation, this.deed.case, told)
    if not waits:
        say("agreed", this.mediation, this.deed.case, to_sides(this.sides) + to_head(this.mediation))


def leave(
    mediation: Mediation, *, by: Reader, whose: SideOf | None = None, seq: int | None = None, at: datetime | None = None
) -> Mediation:
    """One side leaves, at any moment and without a reason; the mediator or the head may note it (`whose`).

    For that side it ends. For all it ends where fewer than two are left, where the side that applied takes it back before
    anybody has chosen a mediator, and where nobody is named. Raises NotPossibleNow, NotYours, StaleCase, NotYourMediation.
    """
    with step(mediation, Verb.WITHDRAW, by=by, what="left", seq=seq, at=at) as this:
        mine = this.mine(by) or next((side for side in this.sides if side.of == whose), None)
        if mine is None and whose is not None:
            raise NotYourMediation
        if mine is not None:
            mine.left_at = this.at
            mine.save()
        told = to_sides(side for side in this.everyone if side.invited_at and side != this.mine(by) and side.stays)
        is_taken_back = mine is not None and applied(mine) and this.deed.from_state in ("applied", "invited")
        if mine is None or is_taken_back or len(this.sides) < FEWEST:
            this.end("left", Outcome.WITHDRAWN)
            say("left", this.mediation, this.deed.case, told)
        else:
            this.deed.facts["what"] = "side_left"
            _go_on_without(this)
            say("side_left", this.mediation, this.deed.case, told)
    return this.mediation


def _go_on_without(this: Step) -> None:
    """The others go on: what waited for the one who left waits no more, and what was to be signed is worded anew."""
    this.deed.stays, this.deed.meets = True, False
    state = this.deed.case.state
    if state == "invited" and all(side.answer == Answer.AGREED for side in this.sides):
        this.deed.move("choosing")
    if state == "choosing":
        begin_when_all_accept(this)
        if not this.deed.stays:
            this.deed.move("mediating")
        this.deed.stays = True
    if state == "drawn":
        unsign(this)
        Agreement.objects.filter(mediation=this.mediation).update(mediator_signed_at=None)
        this.deed.move("mediating")


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
