"""A refusal that is kept: written down by its code and values, and said in the language of whoever reads it."""

import json
from collections.abc import Iterator

from linli.cases.workflow import Words
from linli.common.errors import Refusal


def written(refusal: Refusal, *, most: int) -> str:
    """The refusal as it is kept, in at most that many characters; as a plain sentence where it does not fit."""
    values = {name: _plain(value) for name, value in refusal.values.items()}
    text = json.dumps({"code": refusal.code, "values": values}, ensure_ascii=False, separators=(",", ":"))
    fits = len(text) <= most and _kind_of(refusal.code) is type(refusal)
    return text if fits else str(refusal)[:most]


def said(text: str) -> str:
    """The sentence of what is kept. What was kept as a sentence stays as it is."""
    if not text.startswith('{"code":'):
        return text
    kept = json.loads(text)
    kind = _kind_of(kept["code"])
    if kind is None:  # it is no refusal of ours any more
        return str(kept["code"])
    refusal = kind.__new__(kind)  # some are made from more than their values
    refusal.values = {
        name: Words(**value) if isinstance(value, dict) else value for name, value in kept["values"].items()
    }
    return str(refusal)


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    return value if isinstance(value, int) else str(value)


def _kind_of(code: str) -> type[Refusal] | None:
    """The refusal of a code; None where none has it, or several."""
    found = [kind for kind in _all(Refusal) if vars(kind).get("code") == code]
    return found[0] if len(found) == 1 else None


def _all(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in kind.__subclasses__():
        yield below
        yield from _all(below)
