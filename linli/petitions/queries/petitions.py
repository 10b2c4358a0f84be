"""Petitions as somebody may see them. A list shows the number and nothing of the matter."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from linli.cases.models import Case, CaseEvent, CaseLimit, ExtensionRequest, Objection
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.people.enums import Role
from linli.people.keyring import keyring
from linli.people.models import Post
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader
from linli.petitions.domain.look import post_that_sees
from linli.petitions.enums import Round
from linli.petitions.models import Petition, Petitioner
from linli.petitions.rules import MAY_ANSWER, MAY_APPROVE, MAY_RECEIVE, is_petitioner, may_decide, standing

SHOWN = 50
LEVELS = {9: "town", 12: "village"}


def own_petitioners(reader: Reader) -> QuerySet[Petitioner]:
    """The lines under which a reader petitions."""
    mine = Q(account_id=reader.actor_id)
    phone = reader.account.phone if reader.account else ""
    if phone:
        mine |= Q(account__isnull=True, phone_index__in=keyring().indexes(phone))
    return Petitioner.objects.filter(mine) if reader.actor_id else Petitioner.objects.none()


def at_desk(reader: Reader) -> QuerySet[Petition]:
    """What a reader's posts open: where they take petitions, what their body answers, what they watch; never what is about
    their own unit, nor what they petition themselves."""
    seen = Q(pk__in=())
    for post in reader.posts:
        if post.role in MAY_RECEIVE or post.role == Role.SUPERVISOR:
            here = (
                Q(**{LEVELS[len(post.area)]: post.area})
                if len(post.area) in LEVELS
                else Q(village__startswith=post.area)
            )
            seen |= here & Q(round=Round.FIRST) if post.role in MAY_RECEIVE else here
        if post.role in MAY_ANSWER | MAY_APPROVE and may_decide(post.unit_id):
            seen |= Q(case__lead_unit=post.unit_id)
    units = [post.unit_id for post in reader.posts]
    found = Petition.objects.filter(seen).exclude(case__about_unit_id__in=units)
    return found.exclude(id__in=own_petitioners(reader).values("petition_id"))


def visible_to(reader: Reader) -> QuerySet[Petition]:
    """All that a reader may open."""
    if reader.is_system:
        return Petition.objects.all()
    if reader.actor_id is None:
        return Petition.objects.none()
    mine = Q(id__in=own_petitioners(reader).values("petition_id"))
    return Petition.objects.filter(mine | Q(id__in=at_desk(reader).values("id")) if reader.posts else mine)


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is by its number, how far, and when the next limit ends."""

    number: str
    round: str
    state: str
    is_over: bool
    place: str
    body: str
    due_at: datetime | None
    is_late: bool
    is_invented: bool


def _row(petition: Petition) -> Row:
    case = petition.case
    state = spec_of(case.procedure_id).state(case.state)
    return Row(
        number_text(case.number, case.opened_at), str(Round(petition.round).label), str(state.title), not case.is_open,
        petition.village, unit_name(case.lead_unit_id), case.next_due_at if case.is_open else None,
        bool(case.is_open and case.next_due_at and case.next_due_at < now()), petition.is_invented,
    )  # fmt: skip


def my_petitions(reader: Reader) -> list[Row]:
    """Those I have brought. One statement."""
    mine = Petition.objects.filter(id__in=own_petitioners(reader).values("petition_id")).select_related("case")
    return [_row(one) for one in mine.order_by("-id")[:SHOWN]]


def desk_list(view: str, reader: Reader) -> list[Row]:
    """`route`: to pass on; `answer`: of my body, to take on or to answer; `decide`: an objection or more time to decide on;
    `running`: all that runs, the next limit first; `over`: what is over, newest first. One statement."""
    found = at_desk(reader)
    if view == "over":
        return [_row(one) for one in found.filter(over_at__isnull=False).select_related("case").order_by("-id")[:SHOWN]]
    found = found.filter(over_at__isnull=True)
    if view == "route":
        found = found.filter(case__state="received")
    if view == "answer":
        units = [post.unit_id for post in reader.posts if post.role in MAY_ANSWER]
        found = found.filter(case__state__in=["routed", "handling", "asked"], case__lead_unit__in=units)
    if view == "decide":
        disputed = Objection.objects.filter(decided_at__isnull=True).values("case_id")
        asked = ExtensionRequest.objects.filter(decided_at__isnull=True).values("case_id")
        found = found.filter(Q(case_id__in=disputed) | Q(case_id__in=asked))
    ordered = found.select_related("case").order_by(F("case__next_due_at").asc(nulls_last=True), "-id")
    return [_row(one) for one in ordered[:SHOWN]]


