"""What an event says, in plain words of the reader's language: who, why, by when. No personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from linli.cases.enums import Decision, Outcome, Verb
from linli.cases.models import CaseEvent
from linli.cases.queries.moments import moment_words
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.routing import area_words, kind_words
from linli.cases.standing import FACT, standing_words
from linli.cases.workflow import Words
from linli.common.calendar import Limit, LimitUnit
from linli.people.labels import label_words
from linli.people.queries.unit import unit_name
from linli.ratings.enums import Grade

if TYPE_CHECKING:
    from linli.cases.queries.detail import CasePage


def who_of(event: CaseEvent, page: CasePage) -> str:
    """The actor as shown: the unit and post for staff and residents alike, "you" for oneself, never a resident's name."""
    label = event.actor_label
    if label == "resident":
        if page.is_mine and event.actor_id in (None, page.reader.actor_id):
            return _("You")
        reporter = page.case.reporter_id
        return _("Somebody who helps") if event.actor_id and reporter not in (None, event.actor_id) else _("Resident")
    if " · " in label:
        return label_words(label)
    return _("Linli")


def limit_words(limit: Limit) -> str:
    """A length of time in words: 5 working days."""
    forms = {
        LimitUnit.BUSINESS_HOURS: ngettext("%(n)s office hour", "%(n)s office hours", limit.amount),
        LimitUnit.WORKING_DAYS: ngettext("%(n)s working day", "%(n)s working days", limit.amount),
        LimitUnit.CALENDAR_DAYS: ngettext("%(n)s day", "%(n)s days", limit.amount),
        LimitUnit.MONTHS: ngettext("%(n)s month", "%(n)s months", limit.amount),
    }
    return forms[limit.unit] % {"n": limit.amount}


def route_words(route: dict[str, Any]) -> str:
    """Why this unit: the rule and what it says, or why nobody was named."""
    kind, area = kind_words(route.get("kind") or ""), area_words(route.get("area") or "")
    what = " × ".join(part for part in (kind, area) if part) or _("every matter")
    reasons = {
        "rule": _("Rule %(rule)s: %(what)s."),
        "place": _("Matters of %(area)s come to its own office first."),
        "hand": _("Decided by hand."),
        "no_rule": _("No rule names a unit for it; a dispatcher will."),
        "no_place": _("Rule %(rule)s needs a place, and none is known yet; a dispatcher will decide."),
        "unit_concerned": _("Rule %(rule)s names the unit that the complaint is about; a dispatcher will decide."),
        "unit_closed": _("Rule %(rule)s names a unit that is closed; a dispatcher will decide."),
    }
    text = reasons.get(route.get("reason", ""), "")
    return text % {"rule": route.get("rule"), "what": what, "area": area}


