"""What a closed advice matter would say as an article: question and answer without anybody in it."""

import re
from typing import Any

from linli.cases.enums import Part, Stage, TextPart
from linli.cases.models import Case, CaseParty, CaseText
from linli.cases.queries.procedure import kind_map
from linli.hotline.enums import KIND_OF, Asked
from linli.hotline.errors import NotAdvice

MASKED = re.compile(r"[0-9A-Za-z]*\*+[0-9A-Za-z]*")
MOST_QUESTION = 200


def draft_of(case: Case) -> dict[str, Any]:
    """The fields of an article from a matter; the writer reads them once more. Raises NotAdvice.

    Place and persons are left out: names of parties, and what is masked because it looks like a number of somebody.
    """
    kind = kind_map()[case.kind_id]
    is_advice = kind.procedure_code == "advice" or kind.code == KIND_OF[Asked.ADVICE]
    if not is_advice or case.stage != Stage.DONE or case.compartment or case.is_confidential:
        raise NotAdvice
    texts = CaseText.objects.filter(case=case, erased_at__isnull=True, part__in=[TextPart.WORDS, TextPart.REPLY])
    said = {text.part: text.body for text in texts.order_by("seq")}  # the last reply
    names = [
        party.name for party in CaseParty.objects.filter(case=case, part__in=[Part.REPORTER, Part.HELPER]) if party.name
    ]
    return {
        "question": _nobody(said.get(TextPart.WORDS, ""), names)[:MOST_QUESTION],
        "answer": _nobody(said.get(TextPart.REPLY, ""), names),
        "kind": "" if kind.code.startswith("H") else kind.code,
    }


def _nobody(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return " ".join(MASKED.sub("", text).split())
