"""The kinds of matter that a form offers."""

from django.utils.translation import get_language

from linli.cases.enums import GRID_MATTER
from linli.cases.models import Kind
from linli.cases.queries.kinds import find_kinds, is_for_intake
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.cases.queries.sentences import limit_words
from linli.portal.rules import NOT_FOR_RESIDENTS

Choice = tuple[str, str, str]  # code, name, group
# Named before anybody has typed. Hand-picked until there are figures of a year to pick them by.
OFTEN = ("M01037", "M06010", "M09009", "M06013", "M01023", "M06028")
LOOKED_AT, SHOWN = 60, 8


def is_offered(kind: Kind | None, *, to_staff: bool = False) -> bool:
    """Whether a form may send this kind."""
    if kind is None or not is_for_intake(kind) or kind.compartment:
        return False
    return to_staff or kind.procedure_code not in NOT_FOR_RESIDENTS


def kind_choices(typed: str, *, chosen: str = "", to_staff: bool = False) -> list[Choice]:
    """What answers to the words typed, best first; before anything is typed what is reported most often.

    What is chosen already stays in sight.
    """
    known = kind_map()
    kinds = find_kinds(typed, limit=LOOKED_AT) if typed.strip() else [known[code] for code in OFTEN if code in known]
    kinds = [kind for kind in kinds if is_offered(kind, to_staff=to_staff)][:SHOWN]
    if chosen and is_offered(known.get(chosen), to_staff=to_staff):
        kinds = [known[chosen], *(kind for kind in kinds if kind.code != chosen)]
    return [(kind.code, kind_name(kind), kind.major_name) for kind in kinds]


def kind_name(kind: Kind) -> str:
    """The name in the reader's language, where there is one."""
    return kind.name_en if kind.name_en and get_language() == "en" else kind.name


def accept_within() -> str:
    """Within what time the community looks at a matter of public space, by the procedure in force."""
    _, spec = newest_procedure(GRID_MATTER)
    rule = next((rule for rule in spec.limits if rule.key == "accept"), None)
    return limit_words(rule.limit) if rule else ""


def is_complaint(code: str) -> bool:
    kind = kind_map().get(code)
    return kind is not None and kind.procedure_code == "complaint"
