"""Mediations as somebody may see them. A list shows the number and nothing of the matter, even to those who may open it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from linli.cases.models import Case, CaseEvent
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.mediation.enums import Answer, SideOf
from linli.mediation.models import Guest, Mediation, ReturnVisit, Session, Side
from linli.mediation.rules import MAY_LOOK, in_order, is_looking, is_mediator, is_named, side_of
from linli.people.keyring import keyring
from linli.people.reader import Reader

SHOWN = 50
LEVELS = {9: "town", 12: "village"}


def own_sides(reader: Reader) -> QuerySet[Side]:
    """The sides that a reader is, once they are invited."""
    mine = Q(account_id=reader.actor_id)
    phone = reader.account.phone if reader.account else ""
    if phone:
        mine |= Q(account__isnull=True, phone_index__in=keyring().indexes(phone))
    found = Side.objects.filter(mine, invited_at__isnull=False).exclude(answer=Answer.SOMEBODY_ELSE)
    return found if reader.actor_id else found.none()


def overseen(reader: Reader) -> QuerySet[Mediation]:
    """What heads and auditors may have a look at, by the area of their posts, but for what they are a side of."""
    seen = Q(pk__in=())
    for post in reader.with_role(*MAY_LOOK):
        seen |= Q(**{LEVELS[len(post.area)]: post.area}) if len(post.area) in LEVELS else Q()
        if len(post.area) not in LEVELS:
            return Mediation.objects.exclude(sides__in=own_sides(reader))
    return Mediation.objects.filter(seen).exclude(sides__in=own_sides(reader))


def visible_to(reader: Reader) -> QuerySet[Mediation]:
    """All that a reader may know of by its number."""
    if reader.is_system:
        return Mediation.objects.all()
    if reader.actor_id is None:
        return Mediation.objects.none()
    mine = Q(id__in=own_sides(reader).values("mediation_id")) | Q(mediator_id=reader.actor_id)
    return Mediation.objects.filter(mine | Q(id__in=overseen(reader).values("id")))


@dataclass(frozen=True)
class Row:
    """One line of a list: "Mediation · number", how far it is, and when something is next."""

    number: str
    state: str
    is_over: bool
    next_at: datetime | None = None
    due_on: date | None = None
    has_left: bool = False  # the reader is a side that left

    @property
    def title(self) -> str:
        return _("Mediation · %(number)s") % {"number": self.number}


def _rows(found: QuerySet[Mediation]) -> list[Row]:
    """One statement. What a side has left is over for it, however far the others are."""
    ahead = Session.objects.filter(mediation=OuterRef("pk"), cancelled_at__isnull=True, result="", starts_at__gt=now())
    visits = ReturnVisit.objects.filter(mediation=OuterRef("pk"), done_at__isnull=True)
    found = found.select_related("case").annotate(
        next_at=Subquery(ahead.order_by("starts_at").values("starts_at")[:1]),
        visit_on=Subquery(visits.order_by("due_on").values("due_on")[:1]),
    )  # fmt: skip
    return [
        _left(one.case) if getattr(one, "has_left", False) else _row(one.case, one.next_at, one.visit_on)
        for one in found.order_by("-id")[:SHOWN]
    ]


def _left(case: Case) -> Row:
    return Row(number_text(case.number, case.opened_at), _("You have left"), is_over=True, has_left=True)


def _row(case: Case, next_at: datetime | None, visit_on: date | None) -> Row:
    state = spec_of(case.procedure_id).state(case.state)
    return Row(number_text(case.number, case.opened_at), str(state.title), not case.is_open, next_at, visit_on)


def my_mediations(reader: Reader) -> list[Row]:
    """Those I am a side of."""
    mine = own_sides(reader)
    left = mine.filter(mediation=OuterRef("pk"), left_at__isnull=False)
    found = Mediation.objects.filter(id__in=mine.values("mediation_id")).annotate(has_left=Exists(left))
    return _rows(found)


def desk_list(view: str, reader: Reader) -> list[Row]:
    """`mine`: those I mediate; `ahead`: with a session to come; `visits`: with a return visit due; `all`: what a head or an
    auditor may open by a look; `new`: of those, what waits to be taken on or for a mediator."""
    mine = Mediation.objects.filter(mediator_id=reader.actor_id)
    if view == "visits":
        due = ReturnVisit.objects.filter(mediation=OuterRef("pk"), done_at__isnull=True, due_on__lte=localdate())
        return _rows(mine.filter(Exists(due)))
    if view == "ahead":
        ahead = Session.objects.filter(
            mediation=OuterRef("pk"), cancelled_at__isnull=True, result="", starts_at__gt=now()
        )
        return _rows(mine.filter(Exists(ahead)))
    if view == "new":
        return _rows(overseen(reader).filter(over_at__isnull=True, case__state__in=["applied", "invited", "choosing"]))
    if view == "all":
        return _rows(overseen(reader))
    return _rows(mine)


def count_to_do(account_id: UUID) -> QuerySet[ReturnVisit]:
    """The return visits that are due for a mediator, as rows for the desk's tally."""
    return ReturnVisit.objects.filter(
        mediation__mediator_id=account_id, done_at__isnull=True, due_on__lte=localdate()
    )  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A mediation as one reader stands before it: `side` is theirs, `as_staff` opens its words."""

    mediation: Mediation
    case: Case
    everyone: tuple[Side, ...]
    side: Side | None
    is_mediator: bool
    is_looking: bool
    is_proposed: bool = False  # as mediator, and not accepted yet: reads the names, so as to see a conflict

    @property
    def number(self) -> str:
        return number_text(self.case.number, self.case.opened_at)

    @property
    def may_read(self) -> bool:
        return self.side is not None or self.is_mediator or self.is_looking

    @property
    def sides(self) -> list[Side]:
        """Those between whom is mediated, or who are still asked; once it is over before it began, all of them."""
        return [side for side in self.everyone if side.stays] or list(self.everyone)

    @property
    def others(self) -> list[Side]:
        """The sides that are not the reader's. Who was asked learns of those who want to try, and of who applied."""
        knows_all = self.side is None or self.side.of == SideOf.FIRST
        return [
            side for side in self.everyone
            if side != self.side and (knows_all or side.of == SideOf.FIRST or side.answer == Answer.AGREED)
        ]  # fmt: skip


