"""The edits of a draft: each gives a function from the content as it stands to the content as it shall be."""

from typing import Any

from linli.cases.domain.procedure_draft import Content, Edit
from linli.cases.errors import DraftRowGone
from linli.cases.shape import ROWS

Row = dict[str, Any]


def put_facts(facts: Row) -> Edit:
    """Let the procedure as a whole say something else; its code, its version and its rows stay."""
    return lambda content: {**content, **{key: value for key, value in facts.items() if key not in ROWS}}


def add_row(part: str, row: Row) -> Edit:
    return lambda content: {**content, part: [*content.get(part, []), row]}


def put_row(part: str, number: int, row: Row) -> Edit:
    """Put another row in the place of one. Raises DraftRowGone."""
    return lambda content: {
        **content,
        part: [*_rows(content, part, number)[:number], row, *content[part][number + 1 :]],
    }


def remove_row(part: str, number: int) -> Edit:
    """Take a row out; what could be done from a state that goes is no longer done from there. Raises DraftRowGone."""

    def edit(content: Content) -> Content:
        rows = _rows(content, part, number)
        changed = {**content, part: [*rows[:number], *rows[number + 1 :]]}
        if part == "states":
            gone = rows[number].get("code")
            changed["transitions"] = [
                {**step, "from": [code for code in step.get("from", []) if code != gone]}
                for step in content.get("transitions", [])
            ]
        return changed

    return edit


def move_row(part: str, number: int, by: int) -> Edit:
    """Move a row up (-1) or down (+1); at the end of the list it stays. Raises DraftRowGone."""

    def edit(content: Content) -> Content:
        rows = list(_rows(content, part, number))
        place = min(max(number + by, 0), len(rows) - 1)
        rows.insert(place, rows.pop(number))
        return {**content, part: rows}

    return edit


def _rows(content: Content, part: str, number: int) -> list[Row]:
    rows: list[Row] = content.get(part, [])
    if not 0 <= number < len(rows):
        raise DraftRowGone
    return rows
