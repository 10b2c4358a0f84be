"""The bulletin of a week: figures frozen with their definitions, once, as DOCX and PDF."""

import io
from datetime import date

import pytest
from django.urls import reverse
from docx import Document

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.progress import report_progress
from linli.hotline.domain.bulletin import make_bulletin, week_before
from linli.hotline.models import Bulletin
from linli.hotline.papers import DEFINITIONS, as_html
from tests.hotline.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(hotline, take):
    order = take("W1", moment=at(17))
    accept_case(order.case, by=hotline.operator, at=at(17, 10))
    report_progress(order.case, by=hotline.officer, note="已联系", at=at(17, 11))
    take("W2", moment=at(24))  # of the week after
    return make_bulletin(on=date(2026, 11, 25), at=at(25))


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)])
def test_week_is_the_last_whole_one(on):
    assert (week_before(on).first, week_before(on).last) == (date(2026, 11, 16), date(2026, 11, 22))


def test_figures_are_those_of_the_week_with_their_definitions(week):
    text = "\n".join(line.text for line in Document(io.BytesIO(bytes(week.docx))).paragraphs)

    assert text.startswith("热线周报\n（2026年11月16日至2026年11月22日）")
    assert "虚构" not in text  # said of the demonstration only
    assert "本周来件 1 件。" in text
    assert "响应率 100%（1/1），解决率 —（0/0）" in text
    assert [name for name, _ in DEFINITIONS if f"{name}：" not in text] == []
    assert [[cell.text for cell in row.cells] for row in Document(io.BytesIO(bytes(week.docx))).tables[0].rows][1:] == [
        ["路灯管理所", "1", "100%（1/1）", "—（0/0）", "—（0/0）"]
    ]


def test_pdf_is_one_and_says_the_same(week):
    assert bytes(week.pdf).startswith(b"%PDF-")
    assert "本周来件 1 件。" in as_html(week.figures)


def test_it_is_made_once_and_stays_as_it_was(week, take):
    take("W3", moment=at(18))

    again = make_bulletin(on=date(2026, 11, 26))

    assert (again.id, again.figures["whole"]["counts"]["came"], Bulletin.objects.count()) == (week.id, 1, 1)


def test_page_gives_both_papers(hotline, week, sit):
    client = sit(hotline.supervisor)

    page = client.get(reverse("hotline:bulletins")).content.decode()
    papers = {shape: client.get(reverse("hotline:bulletin", args=["2026-11-16", shape])) for shape in ("docx", "pdf")}

    assert "2026-11-16" in page
    assert [page.count(f'data-label="{title}"') for title in ("响应率", "解决率", "满意率")] == [1, 1, 1]
    assert [papers["docx"].content[:2], papers["pdf"].content[:4]] == [b"PK", b"%PDF"]
    assert client.get(reverse("hotline:bulletin", args=["2026-11-16", "figures"])).status_code == 404
    assert client.get(reverse("hotline:bulletin", args=["2026-13-99", "pdf"])).status_code == 404
    assert sit(hotline.officer).get(reverse("hotline:bulletins")).status_code == 403
