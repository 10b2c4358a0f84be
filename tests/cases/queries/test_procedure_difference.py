"""What one content says that another does not, counted in rows: added, removed, changed."""

import copy
import tomllib

import pytest

from linli.cases.domain.ground import DATA
from linli.cases.queries.procedure_difference import difference

BEFORE = tomllib.loads((DATA / "procedures/hotline_order.toml").read_text(encoding="utf-8"))


def changes(edit) -> list[tuple[str, str]]:
    after = copy.deepcopy(BEFORE)
    edit(after)
    return [(change.kind, change.title) for section in difference(BEFORE, after) for change in section.changes]


def row(raw, part, number=0, **changed):
    raw[part][number].update(changed)


@pytest.mark.parametrize(
    ("edit", "kinds"),
    [
        (lambda raw: None, []),
        (lambda raw: raw.update(version=9), []),
        (lambda raw: raw.update(reminds_before=0.5), ["changed"]),
        (lambda raw: row(raw, "states", rests=True), ["changed"]),
        (lambda raw: row(raw, "states", rests=False), []),  # as it was, only said
        (lambda raw: raw["states"].pop(), ["removed"]),
        (lambda raw: raw["states"].append({**raw["states"][0], "code": "new"}), ["added"]),
        (lambda raw: raw["states"].reverse(), ["changed"]),
        (lambda raw: row(raw, "transitions", who=list(reversed(raw["transitions"][0]["who"]))), []),
        (lambda raw: row(raw, "transitions", needs=["photo"]), ["changed"]),
        (lambda raw: raw["transitions"].pop(), ["removed"]),
        (lambda raw: row(raw, "transitions", verb="urge"), ["added", "removed"]),
        (lambda raw: row(raw, "limits", limit="9 months"), ["changed"]),
        (lambda raw: raw.pop("grounds", None), ["removed"] * len(BEFORE.get("grounds", []))),
    ],
)
def test_each_difference_is_told_once(edit, kinds):
    assert [kind for kind, _title in changes(edit)] == kinds
