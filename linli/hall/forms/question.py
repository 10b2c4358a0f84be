from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.hall.content import CODE
from linli.hall.domain.question import RESERVED, TEXTS
from linli.hall.forms.item import CODE_HINT
from linli.hall.forms.refusing import RefusingForm, line, lines, yes

PARTING = "|"


class QuestionForm(RefusingForm):
    """A question with its closed answers, an answer a line."""

    code = line(gettext_lazy("Code"), 30, required=True, help_text=CODE_HINT)
    words = line(gettext_lazy("Question"), TEXTS["words"], required=True)
    words_en = line(gettext_lazy("Question in English"), TEXTS["words_en"])
    hint = line(gettext_lazy("Hint"), TEXTS["hint"])
    hint_en = line(gettext_lazy("Hint in English"), TEXTS["hint_en"])
    answers = lines(
        gettext_lazy("Answers, one a line"), 2400, 7,
        help_text=gettext_lazy("code | Chinese | English. The code stays for good, because rules name it."),
    )  # fmt: skip
    takes_several = yes(gettext_lazy("Several answers may be chosen"))
    is_first = yes(gettext_lazy("Asked of everybody"), help_text=gettext_lazy("Else only on the guide of an item whose rules name it."))  # fmt: skip
    position = forms.IntegerField(
        label=gettext_lazy("Place among the questions"), min_value=0, max_value=9999, initial=100
    )

    def __init__(self, data: Any = None, *, said: Mapping[str, Any] | None = None) -> None:
        initial = {name: value for name, value in (said or {}).items() if name != "answers"}
        if said:
            initial["answers"] = "\n".join(
                f" {PARTING} ".join((one["code"], one["words"], one["words_en"])) for one in said["answers"]
            )
        super().__init__(data, initial=initial)
        if said:
            del self.fields["code"]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code) or code in RESERVED or code == "new":
            raise forms.ValidationError(str(CODE_HINT))
        return code

    def clean_answers(self) -> list[dict[str, str]]:
        found = []
        for text in str(self.cleaned_data["answers"]).splitlines():
            if not text.strip():
                continue
            parts = [part.strip() for part in text.replace("｜", PARTING).split(PARTING)]
            if len(parts) not in (2, 3) or not CODE.fullmatch(parts[0]) or not parts[1]:
                raise forms.ValidationError(_("“%(line)s” is no answer: write code | Chinese | English.") % {"line": text.strip()})  # fmt: skip
            found.append({"code": parts[0], "words": parts[1], "words_en": parts[2] if len(parts) == 3 else ""})
        return found

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "code"}
