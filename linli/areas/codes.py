"""The area code: its level is its length, its ancestors are its prefixes.

Source: GB/T 2260 (first six digits), GB/T 10114 (town), NBS statistical code (village), GB/T 47678.3 (grid).
"""

from django.utils.translation import gettext as _

from linli.areas.enums import AreaKind, AreaLevel

LENGTHS = {
    AreaLevel.PROVINCE: 2,
    AreaLevel.PREFECTURE: 4,
    AreaLevel.COUNTY: 6,
    AreaLevel.TOWN: 9,
    AreaLevel.VILLAGE: 12,
    AreaLevel.GRID: 15,
}
LEVELS = {length: level for level, length in LENGTHS.items()}
# What the last three digits are usually kept for. Unverified and broken by local practice, so only ever a warning.
USUAL_DIGITS: dict[AreaKind, range] = {
    AreaKind.STREET: range(1, 100),
    AreaKind.TOWN: range(100, 200),
    AreaKind.FARM: range(400, 600),
    AreaKind.URBAN_COMMUNITY: range(1, 200),
    AreaKind.VILLAGE: range(200, 400),
    AreaKind.QUASI_URBAN_COMMUNITY: range(400, 500),
    AreaKind.QUASI_VILLAGE: range(500, 600),
    AreaKind.GRID: range(1, 1000),
}


def is_code(code: str) -> bool:
    """Say whether this is a well-formed code of any level."""
    return code.isascii() and code.isdigit() and len(code) in LEVELS


def level_of(code: str) -> AreaLevel:
    """Return the level of a well-formed code; raise KeyError for any other length."""
    return LEVELS[len(code)]


def parent_of(code: str) -> str:
    """Return the code one level up; the empty text for a province."""
    lengths = sorted(LEVELS)
    at = lengths.index(len(code))
    return code[: lengths[at - 1]] if at else ""


def part_of(code: str, level: AreaLevel) -> str:
    """Return the ancestor (or the code itself) at a level; the empty text where the code ends above it."""
    length = LENGTHS[level]
    return code[:length] if len(code) >= length else ""


def lineage(code: str) -> list[str]:
    """Return the codes from the province down to this one."""
    return [code[:length] for length in sorted(LEVELS) if length <= len(code)]


def faults_of(code: str, level: str, parent: str) -> list[str]:
    """Say, in words for a file's report, what is wrong with a row's code; empty when nothing is."""
    if not (code.isascii() and code.isdigit()):
        return [_("the code %(code)s is not made of digits") % {"code": code or "-"}]
    if len(code) not in LEVELS:
        return [_("the code %(code)s has not 2, 4, 6, 9, 12 or 15 digits") % {"code": code}]
    faults = []
    if LEVELS[len(code)] != level:
        faults.append(
            _("the code %(code)s has not the length of level %(level)s") % {"code": code, "level": level or "-"}
        )
    if parent_of(code) != parent:
        faults.append(_("%(parent)s is not the parent of %(code)s") % {"code": code, "parent": parent or "-"})
    if len(code) > LENGTHS[AreaLevel.COUNTY] and code.endswith("000"):
        faults.append(_("the code %(code)s is padded with zeros; write its significant digits") % {"code": code})
    return faults


def warning_of(code: str, kind: str) -> str:
    """Say where a code's last digits are unusual for its kind; the empty text where they are not."""
    usual = USUAL_DIGITS.get(AreaKind(kind)) if kind else None
    if usual is None or int(code[-3:]) in usual:
        return ""
    return _("%(code)s: the last digits of this kind (%(kind)s) are usually %(low)s to %(high)s") % {
        "code": code,
        "kind": AreaKind(kind).label,
        "low": f"{usual.start:03d}",
        "high": f"{usual.stop - 1:03d}",
    }
