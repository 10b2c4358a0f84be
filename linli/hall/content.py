"""What a version of an item says, as data: the same keys in a draft, a file, the configuration and the database.

A content is complete once it is read (`complete`); a file leaves out what is as it comes (`terse`).
"""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from linli.common.calendar import Limit, LimitError, LimitUnit
from linli.hall.enums import Channel, MaterialForm, TimeUnit

Content = dict[str, Any]

LIMITS = ("statutory", "promised", "receiving", "notice")
BOOLEANS = (
    "is_verified", "is_on_the_spot", "is_free", "is_licensing", "is_deemed_accepted", "takes_later",
)  # fmt: skip
TEXTS = {
    "source": 200, "accepting_body": 100, "accepting_unit": 60, "deciding_body": 100, "deciding_unit": 60,
    "conditions": 4000, "basis": 300, "process": 4000, "result": 200, "fee": 200, "case_kind": 60, "form_code": 60,
    "outside_system": 100, "outside_hint": 300,
}  # fmt: skip
LISTS = ("areas", "functions", "channels", "outside_fields")
CODED = ("accepting_unit", "deciding_unit", "case_kind", "form_code")  # what names something by its code
MATERIAL_TEXTS = {"code": 40, "name": 100, "name_en": 150, "obtained_from": 100, "note": 200, "sample": 300}
MATERIAL_BOOLEANS = ("takes_electronic", "is_obtainable", "is_secondary", "takes_promise")
RULE_KEYS = ("question", "one_of", "none_of", "reason", "reason_en")

DEFAULT: Content = {
    **dict.fromkeys(TEXTS, ""), **dict.fromkeys(LIMITS, ""), **dict.fromkeys(BOOLEANS, False),
    "areas": [], "functions": [], "channels": [str(Channel.WINDOW)], "outside_fields": [], "materials": [], "fit": [],
}  # fmt: skip
MATERIAL: Content = {
    **dict.fromkeys(MATERIAL_TEXTS, ""), **dict.fromkeys(MATERIAL_BOOLEANS, False),
    "form": str(MaterialForm.ORIGINAL), "copies": 1,
}  # fmt: skip
RULE: Content = {"question": "", "reason": "", "reason_en": ""}

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
AREA = re.compile(r"\d{6}|\d{9}|\d{12}")
MOST_MATERIALS, MOST_RULES, MOST_COPIES = 40, 8, 20


def complete(said: Mapping[str, Any]) -> Content:
    """Return a content with every key, in order; what is not known to us is dropped."""
    content = {key: _plain(deepcopy(said.get(key, default))) for key, default in DEFAULT.items()}
    content["materials"] = [
        {key: row.get(key, default) for key, default in MATERIAL.items()} for row in _rows(content["materials"])
    ]
    content["fit"] = [_rule(row) for row in _rows(content["fit"])]
    return content


def terse(content: Mapping[str, Any]) -> Content:
    """Return a content without what is as it comes anyway."""
    found = {key: value for key, value in content.items() if value != DEFAULT.get(key)}
    for name, defaults in (("materials", MATERIAL), ("fit", RULE)):
        if name in found:
            found[name] = [
                {key: value for key, value in row.items() if value != defaults.get(key)} for row in found[name]
            ]
    return found


