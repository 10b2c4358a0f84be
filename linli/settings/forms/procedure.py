"""The rows of a procedure as forms; each form reads a row of the content and gives one back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.enums import BY_ITSELF, Clock, Stage, Verb
from linli.cases.queries import procedure_words as words
from linli.cases.shape import CODE, MOST_CODE, MOST_WORDS
from linli.common.calendar import LimitUnit
from linli.common.calendar.limits import LARGEST
from linli.common.errors import Refusal
from linli.people.enums import Role

Row = dict[str, Any]
VERBS = [(verb.value, verb.label) for verb in Verb if verb not in BY_ITSELF]
STARTS = [(Verb.OPEN.value, Verb.OPEN.label), *VERBS]
UNITS = (
    (LimitUnit.WORKING_DAYS.value, pgettext_lazy("unit of a limit", "working days")), (LimitUnit.BUSINESS_HOURS.value, pgettext_lazy("unit of a limit", "office hours")),
    (LimitUnit.CALENDAR_DAYS.value, pgettext_lazy("unit of a limit", "calendar days")), (LimitUnit.MONTHS.value, pgettext_lazy("unit of a limit", "months")),
)  # fmt: skip
LANGUAGES = (("zh", _("%(what)s, Chinese")), ("en", _("%(what)s, English")))


class RowForm(forms.Form):
    """One row. `texts` are in both languages, `lists` are chosen from, `plain` are copied; `names` is the row's own name.

    `order` is the order of the page, a text being one word of it; `long` names the texts of more than a line.
    """

    texts: dict[str, Any] = {}
    long: tuple[str, ...] = ("resident", "following", "instead")
    order: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    names = ""
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any, *, content: Mapping[str, Any], row: Mapping[str, Any] | None, initial: Row) -> None:
        self.content, self.former = content, dict(row or {})
        super().__init__(data, initial=self.read(self.former) | initial)
        for name, what in self.texts.items():
            for language, label in LANGUAGES:
                self.fields[f"{name}_{language}"] = self._text(
                    str(label) % {"what": what}, language, is_long=name in self.long
                )
        self.fit()
        self.order_fields([one for name in self.order for one in (name, f"{name}_zh", f"{name}_en")])
        if self.names:
            self.fields[self.names].disabled = bool(self.former)

    def _text(self, label: str, language: str, *, is_long: bool) -> forms.CharField:
        widget = (
            forms.Textarea(attrs={"rows": 2, "lang": language})
            if is_long
            else forms.TextInput(attrs={"lang": language})
        )
        return forms.CharField(label=label, max_length=MOST_WORDS, required=False, widget=widget)

    def fit(self) -> None:
        """Fill the choices that depend on the content."""

    def read(self, row: Row) -> Row:
        """The row as the fields show it."""
        found = {name: row[name] for name in (*self.plain, *self.lists, self.names) if name in row}
        for text in self.texts:
            found |= {f"{text}_{language}": said for language, said in (row.get(text) or {}).items()}
        return found

    def row(self) -> Row:
        """The row as it was written, once the form holds; what it does not say and did not say before is left out."""
        said, row = self.cleaned_data, dict(self.former)
        for name in self.plain:
            if name in row or said[name] not in ("", False, None):
                row[name] = said[name]
        for name in self.lists:
            had = list(row.get(name, []))
            if name in row or said[name]:
                row[name] = [one for one in had if one in said[name]] + [one for one in said[name] if one not in had]
        for text in self.texts:
            row[text] = {language: said[f"{text}_{language}"].strip() for language in ("zh", "en")}
        if self.names and not self.former:
            row[self.names] = said[self.names]
        return row

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))

    def clean_code(self) -> str:
        return self._code("code")

    def clean_key(self) -> str:
        return self._code("key")

    def _code(self, name: str) -> str:
        code = str(self.cleaned_data[name])
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Small letters, digits and _, beginning with a letter."))
        return code

    def state_choices(self) -> list[tuple[str, str]]:
        return [(row.get("code", ""), words.text_of(row.get("title")) or row.get("code", ""))
                for row in self.content.get("states", [])]  # fmt: skip


def _code_field(help_text: Any) -> forms.CharField:
    attributes = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
    return forms.CharField(
        label=_("Code"), max_length=MOST_CODE, help_text=help_text, widget=forms.TextInput(attrs=attributes)
    )


def _choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **options)


def _many(label: Any, choices: Any = (), **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def _parted(limit: str, amount: str, unit: str) -> Row:
    """A limit as its two fields; nothing where there is none."""
    number, _gap, counted_in = limit.partition(" ")
    return {amount: number, unit: counted_in} if number else {}


class FactsForm(RowForm):
    """The procedure as a whole."""

    texts = {"title": pgettext_lazy("of a procedure", "Name")}
    plain, lists = ("first", "first_desk", "assigns_on", "public", "escalates_to"), ("closed_to", "opened_by")
    order = ("title",)
    first = _choice(_("It begins in the state"), ())
    first_desk = _choice(
        _("It begins with"), (("place", _("the office of its place")), ("rule", _("the unit that the routing rules name"))),
        widget=forms.RadioSelect,
    )  # fmt: skip
    assigns_on = _choice(
        _("The routing rules name the lead unit on"),
        [("", _("no deed: it stays where it begins")), *VERBS],
        required=False,
    )
    escalates_to = _choice(_("What is overdue goes to"), Role.choices)
    reminds_percent = forms.IntegerField(
        label=_("Reminder after how much of a limit, in per cent"), min_value=1, max_value=100
    )
    objection_amount = forms.IntegerField(
        label=_("A unit may object to what it was given within"), min_value=1, max_value=LARGEST, required=False,
        help_text=_("Empty: it may not. Otherwise a deed that objects, one that decides and a limit “objection” are needed."),
    )  # fmt: skip
    objection_unit = _choice(pgettext_lazy("of time", "Unit"), UNITS, required=False)
    public = forms.BooleanField(label=_("Matters of public space: neighbours may follow them"), required=False)
    closed_to = _many(
        _("Who never sees who reports"), (("about_unit", _("the unit it is about")),),
    )  # fmt: skip
    opened_by = _many(_("Only these may open one"), Role.choices, help_text=_("None chosen: everybody may."))

    def fit(self) -> None:
        self.fields["first"].choices = self.state_choices()  # type: ignore[attr-defined]

    def read(self, row: Row) -> Row:
        return super().read(row) | {
            "first_desk": row.get("first_desk", "rule"), "escalates_to": row.get("escalates_to", "supervisor"),
            "reminds_percent": round(row.get("reminds_before", 0.75) * 100),
            **_parted(row.get("objection_within", ""), "objection_amount", "objection_unit"),
        }  # fmt: skip

    def row(self) -> Row:
        said = self.cleaned_data
        row = {key: value for key, value in super().row().items() if key != "objection_within"}
        if said["objection_amount"]:
            row["objection_within"] = f"{said['objection_amount']} {said['objection_unit'] or UNITS[0][0]}"
        share = said["reminds_percent"] / 100
        return row if share == row.get("reminds_before", 0.75) else row | {"reminds_before": share}


class StateForm(RowForm):
    """A state: what it is called, what it means for the clock, what residents read in it."""

    texts = {"title": pgettext_lazy("of a state", "Name"), "resident": _("What residents read"),
             "following": _("And what comes next")}  # fmt: skip
    plain, names, order = ("stage", "rests"), "code", ("title", "stage", "rests", "resident", "following", "code")
    stage = _choice(_("Stage"), Stage.choices, widget=forms.RadioSelect)
    rests = forms.BooleanField(label=_("The clock rests here"), required=False)
    code = _code_field(_("Never shown; it stays for good, because histories name it."))


class TransitionForm(RowForm):
    """A transition: which deed, from where to where, who may, what it needs, who is told."""

    texts = {"title": _("What stands on the button")}
    plain, lists = ("verb", "to", "primary"), ("from", "who", "needs", "tells")
    order = ("verb", "title", "from", "to", "who", "needs", "tells", "primary")
    verb = _choice(
        _("Deed"), [("", _("Choose one")), *VERBS], help_text=_("What Linli does, counts and keeps on record.")
    )
    to = _choice(_("Where it leads"), (), required=False)
    primary = forms.BooleanField(label=_("The next step: offered first"), required=False)

    def fit(self) -> None:
        states = self.state_choices()
        self.fields["from"] = _many(_("From which states"), states)
        self.fields["to"].choices = [("", _("nowhere: the state stays")), *states]  # type: ignore[attr-defined]
        for name, label, known, tell in (
            ("who", _("Who may"), words.WHO, words.who_words), ("needs", _("What is needed"), words.NEEDS, words.needs_words),
            ("tells", _("Who is told"), words.TELLS, words.tells_words),
        ):  # fmt: skip
            self.fields[name] = _many(label, [(one, tell(one)) for one in known])


class LimitForm(RowForm):
    """A limit: how long, from which deed to which, on whose clock."""

    texts = {"title": pgettext_lazy("of a limit", "Name")}
    plain, lists, names = ("starts", "clock", "whole"), ("met_by",), "key"
    order = ("title", "amount", "unit", "starts", "met_by", "clock", "whole", "key")
    amount = forms.IntegerField(label=_("How long"), min_value=1, max_value=LARGEST)
    unit = _choice(pgettext_lazy("of time", "Unit"), UNITS)
    starts = _choice(_("Begins with"), STARTS)
    met_by = _many(_("Met by"), VERBS)
    clock = _choice(_("Whose clock"), Clock.choices, widget=forms.RadioSelect)
    whole = forms.BooleanField(label=_("The limit of the whole matter"), required=False)
    key = _code_field(
        _("Kinds of matter give limits of their own by this code; “first_contact” counts for the response rate.")
    )

    def read(self, row: Row) -> Row:
        found = super().read(row) | {"clock": row.get("clock", Clock.RECEIVER.value)}
        return found | _parted(row.get("limit", ""), "amount", "unit")

    def row(self) -> Row:
        row = super().row() | {"limit": f"{self.cleaned_data['amount']} {self.cleaned_data['unit']}"}
        if row["clock"] == Clock.RECEIVER and "clock" not in self.former:
            del row["clock"]
        return row


class GroundForm(RowForm):
    """A listed reason for not taking a matter on."""

    texts = {"title": pgettext_lazy("of a listed reason", "Name"), "instead": _("Where to go instead")}
    names, order = "code", ("title", "instead", "code")
    code = _code_field(_("Never shown; it stays for good, because histories name it."))


class LadderForm(RowForm):
    """A step of what follows when a limit has passed and nobody acts: what it is called, how long after, who is told."""

    texts = {"title": pgettext_lazy("of a step", "Name")}
    lists, order = ("tells",), ("title", "amount", "unit", "tells")
    amount = forms.IntegerField(
        label=_("How long after the limit"), min_value=1, max_value=LARGEST, required=False,
        help_text=_("Empty: as soon as the limit has passed."),
    )  # fmt: skip
    unit = _choice(pgettext_lazy("of time", "Unit"), UNITS, required=False)

    def fit(self) -> None:
        self.fields["tells"] = _many(_("Who is told"), [(one, words.tells_words(one)) for one in words.TELLS])

    def read(self, row: Row) -> Row:
        return super().read(row) | _parted(row.get("after", ""), "amount", "unit")

    def row(self) -> Row:
        row = {key: value for key, value in super().row().items() if key != "after"}
        said = self.cleaned_data
        return row | ({"after": f"{said['amount']} {said['unit'] or UNITS[0][0]}"} if said["amount"] else {})


FORMS: dict[str, type[RowForm]] = {
    "facts": FactsForm, "states": StateForm, "transitions": TransitionForm, "limits": LimitForm, "grounds": GroundForm,
    "ladder": LadderForm,
}  # fmt: skip


class PublicationForm(forms.Form):
    """From which day new matters begin with the draft."""

    on = forms.DateField(
        label=_("From which day"), initial=localdate, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Today: at once. A later day: from its first minute, by itself."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def refuse(self, refusal: Refusal) -> None:
        self.add_error("on" if refusal.code == "force_past" else None, str(refusal))


class CopyForm(forms.Form):
    """A new procedure as the copy of one that is there."""

    model = forms.ChoiceField(label=_("Copy of"))
    code = _code_field(_("One word in lower-case letters, such as tree_felling. It cannot be changed later."))

    def __init__(self, *args: Any, models: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["model"].choices = models  # type: ignore[attr-defined]

    def refuse(self, refusal: Refusal) -> None:
        self.add_error("code" if refusal.code.startswith("procedure_code") else None, str(refusal))


class FileForm(forms.Form):
    file = forms.FileField(label=_("TOML file"), max_length=200)
