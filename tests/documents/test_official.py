"""Official papers: number and code by the database, the layout by measure, files by the worker, checks by anybody."""

import hashlib
import io
import zipfile
from datetime import date
from threading import Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.timezone import now

from linli.common.ids import uuid7
from linli.counties.current import county_by_code, inside
from linli.documents.domain.erasure import erase_all_of
from linli.documents.domain.paper import issue_paper, make_files, marks_of, withdraw_paper
from linli.documents.enums import PaperKind, Purpose
from linli.documents.errors import PaperWithdrawn
from linli.documents.models import Document, Paper
from linli.documents.official import measures, seal, wording
from linli.documents.official.codes import grouped, new_code, plain_code
from linli.documents.official.pdf import laid_out
from linli.documents.official.sheet import Line, Marks, Sheet, read_sheet, written
from linli.documents.official.wording import Material, Matter
from linli.people.reader import system

BY = system("test")
MARKS = Marks(
    "告知〔2026〕12号",
    date(2026, 11, 6),
    "AAAA-BBBB-CCCC",
    "http://here/verify/AAAABBBBCCCC/",
    "http://here/verify/",
    "未加盖电子印章。",
)
MATTER = Matter(
    "林小燕",
    "居民养老参保登记",
    "FQ2026-000012",
    "虹桥社区党群服务中心",
    "人社局",
    date(2026, 11, 6),
    "0591-1",
    True,
    True,
)
PAPER = Material("户口簿", "复印件", 1, "已收", "缺本人页")
SHEETS = {
    PaperKind.RECEIPT: wording.receipt(MATTER, [PAPER]),
    PaperKind.NOTICE: wording.one_time_notice(MATTER, [PAPER], until=None),
    PaperKind.ACCEPTANCE: wording.acceptance(MATTER, [PAPER], due_on=date(2026, 12, 4)),
    PaperKind.REFUSAL: wording.refusal(MATTER, reason="不属于本社区。", instead="到玉屏街道办理"),
    PaperKind.REST: wording.rest(MATTER, reason="听证", since=date(2026, 11, 6), until=date(2026, 11, 20)),
    PaperKind.DECISION: wording.decision(MATTER, is_granted=True, reason="", decided_on=date(2026, 11, 6), is_own=True),
    PaperKind.ORIGINALS: wording.originals(MATTER, [PAPER], taker="虹桥社区", on=date(2026, 11, 6)),
    PaperKind.PETITION: Sheet(
        "信访事项登记回执", "林小满", (Line("本单位已经登记。"),), "虹桥社区"
    ),  # worded by its own app
}


def issue(kind=PaperKind.NOTICE, *, holder=None, at=None):
    return issue_paper(SHEETS[kind], kind=kind, holder_kind="case", holder_id=holder or uuid7(), by=BY, at=at)


def read(document):
    with default_storage.open(document.path) as file:
        return file.read()


def millimetres(pixels):
    return pixels / 96 * 25.4


def boxes(box, name):
    found = [box] if type(box).__name__ == name else []
    return found + [one for child in getattr(box, "children", ()) or () for one in boxes(child, name)]


def test_page_has_the_margins_and_22_lines_of_28_signs_of_the_standard():
    sheet = Sheet("通知", "", (Line("政" * 28 * 44, is_plain=True),), "虹桥社区")

    first, second, *_ = laid_out(sheet, MARKS).pages

    page = first._page_box
    margins = [round(millimetres(getattr(page, f"margin_{side}"))) for side in ("top", "left", "right", "bottom")]
    assert margins == [37, 28, 26, 35]
    assert (round(millimetres(page.width)), round(millimetres(page.height))) == (156, 225)
    lines = boxes(second._page_box, "LineBox")
    body = [line for line in lines if line.height * 0.75 == pytest.approx(measures.LINE, abs=0.1)]
    assert len(body) == measures.LINES
    texts = [box for line in body for box in boxes(line, "TextBox")]
    assert {len(box.text) for box in texts} == {measures.SIGNS}


def test_issuer_and_day_never_stand_on_a_page_without_words():
    """Forty lines fill two pages to the last line (GB/T 9704-2012, 7.3.5.5)."""
    sheet = Sheet("通知", "", (Line("政" * 28 * 40, is_plain=True),), "虹桥社区")

    last = laid_out(sheet, MARKS).pages[-1]._page_box

    words = "".join(box.text for box in boxes(last, "TextBox"))
    assert ("政政" in words, "虹桥社区" in words, MARKS.code in words) == (True, True, True)


