"""What is different between two contents of an item, in words: key by key, paper by paper."""

from dataclasses import dataclass
from typing import Any

from linli.hall.content import Content
from linli.hall.queries.words import key_words, material_words, rule_words, value_words


@dataclass(frozen=True)
class Change:
    """One thing that came, went or is otherwise."""

    key: str
    title: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        return "added" if not self.before else "removed" if not self.after else "changed"


def difference(old: Content, new: Content) -> list[Change]:
    """Return what is different, in the order of a sheet."""
    found = []
    for key, title in key_words().items():
        if key == "materials":
            found += _by_row(key, title, {row["code"]: material_words(row) for row in old[key]},
                             {row["code"]: material_words(row) for row in new[key]})  # fmt: skip
        elif key == "fit":
            found += _by_row(key, title, _rules(old), _rules(new))
        elif old[key] != new[key]:
            found.append(Change(key, title, value_words(key, old[key], old), value_words(key, new[key], new)))
    return [change for change in found if change.before != change.after]


def _rules(content: Content) -> dict[Any, str]:
    return {rule_words(row): rule_words(row) for row in content["fit"]}


def _by_row(key: str, title: str, old: dict[Any, str], new: dict[Any, str]) -> list[Change]:
    keys = dict.fromkeys([*old, *new])
    return [Change(key, title, old.get(one, ""), new.get(one, "")) for one in keys if old.get(one) != new.get(one)]
