"""What a version of an item says, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.areas.queries.map import area_name
from linli.cases.queries.sentences import limit_words
from linli.common.calendar import Limit, LimitError
from linli.common.listing import listed
from linli.forms.queries.form import published
from linli.hall.content import BOOLEANS, LIMITS
from linli.hall.enums import Channel, MaterialForm
from linli.hall.queries.fitting import questions
from linli.people.queries.unit import unit_by_code
from linli.places.enums import Function


def key_words() -> dict[str, str]:
    """What each key of a content is called; the order is that of a sheet."""
    return {
        "is_verified": _("Checked against the official text"),
        "source": _("Where it is from"),
        "accepting_body": _("Accepting body"),
        "accepting_unit": _("Accepting body as a unit here"),
        "deciding_body": _("Deciding body"),
        "deciding_unit": _("Deciding body as a unit here"),
        "areas": _("Offered in"),
        "functions": _("At centres with the function"),
        "conditions": _("Conditions"),
        "basis": _("Legal basis"),
        "process": pgettext("of an item", "Process"),
        "result": _("What one gets"),
        "is_on_the_spot": _("Done on the spot"),
        "receiving": _("Receiving limit"),
        "promised": _("Promised limit"),
        "statutory": _("Statutory limit"),
        "is_free": _("Free of charge"),
        "fee": _("Fee"),
        "channels": _("Channels"),
        "is_licensing": _("Administrative licensing"),
        "notice": _("Everything missing is told within"),
        "is_deemed_accepted": _("Else it counts as accepted"),
        "takes_later": _("Secondary papers may come later"),
        "case_kind": _("Kind of matter it opens"),
        "form_code": _("Form it asks"),
        "outside_system": _("System of another body where it ends"),
        "outside_hint": _("How to reach that system"),
        "outside_fields": _("Fields to copy"),
        "materials": pgettext("of an item", "Papers"),
        "fit": _("Whom it fits"),
    }


def value_words(key: str, value: Any, content: Mapping[str, Any]) -> str:
    """The value of a key of a content in words; "" for nothing."""
    if key in BOOLEANS:
        return _("yes") if value else _("no")
    if key in LIMITS:
        return limit_text(value)
    if key in ("accepting_unit", "deciding_unit"):
        unit = unit_by_code(value) if value else None
        return f"{unit.words} {value}" if unit else value
    if key == "outside_fields":
        titles = _field_titles(content["form_code"])
        return listed(titles.get(one, one) for one in value)
    tell = {"areas": area_name, "functions": _function, "channels": _channel}.get(key, str)
    return listed(tell(one) for one in value) if isinstance(value, list) else str(value)


def _field_titles(form_code: str) -> dict[str, str]:
    """What the fields of a form are called, and what is asked of every applicant. Costs no statement."""
    found = published()
    form = found.in_force(form_code) or found.coming(form_code)
    titles = {"name": _("Name of the applicant"), "identity": _("Number of the identity card"), "phone": _("Telephone")}
    return titles | ({name: str(one.words) for name, one in form.shape.by_name.items()} if form else {})


def limit_text(text: str) -> str:
    try:
        return limit_words(Limit.parse(text)) if text else ""
    except LimitError:
        return text


def _function(value: str) -> str:
    return str(Function(value).label) if value in Function.values else value


def _channel(value: str) -> str:
    return str(Channel(value).label) if value in Channel.values else value


def material_words(row: Mapping[str, Any]) -> str:
    """A paper in a line: its name, how it is asked for, and what may be done instead."""
    form = str(MaterialForm(row["form"]).label) if row["form"] in MaterialForm.values else row["form"]
    asked = _("%(form)s × %(copies)s") % {"form": form, "copies": row["copies"]}
    more = [
        words
        for key, words in (
            ("is_obtainable", _("fetched by the office")), ("takes_electronic", _("electronic accepted")),
            ("is_secondary", _("may come later")), ("takes_promise", _("a written promise will do")),
        )
        if row[key]
    ]  # fmt: skip
    first = [] if row["is_obtainable"] else [asked]
    return " · ".join([row["name"], *first, *more, *([row["note"]] if row["note"] else [])])


def rule_words(row: Mapping[str, Any]) -> str:
    """A rule in a line: the question and the answers for or against it."""
    question = questions().get(str(row["question"]))
    codes = row.get("one_of") or row.get("none_of") or []
    if question is None:
        return f"{row['question']}: {', '.join(codes)}"
    named = [answer.title if (answer := question.answer(code)) else code for code in codes]
    words = _("%(question)s none of: %(answers)s") if "none_of" in row else _("%(question)s one of: %(answers)s")
    return words % {"question": question.title, "answers": listed(named)}
