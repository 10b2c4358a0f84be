"""The kinds under which somebody asks for advice."""

from linli.cases.queries.procedure import kind_map
from linli.portal.queries.kinds import is_offered, kind_name


def advice_kinds() -> list[tuple[str, str]]:
    """Code and name, in the order of their codes. No statement."""
    found = [kind for kind in kind_map().values() if kind.procedure_code == "advice" and is_offered(kind)]
    return [(kind.code, kind_name(kind)) for kind in sorted(found, key=lambda kind: kind.code)]
