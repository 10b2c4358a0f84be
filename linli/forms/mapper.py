"""From a shape to a Django form and back: the authority on what is an answer. What holds is asked in `checks`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate

from linli.areas.queries.map import area_map
from linli.forms import limits
from linli.forms.checks import check_all, is_blank
from linli.forms.enums import Accept, Kind
from linli.forms.faults import Fault
from linli.forms.shape import Field, Shape
from linli.forms.widgets import widget_of

PREFIX = "a"
Given = Mapping[str, Any]


@dataclass(frozen=True)
class KnownFile:
    """A file that waits in the basket of the form."""

    id: str
    name: str
    is_picture: bool
    thumb: str = ""


class AnswerField(forms.Field):
    """One question of a form. It gives what was typed; whether that holds is asked of the whole form, with conditions."""

    def __init__(self, asked: Field, *, today: date) -> None:
        self.asked = asked
        super().__init__(
            required=asked.is_required or asked.required_when is not None, label=str(asked.words),
            help_text=str(asked.help), widget=widget_of(asked, today=today),
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        return value


class AnswersForm(forms.Form):
    """A form as its shape says. `answers` are there once it holds; `given` is what was typed, whether it holds or not.

    `initial` are answers or what was given; `files` those in the basket; None: files are not looked for.
    """

    shape: ClassVar[Shape]
    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, initial: Given | None = None, files: Mapping[str, KnownFile] | None = None,
        today: date | None = None, prefix: str = PREFIX,
    ) -> None:  # fmt: skip
        self.today, self.known_files = today or localdate(), files
        self.answers: dict[str, Any] = {}
        super().__init__(data, initial=initial_of(self.shape, initial or {}), prefix=prefix)
        self.counts = {one.name: self._count(one, initial or {}) for one in self.shape.fields if one.kind is Kind.ROWS}
        for asked in self.shape.fields:
            self.fields[asked.name] = AnswerField(asked, today=self.today)
            for number in range(self.counts.get(asked.name, 0)):
                for inner in asked.fields:
                    self.fields[f"{asked.name}-{number}-{inner.name}"] = AnswerField(inner, today=self.today)
        for name, count in self.counts.items():
            self.initial[name] = count

    @property
    def given(self) -> dict[str, Any]:
        """What stands in the fields, as JSON."""
        return {asked.name: self._given(asked) for asked in self.shape.fields if not is_blank(self._given(asked))}

    @property
    def given_with_rows(self) -> dict[str, Any]:
        """The same with the rows that are still empty, so that they stay on the page."""
        rows = {name: self._given(self.shape.by_name[name]) for name, count in self.counts.items() if count}
        return {**self.given, **rows}

    def clean(self) -> dict[str, Any]:
        """Ask every rule of the form, in its order, and keep the answers."""
        self.answers, faults = check_all(self.shape.fields, self.given, today=self.today)
        faults |= self._unknown()
        for name, fault in faults.items():
            self.add_error(name, forms.ValidationError(str(fault), code=fault.code))
        return self.answers

    def _count(self, asked: Field, initial: Given) -> int:
        if self.is_bound:
            said = str(self.data.get(self.add_prefix(asked.name), ""))
            return min(int(said), limits.MOST_ROWS + 1) if said.isascii() and said.isdigit() and len(said) < 4 else 0
        return len(initial.get(asked.name) or []) or (max(asked.least, 1) if asked.is_required else asked.least)

    def _given(self, asked: Field) -> Any:
        if asked.kind is not Kind.ROWS:
            return self._typed(asked.name)
        return [
            {inner.name: self._typed(f"{asked.name}-{number}-{inner.name}") for inner in asked.fields}
            for number in range(self.counts[asked.name])
        ]

    def _typed(self, name: str) -> Any:
        if not self.is_bound:
            return self.initial.get(name)
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _unknown(self) -> dict[str, Fault]:
        """What only the server knows to be wrong: a place that is not in the county, a file that is not in the basket."""
        found: dict[str, Fault] = {}
        for asked in self.shape.fields:
            answer = self.answers.get(asked.name)
            if answer is None:
                continue
            if asked.kind is Kind.ADDRESS and not _is_place(answer["area"]):
                found[asked.name] = Fault("address_place")
            elif asked.kind is Kind.FILES and self.known_files is not None:
                found |= self._unknown_files(asked, answer)
            elif asked.kind is Kind.ROWS:
                found |= self._unknown_in_rows(asked)
        return found

    def _unknown_files(self, asked: Field, answer: list[str]) -> dict[str, Fault]:
        known = self.known_files or {}
        if any(number not in known for number in answer):
            return {asked.name: Fault("file")}
        taken = {Accept.PICTURE.value: True, Accept.PAPER.value: False}
        kinds = {taken[one] for one in asked.accept}
        if any(known[number].is_picture not in kinds for number in answer):
            return {asked.name: Fault("file_kind", kinds=", ".join(str(Accept(one).label) for one in asked.accept))}
        return {}

    def _unknown_in_rows(self, asked: Field) -> dict[str, Fault]:
        places = [inner.name for inner in asked.fields if inner.kind is Kind.ADDRESS]
        return {
            f"{asked.name}-{number}-{name}": Fault("address_place")
            for number, row in enumerate(self._given(asked))
            for name in places
            if (area := (row[name] or {}).get("area")) and not _is_place(area)
        }


@lru_cache(maxsize=64)
def form_class(shape: Shape) -> type[AnswersForm]:
    """Return the form of a shape."""
    return type("ShapedForm", (AnswersForm,), {"shape": shape})


def answers_of(form: AnswersForm) -> dict[str, Any]:
    """The answers of a form that holds, as JSON: only what is shown and answered, each in its one form."""
    assert form.is_valid()
    return form.answers


def initial_of(shape: Shape, answers: Given) -> dict[str, Any]:
    """Answers as the fields of the form take them: rows laid flat."""
    found: dict[str, Any] = {}
    for asked in shape.fields:
        value = answers.get(asked.name)
        if asked.kind is not Kind.ROWS:
            found[asked.name] = value
            continue
        for number, row in enumerate(value or []):
            found |= {f"{asked.name}-{number}-{inner.name}": row.get(inner.name) for inner in asked.fields}
    return found


def _is_place(code: str) -> bool:
    facts = area_map().get(code)
    return facts is not None and facts.is_active
