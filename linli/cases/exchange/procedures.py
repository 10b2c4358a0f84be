"""Procedures: the newest version of each, without its number, because a number is a county's own."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.domain.ground import publish_procedure
from linli.cases.models import Procedure
from linli.cases.workflow import ProcedureError, ProcedureSpec, parse_procedure
from linli.common.exchange import Files, Incoming, Part, State, register_part, toml_of
from linli.common.toml import toml_text

FOLDER = "procedures/"


def register() -> None:
    register_part(
        Part("procedures", gettext_lazy("Procedures"), 10, state, _write, _read, _refusal, _apply, _say, "procedures")
    )


def state() -> State:
    """The newest content of each procedure."""
    newest: State = {}
    for code, content in Procedure.objects.order_by("code", "version").values_list("code", "content"):
        newest[code] = {key: value for key, value in content.items() if key != "version"}
    return newest


def spec_in(incoming: Incoming, code: str) -> ProcedureSpec | None:
    """A procedure that comes with the same files, if it holds together."""
    content = incoming.get("procedures", {}).get(code)
    try:
        return parse_procedure({**content, "version": 1}) if content else None
    except (ProcedureError, TypeError, ValueError, KeyError, AttributeError):
        return None


def _write(found: State) -> Files:
    return {f"{FOLDER}{code}.toml": toml_text(content).encode() for code, content in found.items()}


def _read(files: Mapping[str, bytes]) -> State:
    names = [path for path in files if path.startswith(FOLDER) and path.endswith(".toml")]
    return {path.removeprefix(FOLDER).removesuffix(".toml"): toml_of(files, path) for path in sorted(names)}


def _refusal(code: str, content: Any, _incoming: Incoming) -> str:
    try:
        spec = parse_procedure({**content, "version": 1})
    except ProcedureError as fault:
        return "; ".join(fault.problems[:3])
    except (TypeError, ValueError, KeyError, AttributeError) as fault:
        return repr(fault)
    return "" if spec.code == code else _("the file is called otherwise than the procedure in it")


def _apply(contents: Mapping[str, Any]) -> None:
    """Publish each as a new version. One that was not there before stays where it is: a version is never deleted."""
    for code, content in contents.items():
        if content is not None:
            bring_procedure(code, content)


def bring_procedure(code: str, content: dict[str, Any]) -> Procedure:
    """Publish a content as the next version of its procedure."""
    newest = Procedure.objects.filter(code=code).order_by("-version").values_list("version", flat=True).first() or 0
    return publish_procedure({**content, "version": newest + 1})


def _say(code: str, content: Any) -> str:
    if content is None:
        return code
    title = content.get("title", {})
    return f"{title.get('zh', code)} {code}" if isinstance(title, Mapping) else code
