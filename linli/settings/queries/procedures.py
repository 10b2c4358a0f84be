"""The procedures as the pages of settings show them: versions, drafts, rows in words, what is wrong and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.cases.enums import Stage
from linli.cases.models import Procedure, ProcedureDraft
from linli.cases.problem import Problem
from linli.cases.queries import procedure_words as words
from linli.cases.queries.procedure import kind_map, published
from linli.cases.queries.visible import visible_to
from linli.cases.shape import ROWS
from linli.people.reader import Reader

Content = Mapping[str, Any]


@dataclass(frozen=True)
class VersionLine:
    """One version of a procedure."""

    number: int
    begins_at: datetime
    published_at: datetime
    is_own: bool
    is_in_force: bool
    is_coming: bool
    is_withdrawn: bool
    pinned: int  # open matters that began with it


@dataclass(frozen=True)
class ProcedureLine:
    """A procedure as the list shows it. Without a version in force it is a draft of a new one."""

    code: str
    title: str
    in_force: VersionLine | None
    coming: VersionLine | None
    draft: ProcedureDraft | None
    kinds: int
    pinned: tuple[tuple[int, int], ...]  # version, open matters: only those that have any


def procedure_lines(reader: Reader) -> list[ProcedureLine]:
    """Every procedure and every draft of a new one, by code. Two statements."""
    known, drafts = published(), {draft.code: draft for draft in ProcedureDraft.objects.order_by("code")}
    pinned = pinned_by_version(reader)
    kinds = [kind.procedure_code for kind in kind_map().values() if kind.is_active]
    lines = []
    for code in sorted({*known.versions, *drafts}):
        versions = [
            _version_line(code, one.id, one.number, one.begins_at, one.begins_at, one.is_own, pinned)
            for one in known.versions.get(code, [])
        ]  # fmt: skip
        in_force = next((one for one in versions if one.is_in_force), None)
        title = (
            known.by_id[known.in_force(code).id].title if versions else words.text_of(drafts[code].content.get("title"))
        )
        lines.append(
            ProcedureLine(
                code, str(title), in_force, next((one for one in versions if one.is_coming), None), drafts.get(code),
                kinds.count(code), tuple((one.number, one.pinned) for one in versions if one.pinned),
            )
        )  # fmt: skip
    return lines


def version_lines(code: str, reader: Reader) -> list[VersionLine]:
    """All versions of a procedure, the newest first, the withdrawn ones among them. Two statements."""
    pinned = pinned_by_version(reader)
    rows = Procedure.objects.filter(code=code).select_related("withdrawal").order_by("-version").defer("content")
    return [
        _version_line(
            code, row.id, row.version, row.begins_at, row.published_at, row.is_own, pinned,
            is_withdrawn=hasattr(row, "withdrawal"),
        )
        for row in rows
    ]  # fmt: skip


def _version_line(
    code: str, number: UUID, version: int, begins_at: datetime, published_at: datetime, is_own: bool,
    pinned: Mapping[UUID, int], *, is_withdrawn: bool = False,
) -> VersionLine:  # fmt: skip
    is_coming = not is_withdrawn and begins_at > now()
    is_in_force = not is_withdrawn and not is_coming and published().in_force(code).id == number
    return VersionLine(
        version, begins_at, published_at, is_own, is_in_force, is_coming, is_withdrawn, pinned.get(number, 0)
    )


def pinned_by_version(reader: Reader) -> dict[UUID, int]:
    """How many open matters that the reader may see are pinned to which version. One statement over the open ones."""
    rows = (
        visible_to(reader)
        .filter(compartment="")
        .exclude(stage=Stage.DONE)
        .values("procedure_id")
        .annotate(count=Count("id"))
        .order_by()
    )
    return {row["procedure_id"]: row["count"] for row in rows}


def kinds_of(code: str) -> int:
    return sum(1 for kind in kind_map().values() if kind.is_active and kind.procedure_code == code)


@dataclass(frozen=True)
class Fault:
    """A problem in words, with the address of the place where it is mended."""

    where: str
    words: str
    url: str


def faults(draft: ProcedureDraft, problems: list[Problem]) -> list[Fault]:
    """What is wrong with a draft, each led to its row."""
    found = []
    for problem in problems:
        rows = draft.content.get(problem.part, []) if problem.part in ROWS else []
        if problem.row is not None and problem.row < len(rows):
            url = reverse("settings:procedure-row", args=[draft.code, problem.part, problem.row + 1])
            found.append(Fault(words.row_words(draft.content, problem.part, rows[problem.row]), problem.words, url))
        elif problem.part:
            found.append(Fault("", problem.words, f"#{problem.part}"))
        else:
            url = reverse("settings:procedure-facts", args=[draft.code])
            found.append(Fault(pgettext("of a procedure", "In general"), problem.words, url))
    return found


def sheet(content: Content) -> dict[str, Any]:
    """A content in words, as both the page of a version and the page of a draft show it."""
    return {
        "states": [_state(content, row) for row in content.get("states", [])],
        "steps": [_step(content, row) for row in content.get("transitions", [])],
        "limits": [_limit(row) for row in content.get("limits", [])],
        "grounds": list(content.get("grounds", [])),
        "ladder": [
            {
                "row": row,
                "after": words.after_words(row.get("after", "")),
                "tells": [words.tells_words(one) for one in row.get("tells", [])],
            }
            for row in content.get("ladder", [])
        ],
        "facts": _facts(content),
    }


def _facts(content: Content) -> list[tuple[str, str]]:
    assigns = content.get("assigns_on")
    return [
        (_("It begins in"), words.state_words(content, content.get("first", ""))),
        (_("It begins with"), words.first_desk_words(content.get("first_desk", "rule"))),
        (_("The routing rules name the lead unit on"), words.verb_words(assigns) if assigns else "–"),
        (_("What is overdue goes to"), words.who_words(content.get("escalates_to", "supervisor"))),
        (_("Reminded after this part of a limit"), f"{round(content.get('reminds_before', 0.75) * 100)} %"),
        (_("A unit may object to what it was given within"), words.length_words(content.get("objection_within", ""))),
        (_("Of public space"), words.yes_words(bool(content.get("public")))),
        (_("Who never sees who reports"), _("the unit it is about") if content.get("closed_to") else "–"),
        (_("Only these may open one"), " · ".join(map(words.who_words, content.get("opened_by", []))) or "–"),
    ]  # fmt: skip


def _state(content: Content, row: Content) -> dict[str, Any]:
    return {
        "row": row, "stage": words.stage_words(row.get("stage", "")), "rests": bool(row.get("rests")),
        "is_first": row.get("code") == content.get("first"),
    }  # fmt: skip


def _step(content: Content, row: Content) -> dict[str, Any]:
    return {
        "row": row, "verb": words.verb_words(row.get("verb", "")),
        "sources": [words.state_words(content, code) for code in row.get("from", [])],
        "target": words.state_words(content, row["to"]) if row.get("to") else "",
        "who": [words.who_words(one) for one in row.get("who", [])],
        "needs": [words.needs_words(one) for one in row.get("needs", [])],
        "tells": [words.tells_words(one) for one in row.get("tells", [])],
    }  # fmt: skip


def _limit(row: Content) -> dict[str, Any]:
    return {
        "row": row, "length": words.length_words(row.get("limit", "")), "starts": words.verb_words(row.get("starts", "")),
        "met_by": [words.verb_words(verb) for verb in row.get("met_by", [])],
        "clock": words.clock_words(row.get("clock", "receiver")),
    }  # fmt: skip