def _plain(value: Any) -> Any:
    """A text with line ends as we keep them, whatever a browser or a spreadsheet sent."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value


def _rule(row: Mapping[str, Any]) -> Content:
    """A rule with its answers in order: the same rule is always written alike."""
    said = {key: row[key] if key in row else RULE[key] for key in RULE_KEYS if key in row or key in RULE}
    return {key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in said.items()}


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def is_shaped(content: Content) -> bool:
    """Whether a content that came from outside is made of texts, truths and lists where they are expected."""
    is_plain = all(_is_like(content[key], default) for key, default in DEFAULT.items())
    papers = content["materials"] if is_plain else []
    return (
        is_plain
        and all(_is_like(row[key], default) for row in papers for key, default in MATERIAL.items())
        and all(_is_like(row[key], [] if key in ("one_of", "none_of") else "") for row in content["fit"] for key in row)
    )


def _is_like(value: Any, model: Any) -> bool:
    if isinstance(model, list):
        return isinstance(value, list) and all(isinstance(one, str | Mapping) for one in value)
    return type(value) is type(model)


def limit_of(text: str) -> Limit | None:
    """The limit that a content writes; None where it writes none. Raises LimitError."""
    return Limit.parse(text) if text else None


def faults(
    content: Content, *, code_fault: Callable[[str, str], str], answers: Mapping[str, frozenset[str]]
) -> list[str]:
    """Return the codes of what is wrong with a content, each `key` or `key:row:what`; none: it can be published.

    `code_fault` says what is wrong with a code under a key, `answers` which answers each known question has.
    """
    return [
        *(key for key in (*TEXTS, *BOOLEANS, *LISTS, *LIMITS) if not _is_well(key, content[key])),
        *(
            f"{key}:{fault}" for key in CODED
            if isinstance(content[key], str) and content[key] and (fault := code_fault(key, content[key]))
        ),
        *_rule_faults(content),
        *_material_faults(content),
        *_fit_faults(content, answers),
    ]  # fmt: skip


def _is_well(key: str, value: Any) -> bool:
    if key in TEXTS:
        return isinstance(value, str) and len(value) <= TEXTS[key]
    if key in BOOLEANS:
        return isinstance(value, bool)
    if key in LIMITS:
        return _is_limit(value)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return False
    if key == "areas":
        return all(AREA.fullmatch(one) for one in value)
    if key == "channels":
        return bool(value) and set(value) <= set(Channel.values)
    if key == "outside_fields":
        return all(0 < len(one) <= 60 for one in value)
    return len(value) == len(set(value))


def _is_limit(value: Any) -> bool:
    try:
        limit = limit_of(value) if isinstance(value, str) else Limit(0, TimeUnit.MONTHS)  # type: ignore[arg-type]
    except LimitError:
        return False
    return limit is None or limit.unit in TimeUnit.values


def _rule_faults(content: Content) -> list[str]:
    """What the law says of the whole."""
    found = []
    channels = content["channels"]
    if isinstance(channels, list) and set(channels) <= {str(Channel.ONLINE)}:
        found.append("channels:online_only")
    if content["is_free"] and content["fee"]:
        found.append("fee:free")
    if content["is_licensing"]:
        notice = limit_of(content["notice"]) if _is_limit(content["notice"]) else None
        is_kept = notice is not None and notice.unit == LimitUnit.WORKING_DAYS and notice.amount <= 5
        if not is_kept or not content["is_deemed_accepted"]:
            found.append("notice:licensing")
    return found


def _material_faults(content: Content) -> list[str]:
    rows, found = content["materials"], []
    if len(rows) > MOST_MATERIALS:
        found.append("materials")
    codes = [row["code"] for row in rows]
    for number, row in enumerate(rows):
        wrong = [key for key, most in MATERIAL_TEXTS.items() if not isinstance(row[key], str) or len(row[key]) > most]
        wrong += [key for key in MATERIAL_BOOLEANS if not isinstance(row[key], bool)]
        if not isinstance(row["code"], str) or not CODE.fullmatch(row["code"]) or codes.count(row["code"]) > 1:
            wrong.append("code")
        if not row["name"]:
            wrong.append("name")
        if row["form"] not in MaterialForm.values:
            wrong.append("form")
        if not isinstance(row["copies"], int) or not 1 <= row["copies"] <= MOST_COPIES:
            wrong.append("copies")
        if row["is_obtainable"] and (row["is_secondary"] or row["takes_promise"]):
            wrong.append("is_obtainable")
        if row["is_secondary"] and not content["takes_later"]:
            wrong.append("is_secondary")
        if row["sample"] and not str(row["sample"]).startswith("https://"):
            wrong.append("sample")
        found += [f"materials:{number}:{key}" for key in dict.fromkeys(wrong)]
    return found


def _fit_faults(content: Content, answers: Mapping[str, frozenset[str]]) -> list[str]:
    rows = content["fit"]
    found = ["fit"] if len(rows) > MOST_RULES else []
    for number, row in enumerate(rows):
        named = [key for key in ("one_of", "none_of") if row.get(key)]
        known = answers.get(str(row["question"]))
        if known is None:
            found.append(f"fit:{number}:question")
        elif len(named) != 1 or not isinstance(row[named[0]], list) or not set(map(str, row[named[0]])) <= known:
            found.append(f"fit:{number}:answers")
        if any(not isinstance(row[key], str) or len(row[key]) > 150 for key in ("reason", "reason_en")):
            found.append(f"fit:{number}:reason")
    return found
