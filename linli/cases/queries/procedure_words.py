"""The parts of a procedure in words: who may, what is needed, who is told, what a row is called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from linli.cases.enums import Clock, Stage, Verb
from linli.cases.queries.sentences import limit_words
from linli.common.calendar import Limit
from linli.people.enums import Role

WHO = ("lead", "assist", "reporter", "party", "anybody", "system", *Role.values)
NEEDS = ("note", "photo", "after_photo", "outcome", "unit", "visit", "ground")
TELLS = ("reporter", "followers", "lead", "assist", "grid", "supervisor", "leader", "opener")


def who_words(who: str) -> str:
    places = {
        "lead": _("lead unit"), "assist": _("co-handling unit"), "reporter": _("whoever reported it"),
        "party": _("either side"), "anybody": _("anybody"), "system": _("Linli"),
    }  # fmt: skip
    return places.get(who) or (str(Role(who).label) if who in Role.values else who)


def needs_words(need: str) -> str:
    return {
        "note": _("a note"), "photo": _("a photo"), "after_photo": _("a photo of the result"), "outcome": _("the outcome"),
        "unit": _("a unit"), "visit": _("the answers of the visit"), "ground": _("one of the listed reasons"),
    }.get(need, need)  # fmt: skip


def tells_words(told: str) -> str:
    return {
        "reporter": _("whoever reported it"), "followers": _("who follows it"), "lead": _("lead unit"),
        "assist": _("co-handling unit"), "grid": _("the grid member"), "supervisor": _("the supervisor"),
        "leader": _("the leader"), "opener": _("whoever opened it"),
    }.get(told, told)  # fmt: skip


def verb_words(verb: str) -> str:
    return str(Verb(verb).label) if verb in Verb.values else verb


def stage_words(stage: str) -> str:
    return str(Stage(stage).label) if stage in Stage.values else stage


def clock_words(clock: str) -> str:
    if clock == Clock.DECIDER:
        return pgettext("clock", "Handling unit")
    return str(Clock(clock).label) if clock in Clock.values else clock


def first_desk_words(desk: str) -> str:
    return _("the office of its place") if desk == "place" else _("the unit that the routing rules name")


def length_words(limit: str) -> str:
    """A limit as it stands in the content, in words."""
    try:
        return limit_words(Limit.parse(limit))
    except ValueError:
        return limit or "–"


def after_words(after: str) -> str:
    """How long after a limit, in words."""
    return length_words(after) if after else _("at once")


def yes_words(value: bool) -> str:
    return pgettext("answer", "yes") if value else pgettext("answer", "no")


def text_of(words: Mapping[str, str] | None) -> str:
    """A text of the content in the reader's language; the other one where that is missing."""
    said = words or {}
    first, second = ("en", "zh") if (get_language() or "zh").startswith("en") else ("zh", "en")
    return said.get(first) or said.get(second) or ""


def state_words(content: Mapping[str, Any], code: str) -> str:
    """What a state of a content is called."""
    found = next((row for row in content.get("states", []) if row.get("code") == code), None)
    return (text_of(found.get("title")) or code) if found else code


def row_words(content: Mapping[str, Any], part: str, row: Mapping[str, Any]) -> str:
    """What a row is called where it is only named."""
    title = text_of(row.get("title"))
    if part == "transitions":
        is_english = (get_language() or "zh").startswith("en")
        where = (", " if is_english else "、").join(state_words(content, code) for code in row.get("from", []))
        words = title or verb_words(row.get("verb", ""))
        return f"{words} ({where})" if is_english else f"{words}（{where}）"
    return title or str(row.get("code") or row.get("key") or "–")