def printed(mediation: Mediation) -> str:
    """Its number as it is printed."""
    return number_text(mediation.case.number, mediation.case.opened_at)


def find(number: str, reader: Reader) -> Opened | None:
    """One mediation by its printed number, if the reader may know of it. Three statements, a fourth for a look."""
    wanted = number_of(number)
    if wanted is None:
        return None
    found = visible_to(reader).select_related("case", "mediator").filter(case__number=wanted).first()
    if found is None or number_text(found.case.number, found.case.opened_at) != number:
        return None
    sides = tuple(in_order(Side.objects.filter(mediation=found)))
    side = side_of(reader, sides)
    mediates = side is None and is_mediator(reader, found)
    looks = side is None and not mediates and is_looking(reader, found)
    named = side is None and not mediates and is_named(reader, found)
    if not (side or mediates or named or overseen(reader).filter(pk=found.pk).exists()):
        return None  # a mediator who holds the post no more
    return Opened(found, found.case, sides, side, mediates, looks, named)


@dataclass(frozen=True)
class Joining:
    """Somebody who is proposed to join: what the reader's side says, and whether all sides agree."""

    guest: Guest
    mine: bool | None
    may_come: bool


def joining(found: Opened) -> list[Joining]:
    """Who is proposed to join. Two statements."""
    stay = {side.id for side in found.everyone if side.stays}
    rows = Guest.objects.filter(mediation=found.mediation).prefetch_related("answers").order_by("id")
    made = []
    for guest in rows:
        said = {answer.side_id: answer.agrees for answer in guest.answers.all()}
        mine = said.get(found.side.id) if found.side else None
        made.append(Joining(guest, mine, bool(stay) and all(said.get(side) for side in stay)))
    return made


@dataclass(frozen=True)
class Event:
    """One line of the history: when, and what; by whom only as a capacity."""

    at: datetime
    what: str


def history(case: Case) -> list[Event]:
    """What has happened, newest first; reminders and lapses of the clock are left out. One statement."""
    words = event_words()
    rows = CaseEvent.objects.filter(case=case).order_by("-seq").values_list("at", "verb", "facts")
    return [
        Event(at, words[what])
        for at, verb, facts in rows
        if (what := facts.get("what") or ("opened" if verb == "open" else "")) in words
    ]


def event_words() -> dict[str, str]:
    return {
        "opened": _("Applied for"), "taken_on": _("Taken on; the other side is invited"), "both_applied": _("All sides applied"),
        "answer_agreed": _("One side agreed to mediation"), "answer_refused": _("One side did not agree to mediation"),
        "side_left": _("One side left; the others go on"),
        "answer_somebody_else": _("The telephone is somebody else’s"), "left": _("One side left; it is over"),
        "referred": _("Referred on"), "mediator_named": _("A mediator was named"),
        "mediator_accepted": _("A side accepted the mediator"), "mediator_gone": _("The mediator stepped aside"),
        "guest_asked": _("Somebody else was proposed to join"), "guest_answered": _("A side answered about who joins"),
        "session_planned": _("A session was arranged"), "session_cancelled": _("A session was called off"),
        "session_moved": _("A session was put to another time"),
        "session_go_on": _("A session was held; it goes on"), "session_agreed": _("A session was held; all agree"),
        "session_not_agreed": _("A session was held; they do not agree"), "session_not_held": _("A session did not take place"),
        "agreement_drawn": _("The agreement was written"), "talk_again": _("Back to talking"),
        "signed": _("Signed"), "settled": _("Settled"), "unsettled": _("Ended without an agreement"),
    }  # fmt: skip
