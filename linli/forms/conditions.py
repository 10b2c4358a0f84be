"""The condition of a field: a comparison of a closed set with an earlier field, never an expression."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from linli.forms.enums import Comparison, Kind, comparisons_of
from linli.forms.faces import is_day
from linli.forms.problem import Problem, pointer
from linli.forms.shape import TODAY, Condition, Field


def read_condition(
    schema: Mapping[str, Any], key: str, path: tuple[str | int, ...], problems: list[Problem], before: list[Field]
) -> Condition | None:
    """Return a condition of a field, or None where it has none. It may name what is asked before it, on its level."""
    if key not in schema:
        return None
    said, where = schema[key], (*path, key)
    if not isinstance(said, Mapping) or len(said) != 2 or not isinstance(said.get("field"), str):
        problems.append(Problem("condition", _("a condition names a field and one comparison"), pointer(*where)))
        return None
    asked = next((one for one in before if one.name == said["field"]), None)
    if asked is None:
        problems.append(
            Problem("condition_field", _("no field asked before it is called %(name)s"), pointer(*where, "field"),
                    name=said["field"])
        )  # fmt: skip
        return None
    word = next(one for one in said if one != "field")
    known = comparisons_of(asked.kind)
    if word not in known:
        problems.append(
            Problem("comparison", _("%(name)s can be compared by: %(known)s"), pointer(*where, str(word)), name=asked.name,
                    known=", ".join(known))
        )  # fmt: skip
        return None
    comparison = Comparison(word)
    if not _holds(asked, comparison, said[word]):
        problems.append(
            Problem("compared", _("this is no answer that %(name)s can have"), pointer(*where, str(word)), name=asked.name)
        )  # fmt: skip
        return None
    value = said[word]
    return Condition(asked.name, comparison, tuple(value) if isinstance(value, list) else value)


def _holds(asked: Field, comparison: Comparison, value: Any) -> bool:
    if comparison is Comparison.FILLED:
        return isinstance(value, bool)
    if comparison is Comparison.ONE_OF:
        return (
            isinstance(value, list) and bool(value) and len(set(map(str, value))) == len(value)
            and all(isinstance(one, str) and asked.option(one) for one in value)
        )  # fmt: skip
    if asked.kind is Kind.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool) and round(value, asked.decimals) == value
    if asked.kind is Kind.DATE:
        return value == TODAY or is_day(value)
    return isinstance(value, str) and asked.option(value) is not None


def holds(condition: Condition | None, answers: Mapping[str, Any], *, today: date) -> bool:
    """Whether a condition holds for the answers of its level. A field that is not answered holds for `filled` alone."""
    if condition is None:
        return True
    answer = answers.get(condition.field)
    if condition.comparison is Comparison.FILLED:
        return (answer is not None) is condition.value
    if answer is None:
        return False
    value = today.isoformat() if condition.value == TODAY else condition.value
    match condition.comparison:
        case Comparison.IS:
            return bool(answer == value)
        case Comparison.IS_NOT:
            return bool(answer != value)
        case Comparison.ONE_OF:
            return answer in value
        case Comparison.HAS:
            return value in answer
        case Comparison.AT_LEAST:
            return bool(answer >= value)
        case _:
            return bool(answer <= value)
