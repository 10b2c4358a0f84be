"""Lists of petitions. A list shows the number and nothing of the matter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, now

from linli.cases.models import ExtensionRequest, Objection
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.people.models import Post
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader
from linli.petitions.enums import Round
from linli.petitions.models import Petition, Petitioner, Urging
from linli.petitions.queries.visible import at_desk, own_petitioners
from linli.petitions.rules import MAY_ANSWER, MAY_RECEIVE

SHOWN = 50


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
    id: UUID
    received_at: datetime
    is_resting: bool
    pressed: str = ""  # "urge", "supervise": that it was, at any time


def row_of(petition: Petition) -> Row:
    case = petition.case
    state = spec_of(case.procedure_id).state(case.state)
    return Row(
        number_text(case.number, case.opened_at), str(Round(petition.round).label), str(state.title), not case.is_open,
        petition.village, unit_name(case.lead_unit_id), case.next_due_at if case.is_open else None,
        bool(case.is_open and case.next_due_at and case.next_due_at < now()), petition.is_invented,
        petition.id, petition.received_at, bool(case.is_open and case.paused_at), _pressed(petition),
    )  # fmt: skip


def _pressed(petition: Petition) -> str:
    return "supervise" if petition.supervised_at else "urge" if petition.urged_at else ""


def my_petitions(reader: Reader) -> list[Row]:
    """Those I have brought. One statement."""
    mine = Petition.objects.filter(id__in=own_petitioners(reader).values("petition_id")).select_related("case")
    return [row_of(one) for one in mine.order_by("-id")[:SHOWN]]


def desk_list(view: str, reader: Reader) -> list[Row]:
    """`route`: to pass on; `answer`: of my body, to take on or to answer; `decide`: an objection or more time to decide on;
    `urged`: what a body owes a report of; `running`: all that runs, the next limit first; `over`: what is over, newest first.
    One statement."""
    found = at_desk(reader)
    if view == "urged":  # also of what is answered, and not carried out
        owed = Urging.objects.filter(over_at__isnull=True).values("petition_id")
        rows = (
            found.filter(id__in=owed)
            .select_related("case")
            .order_by(F("case__next_due_at").asc(nulls_last=True), "-id")
        )
        return [row_of(one) for one in rows[:SHOWN]]
    if view == "over":
        return [
            row_of(one) for one in found.filter(over_at__isnull=False).select_related("case").order_by("-id")[:SHOWN]
        ]
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
    return [row_of(one) for one in ordered[:SHOWN]]


def waiting_for(account_id: UUID) -> QuerySet[Petition]:
    """What waits for somebody, as rows for the desk's tally: to be passed on in their town or community, or their body's to
    answer or to report back on. Who holds a post for the whole county is not told of every community's."""
    posts = Post.objects.filter(_held(), account=account_id)
    here = posts.filter(role__in=MAY_RECEIVE, area__in=[OuterRef("village"), OuterRef("town")])
    body = posts.filter(role__in=MAY_ANSWER, unit=OuterRef("case__lead_unit_id"))
    mine = Q(Exists(here), case__state="received") | Q(Exists(body), case__state__in=["routed", "handling", "asked"])
    # Of what is answered and not carried out, a report may still be owed.
    owed = Urging.objects.filter(over_at__isnull=True).values("petition_id")
    about = posts.filter(unit=OuterRef("case__about_unit_id"))
    return Petition.objects.filter(mine & Q(over_at__isnull=True) | Q(Exists(body), id__in=owed), ~Exists(about))


def _held() -> Q:
    today = localdate()
    return Q(from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))


def earlier(petition: Petition, people: list[Petitioner], reader: Reader) -> list[Row]:
    """Other petitions under the same telephone that the reader may open too, so that one matter is not taken twice. One statement."""
    indexes = [one.phone_index for one in people if one.phone_index]
    if not indexes:
        return []
    same = Petitioner.objects.filter(phone_index__in=indexes).values("petition_id")
    found = at_desk(reader).filter(id__in=same).exclude(pk=petition.pk).select_related("case")
    return [row_of(one) for one in found.order_by("-id")[:5]]


def printed(petition: Petition) -> str:
    """Its number as it is printed."""
    return number_text(petition.case.number, petition.case.opened_at)
