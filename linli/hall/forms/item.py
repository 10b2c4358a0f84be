"""What an item is, what its next version says, and a paper or a rule of it, as forms over its content."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.areas.queries.map import area_map
from linli.hall.content import CODE, LIMITS, MATERIAL, MATERIAL_BOOLEANS, MATERIAL_TEXTS, MOST_COPIES, TEXTS, Content
from linli.hall.domain.item import FACTS, MOST
from linli.hall.enums import Channel, Group, ItemKind, MaterialForm, PowerKind, TimeUnit
from linli.hall.forms.refusing import RefusingForm, choice, line, lines, many, yes
from linli.hall.queries.codes import code_fault
from linli.hall.queries.fitting import questions
from linli.hall.queries.sheet import fault_words
from linli.places.enums import Function


def offered(kind: str) -> forms.TextInput:
    """A field for a code, with what there is offered while it is typed (`queries.codes.code_choices`)."""
    return forms.TextInput(attrs={"list": f"codes-{kind}", "autocomplete": "off"})


CODE_HINT = gettext_lazy("Small letters, digits and hyphens, such as elder-card. It stays for good.")


class FactsForm(RefusingForm):
    """What an item is; a new one gets its code as well."""

    beside = {"item_code_taken": "code"}

    code = line(gettext_lazy("Code"), 40, required=True, help_text=CODE_HINT)
    name = line(pgettext_lazy("of an item", "Name"), MOST["name"], required=True)
    name_en = line(pgettext_lazy("of an item", "Name in English"), MOST["name_en"])
    kind = choice(pgettext_lazy("of an item", "Kind"), ItemKind.choices)
    power = choice(gettext_lazy("Kind of power"), PowerKind.choices)
    group = choice(pgettext_lazy("items", "Group"), Group.choices)
    position = forms.IntegerField(label=gettext_lazy("Place in its group"), min_value=0, max_value=9999, initial=100)
    words = line(
        gettext_lazy("What people say for it"), MOST["words"],
        help_text=gettext_lazy("Words parted by spaces, as residents write them; the search finds the item by each."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None, is_new: bool = False) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if not is_new:
            del self.fields["code"]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code) or code in ("new", "questions", "import", "fit"):
            raise forms.ValidationError(str(CODE_HINT))
        return code

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == ItemKind.PARTY and said.get("power") != PowerKind.NONE:
            self.add_error(
                "power",
                _("Party affairs are no power of the state: choose “%(none)s”.") % {"none": PowerKind.NONE.label},
            )
        return said

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class WholeForm(RefusingForm):
    """All that a version says but its papers and rules."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    parts = (
        (gettext_lazy("Who does it"), ("accepting_body", "accepting_unit", "deciding_body", "deciding_unit")),
        (gettext_lazy("For whom, and how"), ("conditions", "basis", "process", "result")),
        (gettext_lazy("Time and money"), ("receiving", "promised", "statutory", "is_on_the_spot", "is_free", "fee")),
        (gettext_lazy("Channels and places"), ("channels", "functions", "areas")),
        (gettext_lazy("Missing papers"), ("is_licensing", "notice", "is_deemed_accepted", "takes_later")),
        (gettext_lazy("What it opens"), ("case_kind", "form_code")),
        (gettext_lazy("Another body’s system"), ("outside_system", "outside_hint", "outside_fields")),
        (gettext_lazy("Source and check"), ("source", "is_verified")),
    )

    accepting_body = line(gettext_lazy("Accepting body"), TEXTS["accepting_body"])
    accepting_unit = line(gettext_lazy("Accepting body as a unit here"), TEXTS["accepting_unit"], widget=offered("units"), help_text=gettext_lazy("The code of the unit, where it has one here."))  # fmt: skip
    deciding_body = line(gettext_lazy("Deciding body"), TEXTS["deciding_body"])
    deciding_unit = line(gettext_lazy("Deciding body as a unit here"), TEXTS["deciding_unit"], widget=offered("units"), help_text=gettext_lazy("The code of the unit, where it has one here."))  # fmt: skip
    conditions = lines(gettext_lazy("Conditions"), TEXTS["conditions"], 6)
    basis = line(gettext_lazy("Legal basis"), TEXTS["basis"])
    process = lines(pgettext_lazy("of an item", "Process"), TEXTS["process"], 5, help_text=gettext_lazy("A step a line. Empty: it is told from the bodies and limits below."))  # fmt: skip
    result = line(gettext_lazy("What one gets"), TEXTS["result"])
    is_on_the_spot = yes(gettext_lazy("Done on the spot"))
    is_free = yes(gettext_lazy("Free of charge"))
    fee = line(gettext_lazy("Fee"), TEXTS["fee"], help_text=gettext_lazy("How much, and by which rule."))
    channels = many(gettext_lazy("Channels"), Channel.choices, help_text=gettext_lazy("Never online only."))
    functions = many(gettext_lazy("At centres with the function"), Function.choices, help_text=gettext_lazy("None chosen: at every centre."))  # fmt: skip
    areas = line(gettext_lazy("Offered in"), 600, help_text=gettext_lazy("Codes of towns or villages parted by spaces. Empty: everywhere."))  # fmt: skip
    is_licensing = yes(gettext_lazy("Administrative licensing"), help_text=gettext_lazy("Everything missing is told within five working days, else it counts as accepted (行政许可法 32)."))  # fmt: skip
    is_deemed_accepted = yes(gettext_lazy("Else it counts as accepted"))
    takes_later = yes(gettext_lazy("Secondary papers may come later"))
    case_kind = line(gettext_lazy("Kind of matter it opens"), TEXTS["case_kind"], widget=offered("kinds"), help_text=gettext_lazy("The code of a kind. Empty: that of service items."))  # fmt: skip
    form_code = line(gettext_lazy("Form it asks"), TEXTS["form_code"], widget=offered("forms"), help_text=gettext_lazy("The code of a published form. Empty: it asks none."))  # fmt: skip
    outside_system = line(gettext_lazy("System of another body where it ends"), TEXTS["outside_system"])
    outside_hint = line(gettext_lazy("How to reach that system"), TEXTS["outside_hint"])
    outside_fields = line(gettext_lazy("Fields to copy"), 600, help_text=gettext_lazy("Keys of the form, parted by spaces."))  # fmt: skip
    source = line(gettext_lazy("Where it is from"), TEXTS["source"])
    is_verified = yes(gettext_lazy("Checked against the official text"))

    limit_titles = {
        "receiving": gettext_lazy("Receiving limit"), "promised": gettext_lazy("Promised limit"),
        "statutory": gettext_lazy("Statutory limit"), "notice": gettext_lazy("Everything missing is told within"),
    }  # fmt: skip

    def __init__(self, data: Any = None, *, content: Content, edition: int) -> None:
        initial = {name: value for name, value in content.items() if name not in (*LIMITS, "materials", "fit")}
        for name in ("areas", "outside_fields"):
            initial[name] = " ".join(content[name])
        super().__init__(data, initial=initial | {"seen": edition})
        self.content = content
        for name in LIMITS:
            amount, _gap, unit = content[name].partition(" ")
            self.fields[f"{name}_amount"] = forms.IntegerField(
                label=self.limit_titles[name], required=False, min_value=1, max_value=9999, initial=amount
            )
            self.fields[f"{name}_unit"] = choice(
                gettext_lazy("counted in"), TimeUnit.choices, required=False, initial=unit or TimeUnit.WORKING_DAYS
            )

    def sections(self) -> list[tuple[Any, list[list[forms.BoundField]]]]:
        """The fields as the page shows them: a limit is a pair."""
        return [
            (title, [[self[f"{name}_amount"], self[f"{name}_unit"]] if name in LIMITS else [self[name]] for name in names])
            for title, names in self.parts
        ]  # fmt: skip

    def clean_areas(self) -> list[str]:
        codes = str(self.cleaned_data["areas"]).replace(",", " ").replace("，", " ").split()
        for code in codes:
            if code not in area_map() or len(code) not in (6, 9, 12):
                raise forms.ValidationError(_("There is no area %(code)s.") % {"code": code})
        return codes

    def clean_outside_fields(self) -> list[str]:
        return str(self.cleaned_data["outside_fields"]).split()

    def clean_channels(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["channels"]
        if set(chosen) <= {str(Channel.ONLINE)}:
            raise forms.ValidationError(_("Choose a way beside online: nobody is made to go online."))
        return [str(one) for one in Channel if one in chosen]

    def clean_accepting_unit(self) -> str:
        return self._code("accepting_unit")

    def clean_deciding_unit(self) -> str:
        return self._code("deciding_unit")

    def clean_case_kind(self) -> str:
        return self._code("case_kind")

    def clean_form_code(self) -> str:
        return self._code("form_code")

    def _code(self, name: str) -> str:
        """A code that names something that is there and open; publishing asks once more."""
        code = str(self.cleaned_data[name])
        if code and (fault := code_fault(name, code)):
            raise forms.ValidationError(
                _("%(code)s: %(what)s. Choose one that is offered.") % {"code": code, "what": fault_words(fault)}
            )
        return code

    def said(self, content: Content) -> Content:
        """The content with what was written."""
        said = self.cleaned_data
        written = {name: said[name] for name in self.base_fields if name != "seen"}
        limits = {
            name: f"{said[f'{name}_amount']} {said[f'{name}_unit'] or TimeUnit.WORKING_DAYS}"
            if said[f"{name}_amount"] else ""
            for name in LIMITS
        }  # fmt: skip
        return content | written | limits


class MaterialRowForm(RefusingForm):
    """A paper."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = line(pgettext_lazy("of a paper", "Name"), MATERIAL_TEXTS["name"], required=True)
    name_en = line(pgettext_lazy("of a paper", "Name in English"), MATERIAL_TEXTS["name_en"])
    code = line(gettext_lazy("Code"), 40, required=True, help_text=gettext_lazy("Small letters, digits and hyphens; the same paper keeps it in every version."))  # fmt: skip
    form = choice(pgettext_lazy("of a paper", "Original or copy"), MaterialForm.choices)
    copies = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=MOST_COPIES, initial=1)
    takes_electronic = yes(gettext_lazy("Electronic accepted"))
    is_obtainable = yes(gettext_lazy("The office fetches it from shared data"), help_text=gettext_lazy("Then it is not asked for (国务院关于在线政务服务的若干规定)."))  # fmt: skip
    obtained_from = line(gettext_lazy("Fetched from"), MATERIAL_TEXTS["obtained_from"])
    is_secondary = yes(gettext_lazy("Secondary: may be promised for later"))
    takes_promise = yes(gettext_lazy("A written promise will do instead"))
    note = line(pgettext_lazy("of a paper", "Note"), MATERIAL_TEXTS["note"])
    sample = line(gettext_lazy("Blank form or example (address)"), MATERIAL_TEXTS["sample"], help_text=gettext_lazy("Begins with https://"))  # fmt: skip

    def __init__(self, data: Any = None, *, row: Mapping[str, Any] | None, edition: int) -> None:
        super().__init__(data, initial=dict(row or MATERIAL) | {"seen": edition})

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Small letters, digits and hyphens."))
        return code

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("is_obtainable") and (said.get("is_secondary") or said.get("takes_promise")):
            self.add_error("is_obtainable", _("What the office fetches is not asked for, now or later."))
        if said.get("sample") and not str(said["sample"]).startswith("https://"):
            self.add_error("sample", _("Begins with https://"))
        return said

    def row(self) -> dict[str, Any]:
        names = (*MATERIAL_TEXTS, *MATERIAL_BOOLEANS, "form", "copies")
        return {name: self.cleaned_data[name] for name in names}


class RuleRowForm(RefusingForm):
    """A rule by which the item fits somebody: one question, and the answers for it or against it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answers = many(gettext_lazy("Question and answers"), (), help_text=gettext_lazy("Answers of one question only."))
    is_against = choice(
        gettext_lazy("It fits where"), (("", gettext_lazy("one of these was answered")), ("yes", gettext_lazy("none of these was answered"))),
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    reason = line(gettext_lazy("Reason, in Chinese"), 150, help_text=gettext_lazy("Empty: the question and what was answered."))  # fmt: skip
    reason_en = line(gettext_lazy("Reason, in English"), 150)

    def __init__(self, data: Any = None, *, row: Mapping[str, Any] | None, edition: int) -> None:
        row = row or {}
        chosen = row.get("one_of") or row.get("none_of") or []
        initial = {
            "answers": [f"{row.get('question')}={code}" for code in chosen], "seen": edition,
            "is_against": "yes" if "none_of" in row else "", "reason": row.get("reason", ""),
            "reason_en": row.get("reason_en", ""),
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["answers"].required = True
        self.fields["answers"].choices = [  # type: ignore[attr-defined]
            (one.title, [(f"{one.code}={answer.code}", answer.title) for answer in one.answers])
            for one in questions().values()
        ]

    def clean_answers(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["answers"]
        if len({one.partition("=")[0] for one in chosen}) != 1:
            raise forms.ValidationError(_("Choose answers of one question."))
        return chosen

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        codes = sorted(one.partition("=")[2] for one in said["answers"])
        return {
            "question": said["answers"][0].partition("=")[0], "none_of" if said["is_against"] else "one_of": codes,
            "reason": said["reason"], "reason_en": said["reason_en"],
        }  # fmt: skip


class PublicationForm(RefusingForm):
    """From which day the draft holds, and what changed in words."""

    beside = {"item_day_past": "on"}

    on = forms.DateField(
        label=gettext_lazy("From which day"), initial=localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Today: at once. A later day: from its first minute, by itself."),
    )  # fmt: skip
    note = line(gettext_lazy("What changed, in words"), 300, help_text=gettext_lazy("Everybody reads it on the guide."))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WithdrawalForm(RefusingForm):
    beside = {"item_reason_missing": "reason"}

    reason = line(gettext_lazy("Why"), 200, required=True, help_text=gettext_lazy("Everybody reads it on the guide."))


class FileForm(RefusingForm):
    file = forms.FileField(
        label=gettext_lazy("Workbook (XLSX) or JSON"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
    )
