"""What a form asks, read from its schema. A leaf: pure values, which know neither database nor browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from linli.forms.enums import Comparison, Depth, Kind, Reuse

TODAY = "today"


@dataclass(frozen=True)
class Words:
    """Words in Chinese, and in English where somebody wrote them."""

    zh: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.zh if not self.en or (get_language() or "zh").startswith("zh") else self.en

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    code: str
    words: Words


@dataclass(frozen=True)
class Condition:
    """Holds where the answer of an earlier field of the same level compares so."""

    field: str
    comparison: Comparison
    value: Any


@dataclass(frozen=True)
class Field:
    """One question. `least` and `most` bound length, value, day, number of answers, files or rows, by kind."""

    name: str
    kind: Kind
    words: Words
    help: Words = Words()
    is_required: bool = False
    least: Any = None
    most: Any = None
    decimals: int = 0
    options: tuple[Option, ...] = ()
    accept: tuple[str, ...] = ()
    depth: Depth = Depth.VILLAGE
    fields: tuple["Field", ...] = ()
    shown_when: Condition | None = None
    required_when: Condition | None = None
    reuse: Reuse | None = None

    def option(self, code: str) -> Option | None:
        return next((one for one in self.options if one.code == code), None)


@dataclass(frozen=True)
class Shape:
    """A whole form. `fields` stand in the order in which they are asked."""

    words: Words
    fields: tuple[Field, ...]
    help: Words = field(default=Words())

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {one.name: one for one in self.fields}

    def every_field(self) -> Iterator[tuple[str, Field]]:
        """Each field with its path: `name`, or `group.name` inside a repeated group."""
        for one in self.fields:
            yield one.name, one
            for inner in one.fields:
                yield f"{one.name}.{inner.name}", inner
