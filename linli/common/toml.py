"""Write TOML that people can read: plain values first, then tables. Python reads TOML and does not write it."""

import json
import re
from collections.abc import Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(content: Mapping[str, Any]) -> str:
    """Return the TOML of a mapping of text, numbers, truth, lists and mappings. Nothing (None) is left out."""
    plain = [
        f"{_key(key)} = {_inline(value)}" for key, value in content.items() if value is not None and not _block(value)
    ]
    blocks = [_tables(key, value) for key, value in content.items() if _block(value)]
    return "\n\n".join(part for part in ("\n".join(plain), *blocks) if part) + "\n"


def _block(value: Any) -> bool:
    """Whether something gets a heading of its own: lists of tables, tables that hold tables."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, Mapping) for one in value)
    return isinstance(value, Mapping) and any(isinstance(one, Mapping | list) for one in value.values())


def _tables(key: str, value: Any) -> str:
    if isinstance(value, list):
        return "\n\n".join(f"[[{_key(key)}]]\n{_lines(one)}" for one in value)
    return f"[{_key(key)}]\n{_lines(value)}"


def _lines(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{_key(key)} = {_inline(value)}" for key, value in table.items() if value is not None)


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_inline(one) for one in value)}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in value.items() if one is not None) + " }"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
