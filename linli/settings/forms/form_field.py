"""One field of a form, as it is drawn: what it asks, its bounds, when it is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from linli.forms import limits
from linli.forms.domain.edit import empty_rows
from linli.forms.enums import REUSED_AS, Accept, Comparison, Depth, Kind, Reuse, comparisons_of
from linli.forms.faces import CODE, is_day
from linli.forms.reading import NAME
from linli.forms.shape import TODAY, Condition, Field, Option, Words
from linli.forms.writing import field_schema
from linli.settings.forms.form import DrawingForm, Row, words_fields

COUNTED = frozenset({Kind.TEXT, Kind.WORDS, Kind.CHOICES, Kind.FILES, Kind.ROWS})
MOSTS = {
    Kind.TEXT: limits.MOST_TEXT, Kind.WORDS: limits.MOST_WORDS, Kind.CHOICES: limits.MOST_OPTIONS,
    Kind.FILES: limits.MOST_FILES, Kind.ROWS: limits.MOST_ROWS,
}  # fmt: skip
CONDITIONS = ("shown_when", "required_when")
SPLIT = str.maketrans("，、；;,|", "      ")


class FieldForm(DrawingForm):
    """One field of a kind. `before` are the fields asked before it on its level, which its conditions may name."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: Any, *, kind: Kind, field: Field | None, before: list[Field], taken: list[str], seen: int,
        is_inner: bool,
    ) -> None:  # fmt: skip
        self.kind, self.former, self.before, self.taken, self.is_inner = kind, field, before, taken, is_inner
        super().__init__(data, initial={"seen": seen, **(_initial(field) if field else self._fresh())})
        self.fields |= words_fields()
        self.fields["is_required"] = forms.BooleanField(label=_("Must be answered"), required=False)
        self._add_face()
        if kind_reuses(kind) and not is_inner:
            choices = [("", _("not at all")), *((one.value, one.label) for one in kind_reuses(kind))]
            self.fields["reuse"] = forms.ChoiceField(
                label=_("Can be kept for the next form as"), choices=choices, required=False,
                help_text=_("Only if the person ticks it; only of the one who fills in the form, never of somebody else."),
            )  # fmt: skip
        if before:
            self._add_conditions()
        self.fields["name"] = forms.CharField(
            label=pgettext("of a field", "Code"), max_length=limits.MOST_NAME, disabled=field is not None,
            help_text=_("Never shown; it stays for good, because answers are kept under it."),
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
        )  # fmt: skip

    def _fresh(self) -> Row:
        stem = {Kind.IDENTITY: "identity", Kind.PHONE: "phone", Kind.ADDRESS: "address"}.get(self.kind, self.kind.value)
        names = [stem, *(f"{stem}_{number}" for number in range(2, limits.MOST_FIELDS + 2))]
        return {"name": next(name for name in names if name not in self.taken), "accept": Accept.values}

    def _add_face(self) -> None:
        if self.kind in (Kind.CHOICE, Kind.CHOICES):
            self.fields["options"] = forms.CharField(
                label=_("Answers to choose from"), widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
                help_text=_("One a line: code | Chinese | English. The code stays for good; English may be left out. Example: yes | 是 | Yes"),
            )  # fmt: skip
        if self.kind is Kind.NUMBER:
            self.fields["decimals"] = forms.IntegerField(
                label=_("Decimals"), min_value=0, max_value=limits.MOST_DECIMALS, required=False, help_text=_("0: whole numbers.")
            )  # fmt: skip
            for name, label in (("least", _("At least")), ("most", _("At most"))):
                self.fields[name] = forms.DecimalField(
                    label=label, required=False, max_digits=15, decimal_places=limits.MOST_DECIMALS,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )  # fmt: skip
        if self.kind in COUNTED:
            labels = {
                Kind.CHOICES: (_("At least so many answers"), _("At most so many answers")),
                Kind.FILES: (_("At least so many files"), _("At most so many files")),
                Kind.ROWS: (_("At least so many rows"), _("At most so many rows")),
            }  # fmt: skip
            least, most = labels.get(self.kind, (_("At least so many characters"), _("At most so many characters")))
            bound = MOSTS[self.kind]
            self.fields["least"] = forms.IntegerField(label=least, min_value=0, max_value=bound, required=False)
            self.fields["most"] = forms.IntegerField(
                label=most,
                min_value=1,
                max_value=bound,
                required=False,
                help_text=_("Empty: %(most)s.") % {"most": bound},
            )
        if self.kind is Kind.DATE:
            words = _("A day such as 2026-12-31, or the word today; empty: no bound.")
            self.fields["least"] = forms.CharField(
                label=_("Not before"), required=False, max_length=10, help_text=words
            )
            self.fields["most"] = forms.CharField(label=_("Not after"), required=False, max_length=10, help_text=words)
        if self.kind is Kind.FILES:
            self.fields["accept"] = forms.MultipleChoiceField(
                label=_("Takes"), choices=Accept.choices, widget=forms.CheckboxSelectMultiple
            )
        if self.kind is Kind.ADDRESS:
            self.fields["depth"] = forms.ChoiceField(label=_("Down to"), choices=Depth.choices, required=False)

    def _add_conditions(self) -> None:
        choices = [("", _("always")), *condition_choices(self.before)]
        for name, label, value, none in (
            ("shown_when", _("Asked only if"), _("Value for “asked only if”"), _("always")),
            ("required_when", _("Needed only if"), _("Value for “needed only if”"), _("as ticked above")),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", none), *choices[1:]], required=False)
            self.fields[f"{name}_value"] = forms.CharField(
                label=value, max_length=200, required=False,
                help_text=_("For “at least”, “at most”, “is” of a number and “one of”: a number, a day, or answers parted by commas."),
            )  # fmt: skip

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self.former is None and not NAME.fullmatch(name):
            raise forms.ValidationError(_("Small letters, digits and _, beginning with a letter."))
        if self.former is None and name in self.taken:
            raise forms.ValidationError(_("There is a field of this code already."))
        return name

    def clean_options(self) -> tuple[Option, ...]:
        found: list[Option] = []
        for line in str(self.cleaned_data["options"]).splitlines():
            parts = [part.strip() for part in line.replace("｜", "|").split("|")]
            if parts == [""]:
                continue
            if len(parts) not in (2, 3) or not CODE.fullmatch(parts[0]) or not parts[1]:
                raise forms.ValidationError(_("“%(line)s”: write code | Chinese | English."), params={"line": line})
            if any(one.code == parts[0] for one in found):
                raise forms.ValidationError(_("The code %(code)s stands there twice."), params={"code": parts[0]})
            found.append(Option(parts[0], Words(parts[1], parts[2] if len(parts) == 3 else "")))
        return tuple(found)

    def clean(self) -> Row:
        said = super().clean() or self.cleaned_data
        if self.kind is Kind.DATE:
            for name in ("least", "most"):
                text = {"今天": TODAY}.get(said.get(name) or "", said.get(name) or "")
                if text and text != TODAY and not is_day(text):
                    self.add_error(name, _("A day such as 2026-12-31, or today."))
                said[name] = text or None
        least, most = said.get("least"), said.get("most")
        if TODAY not in (least, most) and least is not None and most is not None and least > most:
            self.add_error("most", _("Lies below the lower bound."))
        for name in CONDITIONS:
            if name in self.fields and said.get(name):
                said[f"{name}_read"] = self._condition(name, said[name], said.get(f"{name}_value") or "")
        if said.get("is_required") and said.get("required_when"):
            self.add_error("required_when", _("It must be answered always, as ticked above. Choose one of both."))
        return said

    def _condition(self, name: str, chosen: str, text: str) -> Condition | None:
        field_name, word, *rest = chosen.split(" ")
        asked = next(one for one in self.before if one.name == field_name)
        comparison = Comparison(word)
        if rest:
            return Condition(field_name, comparison, {"true": True, "false": False}.get(rest[0], rest[0]))
        value = _value_of(asked, comparison, text.strip())
        if value is None:
            self.add_error(
                f"{name}_value", _("Write what “%(question)s” is compared with.") % {"question": asked.words}
            )
            return None
        return Condition(field_name, comparison, value)

    def field(self) -> Field:
        """The field as it was written, once the form holds."""
        said, kind = self.cleaned_data, self.kind
        least, most = _bounds(kind, said)
        former = self.former
        return Field(
            said["name"], kind, Words(said["title"], said["title_en"]), Words(said["help"], said["help_en"]),
            said["is_required"], least, most, said.get("decimals") or 0, said.get("options", ()),
            tuple(one for one in Accept.values if one in said.get("accept", ())), Depth(said.get("depth") or Depth.VILLAGE),
            former.fields if former else (), said.get("shown_when_read"), said.get("required_when_read"),
            Reuse(said["reuse"]) if said.get("reuse") else None,
        )  # fmt: skip

    def schema(self) -> Row:
        found = field_schema(self.field())
        return found | ({"items": empty_rows()} if self.kind is Kind.ROWS and self.former is None else {})


def kind_reuses(kind: Kind) -> list[Reuse]:
    return [one for one, of in REUSED_AS.items() if of == kind]


def condition_choices(before: list[Field]) -> list[tuple[str, str]]:
    """Every condition that the earlier fields allow; one that needs a value written says so."""
    found: list[tuple[str, str]] = []
    for asked in before:
        for comparison in comparisons_of(asked.kind):
            head = f"{asked.name} {comparison.value}"
            words = f"“{asked.words}” {comparison.label}"
            if comparison is Comparison.FILLED:
                found += [(f"{head} true", words), (f"{head} false", f"“{asked.words}” {_('is not answered')}")]
            elif comparison in (Comparison.IS, Comparison.IS_NOT, Comparison.HAS) and asked.options:
                found += [(f"{head} {one.code}", f"{words} “{one.words}”") for one in asked.options]
            else:
                found.append((head, f"{words} …"))
    return found


def _value_of(asked: Field, comparison: Comparison, text: str) -> Any:
    """What a value written for a condition means; None: nothing that this field can be compared with."""
    if comparison is Comparison.ONE_OF:
        known = {said: one.code for one in asked.options for said in (one.code, one.words.zh, one.words.en)}
        parts = text.translate(SPLIT).split()
        return (
            tuple(dict.fromkeys(known[one] for one in parts)) if parts and all(one in known for one in parts) else None
        )
    if asked.kind is Kind.DATE:
        text = {"今天": TODAY}.get(text, text)
        return text if text == TODAY or is_day(text) else None
    try:
        number = round(float(text), asked.decimals)
    except ValueError:
        return None
    if not abs(number) <= limits.MOST_NUMBER:  # nor what is no number at all
        return None
    return int(number) if number == int(number) else number


def _bounds(kind: Kind, said: Row) -> tuple[Any, Any]:
    least, most = said.get("least"), said.get("most")
    if kind is Kind.NUMBER:
        least, most = (
            None if one is None else int(one) if one == int(one) else float(one) for one in (least, most)
        )  # fmt: skip
    elif kind in COUNTED:
        outmost = max(len(said.get("options", ())), 1) if kind is Kind.CHOICES else MOSTS[kind]
        least, most = least or 0, min(most or outmost, outmost)
    return least, most


def _initial(field: Field) -> Row:
    found: Row = {
        "name": field.name, "title": field.words.zh, "title_en": field.words.en, "help": field.help.zh,
        "help_en": field.help.en, "is_required": field.is_required, "least": field.least, "most": field.most,
        "decimals": field.decimals, "accept": list(field.accept), "depth": field.depth.value,
        "reuse": field.reuse.value if field.reuse else "",
        "options": "\n".join(" | ".join(filter(None, (one.code, one.words.zh, one.words.en))) for one in field.options),
    }  # fmt: skip
    for name in CONDITIONS:
        found |= _condition_initial(name, getattr(field, name))
    return found


def _condition_initial(name: str, condition: Condition | None) -> Row:
    if condition is None:
        return {}
    head, value = f"{condition.field} {condition.comparison.value}", condition.value
    if isinstance(value, bool):
        return {name: f"{head} {str(value).lower()}"}
    is_code = condition.comparison in (Comparison.IS, Comparison.IS_NOT, Comparison.HAS) and isinstance(value, str)
    if is_code:
        return {name: f"{head} {value}"}
    return {name: head, f"{name}_value": ", ".join(value) if isinstance(value, tuple) else str(value)}


KIND_HINTS = {
    Kind.TEXT: gettext_lazy("a name, a street, a few words"), Kind.WORDS: gettext_lazy("several lines"),
    Kind.NUMBER: gettext_lazy("whole or with decimals, with bounds"), Kind.DATE: gettext_lazy("a day of the calendar"),
    Kind.CHOICE: gettext_lazy("exactly one answer"), Kind.CHOICES: gettext_lazy("any of the answers"),
    Kind.IDENTITY: gettext_lazy("18 characters, check digit looked at"),
    Kind.CREDIT_CODE: gettext_lazy("of an enterprise or organisation, check digit looked at"),
    Kind.PHONE: gettext_lazy("mobile, fixed or from abroad"), Kind.ADDRESS: gettext_lazy("village or community, and words"),
    Kind.FILES: gettext_lazy("into the basket of the form"),
    Kind.ROWS: gettext_lazy("the same fields once for each person or thing"),
}  # fmt: skip
