"""The codes by which a version names units, a kind of matter and a form: which there are, and what is wrong with one."""

from linli.cases.queries.procedure import kind_map
from linli.forms.queries.form import form_choices, published
from linli.people.queries.unit import every_unit, unit_by_code, unit_map

PROCEDURE = "service_item"
UNITS, KIND, FORM = ("accepting_unit", "deciding_unit"), "case_kind", "form_code"
Choices = list[tuple[str, str]]


def code_fault(key: str, code: str) -> str:
    """What is wrong with a code as the version names it; "" where it holds. Costs no statement."""
    if key in UNITS:
        if unit_by_code(code) is not None:
            return ""
        return "closed_unit" if any(unit.code == code for unit in every_unit().values()) else "unknown"
    if key == KIND:
        kind = kind_map().get(code)
        if kind is None:
            return "no_kind"
        return "closed_kind" if not kind.is_active else "other_kind" if kind.procedure_code != PROCEDURE else ""
    found = published()
    return "" if found.in_force(code) or found.coming(code) else "no_form"


def code_fault_in_file(key: str, code: str) -> str:
    """The same for what comes in a file, whose forms may come after it: an item whose form is not there asks none."""
    return "" if key == FORM else code_fault(key, code)


def code_choices() -> dict[str, Choices]:
    """What is offered while a code is typed: open units, kinds of service items, forms that are asked."""
    return {
        "units": [(unit.code, unit.words) for unit in unit_map().values()],
        "kinds": [
            (kind.code, kind.name) for kind in kind_map().values() if kind.is_active and kind.procedure_code == PROCEDURE
        ],
        "forms": form_choices(),
    }  # fmt: skip
