from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from linli.common.exchange import Files, State, toml_of
from linli.common.toml import toml_text
from linli.mediation.retention import GROUP
from linli.people.exchange import register_settings_part

FILE = "mediation.toml"


def register() -> None:
    """The intervals of the return visits travel with the configuration; nothing else of mediation ever does."""
    register_settings_part("mediation", _("Return visits after mediation"), 46, (GROUP,), write=_write, read=_read)


def _write(found: State) -> Files:
    return {FILE: toml_text(dict(sorted(found.items()))).encode()} if found else {}


def _read(files: Mapping[str, bytes]) -> State:
    return dict(toml_of(files, FILE))
