"""A procedure as a TOML file, as the shipped ones are written; what is read from it is the content it was written from."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from linli.cases.problem import Problem
from linli.cases.shape import ROWS, WHOLE
from linli.cases.workflow import ProcedureError

MEDIA_TYPE = "application/toml"
LARGEST = 400_000  # bytes; the longest that is shipped has 11,000


def content_of(file: bytes) -> dict[str, Any]:
    """Read a file; raises ProcedureError where it is too long, not text or not TOML. The content is not checked."""
    if len(file) > LARGEST:
        raise ProcedureError("?", [Problem(_("the file is longer than a procedure can be"))])
    try:
        return tomllib.loads(file.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ProcedureError("?", [Problem(_("the file is not text in UTF-8"))]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProcedureError("?", [Problem(_("not valid TOML: %(error)s"), error=error)]) from None


def toml_of(content: Mapping[str, Any]) -> str:
    """Write a content in the order in which a person reads it."""
    lines = _lines(content, WHOLE)
    for part, known in ROWS.items():
        for row in content.get(part, []):
            lines += ["", f"[[{part}]]", *_lines(row, known)]
    return "\n".join(lines) + "\n"


def _lines(row: Mapping[str, Any], known: Mapping[str, str]) -> list[str]:
    return [f"{key} = {_value(row[key])}" for key in known if key in row]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A JSON string is a TOML string, but for the one control character that JSON lets through.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
