"""What is wrong with a procedure: a sentence in both languages, and the row that it is about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

from linli.cases.enums import Verb

# What the words of a content are called where a sentence names them.
CALLED = {
    "title": _("the name"), "resident": _("what residents read"), "following": _("what comes next"),
    "instead": _("where to go instead"), "who": _("who may"), "needs": _("what is needed"), "tells": _("who is told"),
}  # fmt: skip


class Problem(str):
    """The English sentence, as the command line and the log say it; `words` says it in the reader's language.

    `part` and `row` lead to the place in the content (`states`, 0); an empty part is about the procedure as a whole.
    """

    part: str
    row: int | None
    sentence: str
    values: dict[str, Any]

    def __new__(cls, sentence: str, part: str = "", row: int | None = None, **values: Any) -> Problem:
        """Make a problem from a sentence marked by `gettext_noop`; `values` fill its `%(name)s`."""
        made = super().__new__(cls, sentence % values if values else sentence)
        made.part, made.row, made.sentence, made.values = part, row, sentence, values
        return made

    @property
    def words(self) -> str:
        return gettext(self.sentence) % {name: _called(name, value) for name, value in self.values.items()}


def _called(name: str, value: Any) -> Any:
    """A value as the reader's language says it."""
    if name == "verb" and value in Verb.values:
        return Verb(value).label
    if name == "key" and value in CALLED:
        return gettext(CALLED[value])
    if name == "languages":
        said = {"zh": pgettext("language", "Chinese"), "en": pgettext("language", "English")}
        return ", ".join(said.get(one, one) for one in value.split(", "))
    return value
