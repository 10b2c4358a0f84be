"""What is wrong with a schema: where it is wrong (a JSON pointer) and why, in both languages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext


class Problem(str):
    """The English sentence with its pointer; `words` says it in the reader's language.

    `pointer` leads to the place (RFC 6901; empty: the whole); `code` is stable.
    """

    pointer: str
    code: str
    sentence: str
    values: dict[str, Any]

    def __new__(cls, code: str, sentence: str, pointer: str, **values: Any) -> Problem:
        """Make a problem from a sentence marked by `gettext_noop`; `values` fill its `%(name)s`."""
        made = super().__new__(cls, f"{pointer or '/'}: {sentence % values if values else sentence}")
        made.code, made.sentence, made.pointer, made.values = code, sentence, pointer, values
        return made

    @property
    def words(self) -> str:
        return gettext(self.sentence) % self.values if self.values else gettext(self.sentence)

    @property
    def field(self) -> str:
        """The path of the field that it is about, as `Shape.every_field` names it; empty: the form as a whole."""
        steps = self.pointer.split("/")[1:]
        if steps[:1] != ["properties"] or len(steps) < 2:
            return ""
        is_inner = steps[2:4] == ["items", "properties"] and len(steps) > 4
        return f"{steps[1]}.{steps[4]}" if is_inner else steps[1]


class ShapeFaulty(ValueError):
    """A schema that is none of ours; `problems` are all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def pointer(*steps: str | int) -> str:
    """Return the JSON pointer of some steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
