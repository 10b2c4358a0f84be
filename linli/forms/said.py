"""Answers as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from linli.areas.queries.map import area_path
from linli.common.listing import listed
from linli.forms.checks import is_blank
from linli.forms.enums import Kind
from linli.forms.shape import Field, Shape
from linli.people.identity import mask_identity, mask_name
from linli.people.phones import mask_phone


@dataclass(frozen=True)
class Said:
    """One question with its answer. `rows` are those of a repeated group; `files` the numbers of documents."""

    name: str
    question: str
    text: str = ""
    rows: tuple[tuple["Said", ...], ...] = ()
    files: tuple[str, ...] = ()


def said(shape: Shape, answers: Mapping[str, Any], *, is_masked: bool = False) -> list[Said]:
    """The questions that were answered, in the order of the form. `is_masked`: numbers and names show their ends only."""
    return [_said(one, answers[one.name], is_masked) for one in shape.fields if not is_blank(answers.get(one.name))]


def said_of(field: Field, answer: Any, *, is_masked: bool = False) -> str:
    """One answer in a line."""
    match field.kind:
        case Kind.CHOICE:
            return _option(field, answer)
        case Kind.CHOICES:
            return listed(_option(field, one) for one in answer)
        case Kind.ADDRESS:
            place = " ".join(area_path(str(answer.get("area") or "")))
            return place if is_masked else f"{place} {answer.get('words') or ''}".strip()
        case Kind.FILES:
            return _("%(count)s files") % {"count": len(answer)}
        case Kind.ROWS:
            return "；".join(
                "，".join(
                    said_of(inner, row[inner.name], is_masked=is_masked)
                    for inner in field.fields
                    if row.get(inner.name)
                )
                for row in answer
            )
    text = str(answer)
    return _masked(field, text) if is_masked else text


def _said(field: Field, answer: Any, is_masked: bool) -> Said:
    if field.kind is Kind.ROWS:
        rows = tuple(
            tuple(_said(one, row[one.name], is_masked) for one in field.fields if not is_blank(row.get(one.name)))
            for row in answer
        )
        return Said(field.name, str(field.words), rows=rows)
    files = tuple(str(one) for one in answer) if field.kind is Kind.FILES else ()
    return Said(field.name, str(field.words), said_of(field, answer, is_masked=is_masked), files=files)


def _option(field: Field, code: Any) -> str:
    option = field.option(str(code))
    return str(option.words) if option else str(code)


def _masked(field: Field, text: str) -> str:
    match field.kind:
        case Kind.IDENTITY:
            return mask_identity(text)
        case Kind.PHONE:
            return mask_phone(text)
        case Kind.TEXT if field.reuse == "name":
            return mask_name(text)
    return text
