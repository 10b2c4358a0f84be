"""A case with limits of its own, and a page above the engine that sits inside every deed."""

import pytest

from linli.cases import own_page as pages
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.erasure import erase_personal
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Verb
from linli.cases.errors import KindUnknown, NotYours
from linli.cases.models import Case, CaseEvent, CaseLimit
from linli.cases.own_page import OwnPage
from linli.cases.queries.detail import case_page
from linli.cases.queries.kinds import find_kinds
from linli.common.errors import Refusal
from tests.factories import VILLAGE

pytestmark = pytest.mark.django_db


def opened(people, **words):
    report = Report(kind="M01037", words="灯不亮", area=VILLAGE, account=people.resident.account, **words)
    return open_case(report, by=people.resident).case


def test_limits_of_its_own_go_before_those_of_kind_and_procedure_and_the_title_is_given(people):
    own = opened(people, limits={"accept": "9 working_days"}, title="路灯养护")
    usual = opened(people)

    amounts = [CaseLimit.objects.get(case=one, key="accept").amount for one in (own, usual)]
    assert amounts[0] == 9
    assert amounts[1] != 9
    assert Case.objects.get(pk=own.pk).limits_given == {"accept": "9 working_days"}
    assert own.title.startswith("路灯养护 · ")


def test_page_above_the_engine_hears_each_deed_may_refuse_it_and_offers_its_verbs_alone(people, monkeypatch):
    heard, erased = [], []

    def attend(deed):
        heard.append(deed.step.verb)
        if deed.facts.get("no"):
            raise Refusal
        deed.facts["heard"] = True

    page = OwnPage(lambda case, is_staff: f"/own/{is_staff}/", attend, erased.append, frozenset({Verb.ACCEPT}))
    case = opened(people)
    offered = [step.verb for step in case_page(case.id, people.manager).deeds]
    monkeypatch.setitem(pages._pages, "grid_matter", page)

    shown = case_page(case.id, people.manager)
    assert Verb.ACCEPT in offered
    assert Verb.ACCEPT not in [step.verb for step in shown.deeds]
    assert (shown.own_path, case_page(case.id, people.resident).own_path) == ("/own/True/", "/own/False/")
    with pytest.raises(KindUnknown):
        opened(people)
    assert all(kind.procedure_code != "grid_matter" for kind in find_kinds("路灯"))
    accept_case(case, by=people.manager)
    assert heard[0] == Verb.ACCEPT
    assert CaseEvent.objects.get(case=case, verb=Verb.ACCEPT).facts["heard"] is True
    with pytest.raises(NotYours):
        erase_personal(case, by=people.manager, reason="asked")
    erase_personal(case, by=people.resident, reason="asked")
    assert [one.pk for one in erased] == [case.pk]
