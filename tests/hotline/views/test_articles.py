"""A closed matter of advice becomes an article draft with nobody in it."""

import pytest
from django.urls import reverse

from linli.cases.domain.closure import close_case
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.queries.listing import number_text
from linli.knowledge.models import ArticleVersion
from tests.factories import VILLAGE, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def advice(people):
    make_rule("A", people.lamps)
    person = Person(name="林小满", phone="+8613800000001")
    report = Report(
        "A001",
        words="我叫林小满，电话 13800000001，请问高龄补贴从几岁开始？",
        area=VILLAGE,
        place="三号楼",
        reporter=person,
    )
    return open_case(report, by=people.operator).case


def test_draft_has_question_and_answer_and_nobody_in_it(people, advice, sit):
    close_case(advice, by=people.officer, outcome="explained", note="林小满您好，80 周岁起。")
    client, number = sit(people.officer), number_text(advice.number, advice.opened_at)
    url = reverse("hotline:article-draft", kwargs={"number": number})

    form = client.get(url).context["form"]
    assert form.initial == {
        "question": "我叫，电话 ，请问高龄补贴从几岁开始？", "answer": "您好，80 周岁起。", "kind": "A001"
    }  # fmt: skip
    said = {
        "question": "高龄补贴从几岁开始？",
        "answer": "80 周岁起。",
        "source": "民政局",
        "unit": str(people.lamps.id),
        "area": "350181",
    }
    assert client.post(url, said | {"answer": "找 13800000001"}).status_code == 422
    assert client.post(url, said).status_code == 302

    assert ArticleVersion.objects.values_list("question", "standing").get() == ("高龄补贴从几岁开始？", "draft")
    assert "/articles/from/" in client.get(f"/desk/cases/{number}/").content.decode()


def test_open_one_another_kind_and_somebody_elses_are_none(people, advice, sit):
    url = reverse("hotline:article-draft", kwargs={"number": number_text(advice.number, advice.opened_at)})

    assert sit(people.officer).get(url).status_code == 409
    assert sit(people.gardener).get(url).status_code == 404
    assert sit(people.leader).get(url).status_code == 403
