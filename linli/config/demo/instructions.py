"""Three invented instructions of the county's leader: one new, one being carried out, one reported back."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.instruction import FigureSeen, instruct
from linli.cases.domain.progress import report_progress
from linli.cases.models import Case
from linli.people.enums import Role

ON_MATTERS = ("先围挡、再修复，查清为什么拖到现在。（演示）", "举一反三，把同类隐患一并排查，列出清单。（演示）")
ON_FIGURE = "逾期的逐件过一遍，月底前压降一半，说明每件卡在哪里。（演示）"


def give_instructions(city: Any) -> None:
    """Give them through the verbs that leaders and units use."""
    leader = next(
        (reader for (role, area), reader in city.holders.items() if role == Role.LEADER and len(area) == 6), None
    )
    unit_of = {key: reader for (kind, key), reader in city.holders.items() if kind == "unit"}
    held = Case.objects.filter(stage="open", is_public=True, lead_unit__kind="department").order_by("opened_at", "id")
    cases = [case for case in held[:60] if str(case.lead_unit_id) in unit_of][:2]
    if leader is None or len(cases) < 2:
        return
    at: datetime = city.until - timedelta(hours=30)
    made = [
        instruct(case, by=leader, words=words, unit=case.lead_unit_id, due_on=localdate(at) + timedelta(days=5),
                 key=f"demo-{number}", at=at, is_invented=True)
        for number, (case, words) in enumerate(zip(cases, ON_MATTERS, strict=True))
    ]  # fmt: skip
    if not all(opened.is_new for opened in made):
        return  # a load that was killed and goes on
    first, second = (opened.case for opened in made)
    for case in (first, second):
        accept_case(case, by=unit_of[str(case.lead_unit_id)], at=at + timedelta(hours=2))
    reports = unit_of[str(first.lead_unit_id)]
    report_progress(first, by=reports, note="已围挡，配件明天到。（演示）", at=at + timedelta(hours=20))
    propose_closure(first, by=reports, note="已修复；原因是配件缺货，已备足三套。（演示）", at=at + timedelta(hours=26))
    given = city.until - timedelta(minutes=20)
    late = Case.objects.exclude(stage="done").filter(compartment="", next_due_at__lt=given).count()
    seen = FigureSeen("350181", {"zh-hans": "福清市 · 逾期", "en": "Fuqing · Overdue"}, late, "view=late&lead=1", given)
    instruct(seen, by=leader, words=ON_FIGURE, unit=first.lead_unit_id, due_on=localdate(city.until) + timedelta(days=7),
             key="demo-figure", at=given, is_invented=True)  # fmt: skip