def test_page_numbers_stand_outside_between_dashes_and_the_date_four_signs_from_the_right():
    sheet = Sheet("通知", "", (Line("政" * 28 * 30, is_plain=True),), "虹桥社区")

    pages = laid_out(sheet, MARKS).pages

    said = []
    for page in pages[:2]:
        for box in boxes(page._page_box, "MarginBox"):
            said += [(box.at_keyword, text.text) for text in boxes(box, "TextBox")]
    numbers = [
        (place, "".join(text for at, text in said if at == place)) for place in ("@bottom-right", "@bottom-left")
    ]
    assert numbers == [("@bottom-right", "— 1 —"), ("@bottom-left", "— 2 —")]
    page = pages[-1]._page_box
    [day] = [box for box in boxes(page, "TextBox") if box.text == "2026年11月6日"]
    free = page.content_box_x() + page.width - (day.position_x + day.width)
    assert free * 0.75 == pytest.approx(4 * measures.SIZE_3, abs=1)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_only_the_bodys_own_decision_has_a_red_head(kind):
    sheet = SHEETS[kind]

    assert sheet.has_red_head is (kind == PaperKind.DECISION)
    assert read_sheet(written(sheet)) == sheet


@pytest.mark.django_db
def test_numbers_follow_each_other_in_each_kind_and_year():
    found = [issue().full_number, issue().full_number, issue(PaperKind.RECEIPT).full_number]
    found.append(issue(at=now().replace(year=2027, month=3)).full_number)
    year = now().year

    assert found == [f"告知〔{year}〕1号", f"告知〔{year}〕2号", f"回执〔{year}〕1号", "告知〔2027〕1号"]


def test_papers_issued_at_once_have_numbers_of_their_own(committed):
    def run():
        with inside(county_by_code("350181")):
            issue()
        connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(Paper.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_code_is_drawn_from_signs_that_are_not_mistaken_and_read_however_typed():
    code = new_code()

    assert len(code) == 12
    assert not set("01OIL") & set(code)
    assert plain_code(f" {grouped(code).lower()} ") == code
    assert plain_code("short") == ""


@pytest.mark.django_db
def test_files_are_made_once_and_the_words_are_let_go():
    paper = issue()
    assert paper.sheet

    made = make_files(paper.id)
    again = make_files(paper.id)

    assert made == again
    assert Document.objects.count() == 2
    made.refresh_from_db()
    assert made.sheet == ""
    data = read(made.pdf)
    assert data.startswith(b"%PDF")
    assert hashlib.sha256(data).hexdigest() == made.pdf.sha256
    assert made.pdf.purpose == Purpose.OFFICIAL
    with zipfile.ZipFile(io.BytesIO(read(made.docx))) as package:
        body = package.read("word/document.xml").decode()
    assert 'w:linePitch="579"' in body
    assert "未加盖电子印章" in body


@pytest.mark.django_db
def test_what_was_erased_before_it_was_made_is_never_made():
    paper = issue()
    erase_all_of("case", paper.holder_id, by=BY, reason="asked")

    assert make_files(paper.id) is None
    assert Document.objects.count() == 0


class RedSeal:
    def seals(self, issuer):
        return issuer == MATTER.body

    def put_on(self, pdf, *, issuer, number):
        return pdf + b"\n% sealed"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "tests.documents.test_official.RedSeal"])
def test_seal_comes_through_the_adapter_or_the_paper_says_that_it_bears_none(settings, path):
    settings.LINLI_SEAL = path

    made = make_files(issue().id)

    assert made.is_sealed is bool(path)
    assert read(made.pdf).endswith(b"% sealed") is bool(path)
    assert marks_of(made).seal == ("" if path else f"{seal.UNSEALED}。")


@pytest.mark.django_db
def test_anybody_checks_a_paper_and_reads_nothing_of_a_person(client):
    paper = make_files(issue().id)
    withdrawn = withdraw_paper(issue(), by=BY, reason="重新办理。")
    with pytest.raises(PaperWithdrawn):
        withdraw_paper(withdrawn, by=BY, reason="again")

    found = client.get("/verify/", {"code": paper.grouped_code.lower()}, follow=True)
    page = found.content.decode()
    assert found.redirect_chain[0][0] == f"/verify/{paper.code}/"
    assert paper.full_number in page
    assert paper.pdf.sha256 in page
    assert MATTER.body in page
    for secret in (MATTER.applicant, MATTER.number, MATTER.item):
        assert secret not in page
    assert "重新办理" in client.get(f"/verify/{withdrawn.code}/").content.decode()


@pytest.mark.django_db
def test_wrong_codes_are_told_apart_from_none_and_not_tried_without_end(client):
    assert client.get("/verify/").status_code == 200
    assert client.get("/verify/", {"code": "abc"}).status_code == 422
    answers = [client.get("/verify/AAAABBBBCCCC/").status_code for _ in range(31)]

    assert answers[:30] == [404] * 30
    assert answers[30] == 429