def sentence_of(event: CaseEvent) -> str:
    """What the event's facts say, beyond its title; empty where the words beside it say all."""
    facts = event.facts
    verb = event.verb
    if verb == Verb.OPEN:
        return _opened(facts)
    if verb in (Verb.ASSIGN, Verb.TRANSFER):
        unit = unit_name(UUID(facts["unit"])) if facts.get("unit") else ""
        reason = route_words(facts.get("route", {}))
        return _("%(unit)s is in charge. %(reason)s") % {"unit": unit, "reason": reason} if unit else reason
    if verb == Verb.RECLASSIFY:
        return _reclassified(facts)
    if verb == Verb.TAKE_BACK and "unit" in facts:
        unit = unit_name(UUID(facts["unit"])) if facts.get("unit") else ""
        return (
            _("It is with %(unit)s as before.") % {"unit": unit} if unit else _("No unit is named for it, as before.")
        )
    if verb == Verb.OBJECT:
        return _("%(unit)s says that it is not its own.") % {"unit": unit_name(UUID(facts["unit"]))}
    if verb == Verb.DECIDE_OBJECTION:
        return str(Decision(facts["decision"]).label)
    if verb == Verb.RELEASE_UNIT:
        return _("%(unit)s helps no more.") % {"unit": unit_name(UUID(facts["unit"]))}
    if verb == Verb.JOIN_UNIT:
        return _("%(unit)s helps.") % {"unit": unit_name(UUID(facts["unit"]))}
    if verb == Verb.EXTEND_LIMIT:
        return _("Now due %(to)s instead of %(from)s.") % {
            "to": moment_words(facts["to"]), "from": moment_words(facts["from"]),
        }  # fmt: skip
    if verb == Verb.ASK_EXTENSION:
        return _("%(amount)s more are asked for.") % {"amount": limit_words(Limit.parse(facts["asked"]))}
    if verb == Verb.RATE:
        return str(Grade(facts["grade"]).label)
    if verb in (Verb.CLOSE, Verb.REFUSE, Verb.WITHDRAW, Verb.MERGE, Verb.RECORD_VISIT) and "outcome" in facts:
        return " ".join(filter(None, [_ground(facts), _closed(facts)]))
    if verb == Verb.TASK:
        return _ground(facts)
    if verb == Verb.LINK:
        return _("No. %(number)s: %(state)s.") % {"number": facts["number"], "state": str(Words(**facts["state"]))}
    if verb in (Verb.REMIND, Verb.ESCALATE):
        if not facts.get("due_at"):
            return ""
        return _("Due %(due)s.") % {"due": moment_words(facts["due_at"])}
    if verb == Verb.RECORD_VISIT:
        return _("Not resolved: it goes back to the unit in charge.")
    if verb == Verb.RECOMPUTE:
        return _("The new year's calendar is here; the due moment was computed anew: %(due)s.") % {
            "due": ", ".join(moment_words(moment) for moment in facts["limits"].values())
        }
    return ""


def figure_words(figure: dict[str, Any]) -> str:
    """A figure as it was seen when an instruction was given on it: what it is called, its number, when."""
    title = figure["title"].get("en" if get_language() == "en" else "zh-hans") or next(iter(figure["title"].values()))
    return _("“%(figure)s” stood at %(value)s on %(moment)s.") % {
        "figure": title, "value": number_format(figure["value"], force_grouping=True),
        "moment": moment_words(figure["read_at"]),
    }  # fmt: skip


def _opened(facts: dict[str, Any]) -> str:
    about = figure_words(facts["figure"]) if facts.get("figure") else ""
    if facts.get("about"):
        about = _("On No. %(number)s %(title)s.") % {"number": facts["about"], "title": facts["about_title"]}
    return " ".join(filter(None, [about, _routed(facts)]))


def _routed(facts: dict[str, Any]) -> str:
    unit = unit_name(UUID(facts["unit"])) if facts.get("unit") else ""
    reason = route_words(facts.get("route", {}))
    said = _("It is with %(unit)s. %(reason)s") % {"unit": unit, "reason": reason} if unit else reason
    standing = standing_words(facts.get(FACT, ""))
    return _("Reported as: %(standing)s. %(said)s") % {"standing": standing, "said": said} if standing else said


def _reclassified(facts: dict[str, Any]) -> str:
    names = {
        key: (kind_map()[facts[key]].name if facts[key] in kind_map() else facts[key]) for key in ("kind", "from_kind")
    }
    return _("It is “%(kind)s”, no longer “%(from_kind)s”.") % names


def _ground(facts: dict[str, Any]) -> str:
    """The listed reason, and where to go instead."""
    words = facts.get("ground_words")
    return str(Words(**words)) if words else ""


def _closed(facts: dict[str, Any]) -> str:
    outcome = str(Outcome(facts["outcome"]).label)
    if facts["outcome"] in (Outcome.WITHDRAWN, Outcome.MERGED):
        return outcome
    return f"{outcome} · {_('in time') if facts.get('on_time') else _('late')}"
