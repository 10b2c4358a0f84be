"""What is wrong with a procedure: a sentence in both languages, and the row that it is about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext


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
        return gettext(self.sentence) % self.values if self.values else gettext(self.sentence)
