"""What the pattern page shows of a drawn form."""

from typing import Any

from django import template

from linli.forms.enums import Comparison, Kind
from linli.forms.faults import SENTENCES
from linli.forms.mapper import PREFIX, AnswersForm, form_class
from linli.forms.presenting import Part, parts_of
from linli.forms.shape import TODAY, Condition, Field, Option, Shape, Words
from linli.forms.writing import schema_of

register = template.Library()
SAMPLE = Shape(
    Words("样表", "Sample"),
    (
        Field("sample_identity", Kind.IDENTITY, Words("身份证号码", "Resident identity number"), is_required=True),
        Field(
            "sample_how", Kind.CHOICE, Words("怎样领取", "How to hand it over"), is_required=True,
            options=(Option("centre", Words("到中心领取", "At the centre")), Option("visit", Words("送证上门", "At home"))),
        ),
        Field(
            "sample_when", Kind.TEXT, Words("何时方便", "When it suits"), least=0, most=20,
            shown_when=Condition("sample_how", Comparison.IS, "visit"),
        ),
        Field(
            "sample_people", Kind.ROWS, Words("同住家人", "Who lives with you"), least=0, most=3,
            fields=(
                Field("name", Kind.TEXT, Words("姓名", "Name"), is_required=True, least=0, most=50),
                Field("born_on", Kind.DATE, Words("出生日期", "Day of birth"), most=TODAY),
            ),
        ),
    ),
)  # fmt: skip


@register.simple_tag
def sample_answers() -> dict[str, Any]:
    """Return a small form with one answer that does not hold, as `answers-form` takes it."""
    form: AnswersForm = form_class(SAMPLE)(
        {
            f"{PREFIX}-sample_identity": "350181195803010010", f"{PREFIX}-sample_how": "visit",
            f"{PREFIX}-sample_people": "1", f"{PREFIX}-sample_people-0-name": "林小满",
        }
    )  # fmt: skip
    form.is_valid()
    parts: list[Part] = parts_of(form, photos={})
    browser = {
        "schema": schema_of(SAMPLE), "prefix": PREFIX, TODAY: form.today.isoformat(),
        "sentences": {code: str(words) for code, words in SENTENCES.items()},
    }  # fmt: skip
    return {"parts": parts, "browser": browser}
