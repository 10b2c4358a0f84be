from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import county_code, towns
from linli.common.errors import Refusal
from linli.knowledge.domain.article import Wording
from linli.knowledge.kinds import known_kinds
from linli.knowledge.rules import writing_posts
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

MOST_ANSWER = 4000


class WordingForm(forms.Form):
    """What an article says."""

    question = forms.CharField(label=_("Question, as people ask it"), max_length=200)
    answer = forms.CharField(label=_("Answer"), max_length=MOST_ANSWER, widget=forms.Textarea(attrs={"rows": 8}))
    source = forms.CharField(
        label=_("Where the answer is from"), max_length=200, help_text=_("The law, notice or list, with its number.")
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("That day included; your unit is told two weeks before. Empty: until it is revised."),
    )  # fmt: skip

    for_residents = forms.BooleanField(
        label=_("Residents read it too"), required=False,
        help_text=_("Under questions and answers, once it is approved. Nobody may be known by it."),
    )  # fmt: skip

    def wording(self) -> Wording:
        said = self.cleaned_data
        return Wording(
            said["question"], said["answer"], said["source"], said["valid_until"], said["for_residents"]
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))


class ArticleForm(WordingForm):
    """A new article: also whose it is and where it holds."""

    unit = forms.ChoiceField(label=_("Unit in charge"))
    area = forms.ChoiceField(label=_("Where it holds"))
    kind = forms.CharField(
        label=_("Kind of matter"), max_length=10, required=False,
        help_text=_("Its code, if it belongs to one. The list opens as you write."),
        widget=forms.TextInput(attrs={"list": "kinds", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, reader: Reader, **options: Any) -> None:
        super().__init__(*args, **options)
        units = dict.fromkeys(post.unit_id for post in writing_posts(reader))
        self.fields["unit"].choices = [(str(unit), unit_name(unit)) for unit in units]  # type: ignore[attr-defined]
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            (county_code(), _("Everywhere")), *((town.code, town.name) for town in towns())
        ]  # fmt: skip

    def kinds(self) -> list[tuple[str, str]]:
        """What the field of the kind offers while one writes."""
        return known_kinds()

    def place(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"unit": UUID(said["unit"]), "area": said["area"], "kind": said["kind"]}
