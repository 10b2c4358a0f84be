"""A form as it is drawn: its whole, one field of it, its publication."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.forms.domain.draft import CODE
from linli.forms.limits import MOST_CODE, MOST_HELP, MOST_TITLE
from linli.forms.shape import Shape

Row = dict[str, Any]
MOST_BYTES = 512 * 1024  # of a file with a form: a hundred times what one needs
BESIDE = {"form_code_faulty": "code", "form_code_taken": "code", "form_force_past": "on"}


class DrawingForm(forms.Form):
    """What every form here can do: put a refusal beside what it is about."""

    def refuse(self, refusal: Refusal) -> None:
        field = BESIDE.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


def words_fields() -> dict[str, forms.Field]:
    """Title and help in both languages."""
    return {
        "title": forms.CharField(label=_("Title, Chinese"), max_length=MOST_TITLE, widget=_line("zh")),
        "title_en": forms.CharField(
            label=_("Title, English"), max_length=MOST_TITLE, required=False, widget=_line("en")
        ),
        "help": forms.CharField(label=_("Help, Chinese"), max_length=MOST_HELP, required=False, widget=_lines("zh")),
        "help_en": forms.CharField(label=_("Help, English"), max_length=MOST_HELP, required=False, widget=_lines("en")),
    }


def words_of(said: Row) -> Row:
    """Title and help as a schema says them."""
    found: Row = {"title": said["title"]} | ({"description": said["help"]} if said["help"] else {})
    english = {key: said[name] for key, name in (("title", "title_en"), ("description", "help_en")) if said[name]}
    return found | ({"x-en": english} if english else {})


def _line(language: str) -> forms.TextInput:
    return forms.TextInput(attrs={"lang": language})


def _lines(language: str) -> forms.Textarea:
    return forms.Textarea(attrs={"lang": language, "rows": 2})


class WholeForm(DrawingForm):
    """Title and help of the form."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any, *, shape: Shape, seen: int) -> None:
        initial = {
            "title": shape.words.zh, "title_en": shape.words.en, "help": shape.help.zh, "help_en": shape.help.en,
            "seen": seen,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields |= words_fields()


class NewForm(DrawingForm):
    """A new form: empty, or as the copy of one that is there."""

    title = forms.CharField(label=_("Title, Chinese"), max_length=MOST_TITLE)
    code = forms.CharField(
        label=_("Code"), max_length=MOST_CODE,
        help_text=_("One word in lower-case letters, such as elder_card. It cannot be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )  # fmt: skip
    model = forms.ChoiceField(label=_("Begin with"), required=False)

    def __init__(self, data: Any = None, *, models: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["model"].choices = [("", _("an empty form")), *models]  # type: ignore[attr-defined]


class FileForm(DrawingForm):
    """A form out of a file."""

    file = forms.FileField(label=_("JSON file"), max_length=200)
    code = forms.CharField(
        label=_("Code"), max_length=MOST_CODE, required=False,
        help_text=_("Empty: the name of the file. If it is known here, the file becomes the draft of its next version."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="id_file_%s")  # beside the other form of the page

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("At most %(most)s KB."), params={"most": MOST_BYTES // 1024})
        return file

    def code_of_file(self) -> str:
        """The code that was written, or what the name of the file begins with (`elder_card-3.json`)."""
        name = str(self.cleaned_data["file"].name).rpartition("/")[2]
        found = CODE.match(name)
        return str(self.cleaned_data["code"] or (found[0] if found else ""))


class PublicationForm(DrawingForm):
    """From which day the draft is asked, and what is different in words."""

    on = forms.DateField(
        label=_("From which day"), initial=localdate, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Today: at once. A later day: from its first minute, by itself."),
    )  # fmt: skip
    note = forms.CharField(
        label=pgettext_lazy("of a version", "What is different"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Read by whoever is filling in the form on that day, and by those who look after it."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