def waiting_for(account_id: UUID) -> QuerySet[Petition]:
    """What waits for somebody, as rows for the desk's tally: to be passed on in their town or community, or their body's to
    answer. Who holds a post for the whole county is not told of every community's."""
    posts = Post.objects.filter(_held(), account=account_id)
    here = posts.filter(role__in=MAY_RECEIVE, area__in=[OuterRef("village"), OuterRef("town")])
    body = posts.filter(role__in=MAY_ANSWER, unit=OuterRef("case__lead_unit_id"))
    mine = Q(Exists(here), case__state="received") | Q(Exists(body), case__state__in=["routed", "handling", "asked"])
    about = posts.filter(unit=OuterRef("case__about_unit_id"))
    return Petition.objects.filter(mine, ~Exists(about), over_at__isnull=True)


def _held() -> Q:
    today = localdate()
    return Q(from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))


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
    def title(self) -> str:
        titles = {
            Round.FIRST: _("Petition · %(number)s"), Round.REVIEW: _("Review · %(number)s"),
            Round.REEXAMINATION: _("Re-examination · %(number)s"),
        }  # fmt: skip
        return titles[Round(self.petition.round)] % {"number": self.number}


def printed(petition: Petition) -> str:
    """Its number as it is printed."""
    return number_text(petition.case.number, petition.case.opened_at)


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


@dataclass(frozen=True)
class Clock:
    """One limit in words: until when, and whether it is met or past."""

    title: str
    due_at: datetime
    met_at: datetime | None
    is_late: bool
    is_certain: bool


def clocks(case: Case) -> list[Clock]:
    """The limits of a petition, in the order in which they began. One statement."""
    titles = {rule.key: str(rule.title) for rule in spec_of(case.procedure_id).limits}
    rows = CaseLimit.objects.filter(case=case).order_by("starts_at", "due_at", "key")
    return [
        Clock(titles.get(row.key, row.key), row.due_at, row.met_at, (row.met_at or now()) > row.due_at, row.is_certain)
        for row in rows
        if row.met_at or case.is_open
    ]


@dataclass(frozen=True)
class Event:
    """One line of the history: when, and what; never who of those who petition."""

    at: datetime
    what: str


def history(case: Case) -> list[Event]:
    """What has happened, newest first. One statement."""
    words = event_words()
    rows = CaseEvent.objects.filter(case=case).order_by("-seq").values_list("at", "verb", "facts")
    return [Event(at, words[what]) for at, verb, facts in rows if (what := facts.get("what") or verb) in words]


def event_words() -> dict[str, str]:
    return {
        "open": _("Registered"), "routed": _("Passed on"), "declined": _("Not accepted"), "accepted": _("Taken on"),
        "object": _("The body says it is for another"), "decide_objection": _("The objection was decided"),
        "transfer": _("Passed on to another body"), "ask_extension": _("More time was asked for"),
        "extend_limit": _("More time was granted"), "refuse_extension": _("More time was not granted"),
        "answered": _("Answered in writing"), "withdrawn": _("Withdrawn"),
    }  # fmt: skip


def paper_titles(petition: Petition, seqs: Collection[int | None]) -> dict[int | None, str]:
    """What the papers are, by the events they were issued with. One statement."""
    is_first = petition.round == Round.FIRST
    words = {
        "open": _("Receipt") if is_first else _("Your request has come in"), "routed": _("To whom it was passed on"),
        "transfer": _("To whom it was passed on"), "declined": _("Not accepted, and the right way"),
        "accepted": _("It is taken on"), "extend_limit": _("More time, and why"), "answered": _("The answer in writing"),
    }  # fmt: skip
    rows = CaseEvent.objects.filter(case=petition.case_id, seq__in=[seq for seq in seqs if seq])
    named = rows.values_list("seq", "verb", "facts")
    return {seq: words[what] for seq, verb, facts in named if (what := facts.get("what") or verb) in words}


def earlier(petition: Petition, people: list[Petitioner], reader: Reader) -> list[Row]:
    """Other petitions under the same telephone that the reader may open too, so that one matter is not taken twice. One statement."""
    indexes = [one.phone_index for one in people if one.phone_index]
    if not indexes:
        return []
    same = Petitioner.objects.filter(phone_index__in=indexes).values("petition_id")
    found = at_desk(reader).filter(id__in=same).exclude(pk=petition.pk).select_related("case")
    return [_row(one) for one in found.order_by("-id")[:5]]
