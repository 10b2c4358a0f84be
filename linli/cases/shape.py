"""The shape of a procedure's content: which words it may have and what kind of value stands behind each."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from linli.cases.problem import Problem

LANGUAGES = ("zh", "en")
CODE = re.compile(r"[a-z][a-z0-9_]*")
MOST_CODE = 30  # as long as the columns that keep it
MOST_WORDS = 400
MOST_ROWS = 80
TEXT, NUMBER, YES, WORDS, LIST = "text", "number", "yes or no", "text in both languages", "list of words"
WHOLE = {
    "code": TEXT, "version": NUMBER, "title": WORDS, "first": TEXT, "first_desk": TEXT, "assigns_on": TEXT, "public": YES,
    "escalates_to": TEXT, "reminds_before": NUMBER, "closed_to": LIST, "opened_by": LIST,
    "objection_within": TEXT,
}  # fmt: skip
ROWS = {
    "states": {"code": TEXT, "stage": TEXT, "rests": YES, "title": WORDS, "resident": WORDS, "following": WORDS},
    "transitions": {
        "verb": TEXT, "from": LIST, "to": TEXT, "who": LIST, "needs": LIST, "tells": LIST, "title": WORDS, "primary": YES,
    },
    "limits": {
        "key": TEXT, "limit": TEXT, "starts": TEXT, "met_by": LIST, "clock": TEXT, "whole": YES, "title": WORDS,
    },
    "grounds": {"code": TEXT, "title": WORDS, "instead": WORDS},
    "ladder": {"title": WORDS, "after": TEXT, "tells": LIST},
}  # fmt: skip
NAMED_BY = {"": "code", "states": "code", "limits": "key", "grounds": "code"}


def shape_problems(content: Any) -> list[Problem]:
    """Everything of which the reading could not even begin: wrong words, wrong kinds of value, names that are none."""
    if not isinstance(content, Mapping):
        return [Problem(_("this is not a procedure"))]
    problems = _of_row({key: value for key, value in content.items() if key not in ROWS}, WHOLE, "", None)
    for part, known in ROWS.items():
        rows = content.get(part, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            problems.append(Problem(_("%(where)s: a list of tables is needed"), part, None, where=part))
            continue
        if len(rows) > MOST_ROWS:
            problems.append(Problem(_("%(where)s: more than %(most)s"), part, None, where=part, most=MOST_ROWS))
        for number, row in enumerate(rows):
            problems += _of_row(row, known, part, number)
    return problems


def _of_row(row: Mapping[str, Any], known: dict[str, str], part: str, number: int | None) -> list[Problem]:
    where = f"{part} {number + 1}" if number is not None else "the procedure"
    problems = []
    for key, value in row.items():
        if key not in known:
            problems.append(
                Problem(_("%(where)s: %(key)s is no word of a procedure"), part, number, where=where, key=key)
            )
        elif not _holds(value, known[key]):
            problems.append(
                Problem(_("%(where)s: %(key)s is not a %(kind)s"), part, number, where=where, key=key, kind=known[key])
            )  # fmt: skip
    name = row.get(NAMED_BY.get(part, ""))
    if isinstance(name, str) and name and not (CODE.fullmatch(name) and len(name) <= MOST_CODE):
        problems.append(
            Problem(_("%(where)s: %(name)s is no code: small letters, digits and _, at most %(most)s"), part, number,
                    where=where, name=name, most=MOST_CODE)
        )  # fmt: skip
    return problems


def _holds(value: Any, kind: str) -> bool:
    if kind == TEXT:
        return isinstance(value, str) and len(value) <= MOST_WORDS
    if kind == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == YES:
        return isinstance(value, bool)
    if kind == LIST:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, Mapping) and all(
        key in LANGUAGES and isinstance(text, str) and len(text) <= MOST_WORDS for key, text in value.items()
    )
