"""The agreement as a paper: DOCX and PDF, in the layout of GB/T 9704-2012 without red head. It bears no seal and says so.

All sides get the same paper, so it holds their names and neither telephone nor address. It is written in Chinese, the
language of the office and the court.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

from django.utils.timezone import localtime

from linli.areas.queries.map import area_name
from linli.common.press import pdf_of
from linli.mediation.enums import AgreementForm
from linli.mediation.models import Agreement
from linli.mediation.queries.mediations import Opened

logger = logging.getLogger(__name__)
SHAPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}  # fmt: skip
TITLE, HEAD, BODY = ("小标宋", "FZXiaoBiaoSong-B05S"), ("黑体", "SimHei"), ("仿宋", "FangSong")
TITLES = {AgreementForm.WRITTEN: "人民调解协议书", AgreementForm.ORAL: "人民调解口头协议登记表"}
RIGHTS = (
    "自协议生效之日起三十日内，各方可以共同向人民法院申请司法确认。",
    "调解不收费，不影响各方依法提起诉讼、仲裁的权利。",
)
NUMERALS = "一二三四五六"
NO_SEAL = "本文书由系统按调解员所写生成，未加盖印章。"
INVENTED = "演示数据，均为虚构。"


@dataclass(frozen=True)
class Paper:
    """What stands on it, part by part."""

    title: str
    number: str
    parties: list[str]
    parts: list[tuple[str, list[str]]]
    signatures: list[str]
    notes: list[str]


def paper_of(found: Opened, shape: str) -> bytes:
    """The paper of an agreement; empty where there is none, or this machine cannot set a PDF."""
    drawn = Agreement.objects.filter(mediation=found.mediation).first()
    if drawn is None:
        return b""
    make: Callable[[Paper], bytes] = as_docx if shape == "docx" else as_pdf
    return make(_content(found, drawn))


def _content(found: Opened, drawn: Agreement) -> Paper:
    is_oral = drawn.form == AgreementForm.ORAL
    mediator = found.mediation.mediator.display_name if found.mediation.mediator else ""
    done = "确认" if is_oral else "签名"
    return Paper(
        title=TITLES[AgreementForm(drawn.form)], number=f"编号：{found.number}（第{drawn.version}稿）",
        parties=[
            *(f"当事人{number}：{side.name}" for number, side in zip(NUMERALS, found.sides, strict=False)), f"调解员：{mediator}",
            f"调解组织：{area_name(found.mediation.village)}人民调解委员会",
        ],
        parts=[
            ("一、纠纷事实", _lines(drawn.facts) or ["各方均无异议，不再记录。"]), ("二、协议内容", _lines(drawn.terms)),
            ("三、各方的权利", list(RIGHTS)),
        ],
        signatures=[
            *(f"当事人{number}{done}：{_signed(side.signed_at)}" for number, side in zip(NUMERALS, found.sides, strict=False)),
            f"调解员签名：{_signed(drawn.mediator_signed_at)}", f"日期：{_day(drawn.drawn_at)}",
        ],
        notes=[NO_SEAL, *([INVENTED] if found.mediation.is_invented else [])],
    )  # fmt: skip


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _signed(at: datetime | None) -> str:
    return f"（{_day(at)}记录）" if at else "＿＿＿＿＿＿"


def _day(at: datetime) -> str:
    on = localtime(at)
    return f"{on.year}年{on.month}月{on.day}日"


def as_docx(paper: Paper) -> bytes:
    """A document of the office, to print and sign."""
    from docx import Document  # seldom wanted: no page carries the library
    from docx.shared import Mm

    file = Document()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _line(file, paper.title, TITLE, 22, centred=True)
    _line(file, paper.number, BODY, 16, centred=True)
    for words in paper.parties:
        _line(file, words, BODY, 16)
    for head, texts in paper.parts:
        _line(file, head, HEAD, 16)
        for words in texts:
            _line(file, words, BODY, 16, indent=True)
    for words in ["", *paper.signatures]:
        _line(file, words, BODY, 16)
    for words in paper.notes:
        _line(file, words, BODY, 12)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _line(
    file: Any, words: str, font: tuple[str, str], size: int, *, centred: bool = False, indent: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    line = file.add_paragraph()
    line.paragraph_format.line_spacing = Pt(28 if size > 12 else 20)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        line.paragraph_format.first_line_indent = Pt(2 * size)
    run = line.add_run(words)
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font[1])


STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt serif } }
body { font: 16pt/28pt FangSong, "FangSong_GB2312", "Noto Serif CJK SC", "Noto Serif SC", serif; margin: 0 }
h1 { font: 22pt/32pt "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Noto Serif SC", serif; text-align: center; margin: 0 }
h2 { font: 16pt/28pt SimHei, "Noto Sans CJK SC", "Noto Sans SC", sans-serif; margin: 6pt 0 0 }
p { margin: 0 } .in { text-indent: 2em; text-align: justify } .number { text-align: center; margin-bottom: 14pt }
.signed { margin-top: 20pt } .signed p { line-height: 34pt } .small { font-size: 11pt; line-height: 18pt; margin-top: 12pt }
"""


def as_html(paper: Paper) -> str:
    def lines(texts: list[str], kind: str = "") -> str:
        return "".join(f'<p class="{kind}">{escape(words)}</p>' for words in texts)

    parts = "".join(f"<h2>{escape(head)}</h2>{lines(texts, 'in')}" for head, texts in paper.parts)
    return (
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{escape(paper.title)}</title><style>{STYLE}</style>'
        f'<h1>{escape(paper.title)}</h1><p class="number">{escape(paper.number)}</p>{lines(paper.parties)}{parts}'
        f'<div class="signed">{lines(paper.signatures)}</div>{lines(paper.notes, "small")}</html>'
    )


def as_pdf(paper: Paper) -> bytes:
    """The same as a PDF; empty where this machine has no Pango to set it with. It fetches nothing from anywhere."""
    try:
        return pdf_of(as_html(paper))
    except OSError:
        logger.warning("no PDF of an agreement: Pango (libpango-1.0) is not installed")
        return b""
