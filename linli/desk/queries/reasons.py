"""Why a matter stands in a list of the dispatch desk, and since when: one or two statements for all of its rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.cases.enums import Verb
from linli.cases.models import CaseEvent, CaseLimit, CaseText, Objection
from linli.cases.queries.listing import CaseRow
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.sentences import route_words
from linli.cases.returns import Why, returns
from linli.people.queries.unit import unit_name

Whys = Mapping[UUID, Why]


def _unrouted(rows: Sequence[CaseRow], given: Mapping[UUID, CaseEvent]) -> Whys:
    """What the rules said; read with the words of the matter already."""
    return {
        row.id: Why(route_words(given[row.id].facts.get("route", {})), given[row.id].at) for row in rows if row.id in given
    }  # fmt: skip


def _late(rows: Sequence[CaseRow], given: Mapping[UUID, CaseEvent]) -> Whys:  # noqa: ARG001  (the shape of all)
    """Which limit has passed."""
    limits = CaseLimit.objects.filter(case__in=[row.id for row in rows], met_at__isnull=True)
    keys = {(limit.case_id, limit.due_at): limit.key for limit in limits.only("case_id", "due_at", "key")}
    found = {}
    for row in rows:
        if row.next_due_at is None:
            continue
        key = keys.get((row.id, row.next_due_at), "")
        title = next((str(rule.title) for rule in spec_of(row.procedure_id).limits if rule.key == key), _("Limit"))
        found[row.id] = Why(_("%(limit)s is overdue.") % {"limit": title}, row.next_due_at)
    return found


BACK = (Verb.SEND_BACK, Verb.REOPEN, Verb.RECORD_VISIT)


def _returned(rows: Sequence[CaseRow], given: Mapping[UUID, CaseEvent]) -> Whys:  # noqa: ARG001
    """What an app above says; else who sent it back, or reopened it, last."""
    numbers = [row.id for row in rows]
    events = CaseEvent.objects.filter(case__in=numbers, verb__in=BACK).order_by("case_id", "-seq").distinct("case_id")
    counts = {row.id: row.reopened for row in rows}
    found = {event.case_id: Why(_back_words(event, counts[event.case_id]), event.at) for event in events}
    for source in returns():
        found |= source.why(numbers)
    return found


def _back_words(event: CaseEvent, reopened: int) -> str:
    if event.verb == Verb.REOPEN:
        return ngettext("Reopened: not solved.", "Reopened %(n)s times: not solved.", reopened) % {"n": reopened}
    if event.verb == Verb.RECORD_VISIT:
        return _("The return visit found it not resolved.")
    return _("The check sent it back.")


def _disputed(rows: Sequence[CaseRow], given: Mapping[UUID, CaseEvent]) -> Whys:  # noqa: ARG001
    """Which unit objects, in its own words."""
    said = CaseText.objects.filter(case=OuterRef("case"), seq=OuterRef("seq")).values("body")[:1]
    found = Objection.objects.filter(case__in=[row.id for row in rows], decided_at__isnull=True).annotate(
        said=Subquery(said)
    )
    words = _("%(unit)s says that it is not its own: %(reason)s")
    return {
        one.case_id: Why(words % {"unit": unit_name(one.unit_id), "reason": one.said or _("(erased)")}, one.asked_at)
        for one in found
    }  # fmt: skip


Reasons = Callable[[Sequence[CaseRow], Mapping[UUID, CaseEvent]], Whys]
REASONS: dict[str, Reasons] = {"to_route": _unrouted, "late": _late, "returned": _returned, "disputed": _disputed}


def reasons(view: str, rows: Sequence[CaseRow], given: Mapping[UUID, CaseEvent]) -> Whys:
    """Why each row stands in the list of a view. `given`: the last event that named, or could not name, its unit."""
    return REASONS[view](rows, given)


def since_of(row: CaseRow, why: Why | None) -> datetime:
    return why.since if why else row.opened_at
