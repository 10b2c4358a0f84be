"""Forms as a part of the configuration: the newest version of each, without its number, because a number is a county's own."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.common.errors import ExchangeFaulty
from linli.common.exchange import Files, Incoming, Part, State, register_part
from linli.forms.domain.draft import CODE
from linli.forms.domain.publication import insert_version
from linli.forms.limits import MOST_CODE
from linli.forms.models import FormVersion
from linli.forms.problem import ShapeFaulty
from linli.forms.queries.form import TOPIC
from linli.forms.reading import read_shape, shape_problems
from linli.forms.writing import file_of, schema_of

FOLDER = "forms/"
SUFFIX = ".json"
BY = "configuration"


def register_parts() -> None:
    register_part(Part("forms", gettext_lazy("Forms"), 15, _state, _write, _read, _refusal, _apply, _say, TOPIC))


def _state() -> State:
    """The newest content of each form that was not withdrawn."""
    rows = FormVersion.objects.filter(withdrawal=None).order_by("form__code", "number")
    return dict(rows.values_list("form__code", "content"))


def _write(found: State) -> Files:
    return {f"{FOLDER}{code}{SUFFIX}": file_of(content).encode() for code, content in found.items()}


def _read(files: Mapping[str, bytes]) -> State:
    found: State = {}
    for path in sorted(files):
        if path.startswith(FOLDER) and path.endswith(SUFFIX):
            found[path.removeprefix(FOLDER).removesuffix(SUFFIX)] = content_of(files[path], path)
    return found


def content_of(data: bytes, path: str) -> Any:
    """The schema in a file, in its one form where it is one of ours. Raises ExchangeFaulty."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ExchangeFaulty(reason=f"{path}: {error}") from error
    try:
        return schema_of(read_shape(content))
    except ShapeFaulty:
        return content  # said by `_refusal`, with every problem


def _refusal(code: str, content: Any, _incoming: Incoming) -> str:
    if not CODE.fullmatch(code) or len(code) > MOST_CODE:
        return _("“%(code)s” is no code of a form") % {"code": code}
    return "; ".join(f"{one.pointer or '/'}: {one.words}" for one in shape_problems(content)[:3])


def _apply(contents: Mapping[str, Any]) -> None:
    """Publish each as a new version. One that was not there before stays: a version is never deleted."""
    moment = now()
    for code, content in contents.items():
        if content is not None:
            insert_version(code, schema_of(read_shape(content)), words="", valid_from=moment, at=moment, by=BY)


def _say(code: str, content: Any) -> str:
    title = content.get("title") if isinstance(content, Mapping) else None
    return f"{title} {code}" if title else code
