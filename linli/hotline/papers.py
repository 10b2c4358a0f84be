"""The bulletin as a paper: DOCX to work on, PDF to hand on. Layout after GB/T 9704-2012, without red head and seal.

Fonts are named by the standard first; where a machine has none of them, Noto's take their place (domain.md §20).
"""

import logging
from datetime import date, datetime
from html import escape
from io import BytesIO
from typing import Any

from django.utils.timezone import localtime

from linli.common.press import pdf_of

logger = logging.getLogger(__name__)
Figures = dict[str, Any]
TITLE, HEAD, BODY = ("小标宋", "FZXiaoBiaoSong-B05S"), ("黑体", "SimHei"), ("仿宋", "FangSong")
NOTE = "本简报由系统按以上口径自动统计。未加盖电子印章。"
INVENTED = "本期含演示数据，均为虚构。"
TITLE_WORDS = "热线周报"
DEFINITIONS = (
    ("来件", "本周收到且未被退回、不予受理、并案的工单。"),
    ("响应率", "按时首次联系的工单 ÷ 已联系或应已联系的工单。"),
    ("解决率", "回访中诉求人说已解决的工单 ÷ 已回访且能核实的工单。"),
    ("满意率", "回访中诉求人说满意的工单 ÷ 已回访且能核实的工单。"),
    ("未接通、无法核实", "不进分母，单独列出。回访由热线进行，承办单位不参与。"),
)
CAUSES = {"late": "逾期", "unsolved": "反映未解决", "refused": "近三十日不予受理或退回", "disputed": "有争议仍派定"}


def _day(text: str) -> str:
    on = date.fromisoformat(text)
    return f"{on.year}年{on.month}月{on.day}日"


def week_of(figures: Figures) -> str:
    return f"（{_day(figures['first'])}至{_day(figures['last'])}）"


def note_of(figures: Figures) -> str:
    invented = INVENTED if figures["invented"] else ""
    return f"{NOTE}{invented}统计时间：{_read_at(figures)}。"


def _read_at(figures: Figures) -> str:
    at = localtime(datetime.fromisoformat(figures["read_at"]))
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def share(found: list[int | None]) -> str:
    """A share with its numerator and denominator: 86%（12/14）."""
    percent, of, whole = found
    return f"{percent}%（{of}/{whole}）" if percent is not None else f"—（{of}/{whole}）"


def sentences(figures: Figures) -> list[str]:
    whole, counts = figures["whole"], figures["whole"]["counts"]
    kinds = "，".join(f"{name} {count} 件" for name, count in figures["kinds"])
    return [
        f"本周来件 {counts['came']} 件。按类型：{kinds}。",
        f"响应率 {share(whole['response'])}，解决率 {share(whole['resolution'])}，满意率 {share(whole['satisfaction'])}。",
        f"回访 {counts['visited']} 件，其中未接通 {counts['unreached']} 件，是否解决无法核实 {counts['resolution_unknown']} 件，"
        f"是否满意无法核实 {counts['satisfaction_unknown']} 件。",
    ]


def rows_of(figures: Figures) -> list[list[str]]:
    return [
        [
            line["name"] or "待派遣",
            str(line["counts"]["came"]),
            *(share(line[name]) for name in ("response", "resolution", "satisfaction")),
        ]
        for line in figures["units"]
    ]


COLUMNS = ("单位", "来件", "响应率", "解决率", "满意率")


def supervision_of(figures: Figures) -> str:
    return "；".join(f"{words} {figures['causes'][cause]} 件" for cause, words in CAUSES.items()) + "。"


def topics_of(figures: Figures) -> list[str]:
    return [f"{place or '地点待定'}：{words}，{count} 件。" for place, words, count in figures["topics"]] or [
        "本周没有多人反映的同一事项。"
    ]


def as_docx(figures: Figures) -> bytes:
    """The bulletin as a document of the office."""
    from docx import Document  # once a week, in the worker: no web process carries the library
    from docx.shared import Mm

    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    _line(paper, TITLE_WORDS, TITLE, 22, centred=True)
    _line(paper, week_of(figures), BODY, 16, centred=True)
    _line(paper, "一、总体情况", HEAD, 16)
    for text in sentences(figures):
        _line(paper, text, BODY, 16, indent=True)
    _line(paper, "二、各单位情况", HEAD, 16)
    table = paper.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for at, words in enumerate(COLUMNS):
        _write(table.rows[0].cells[at].paragraphs[0], words, HEAD, 12)
    for row in rows_of(figures):
        cells = table.add_row().cells
        for at, words in enumerate(row):
            _write(cells[at].paragraphs[0], words, BODY, 12)
    _line(paper, "三、督办（截至统计时间）", HEAD, 16)
    _line(paper, supervision_of(figures), BODY, 16, indent=True)
    _line(paper, "四、多人反映", HEAD, 16)
    for text in topics_of(figures):
        _line(paper, text, BODY, 16, indent=True)
    _line(paper, "统计口径", HEAD, 12)
    for name, words in DEFINITIONS:
        _line(paper, f"{name}：{words}", BODY, 12)
    _line(paper, note_of(figures), BODY, 12)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _line(
    paper: Any, words: str, font: tuple[str, str], size: int, *, centred: bool = False, indent: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = paper.add_paragraph()
    line.paragraph_format.line_spacing = Pt(28 if size > 12 else 20)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        line.paragraph_format.first_line_indent = Pt(2 * size)
    _write(line, words, font, size)


def _write(line: Any, words: str, font: tuple[str, str], size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = line.add_run(words)
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font[1])


STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt serif } }
body { font: 16pt/28pt FangSong, "FangSong_GB2312", "Noto Serif CJK SC", "Noto Serif SC", serif; margin: 0 }
h1 { font: 22pt/32pt "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Noto Serif SC", serif; text-align: center; margin: 0 }
.week { text-align: center; text-indent: 0; margin: 0 0 14pt }
h2 { font: 16pt/28pt SimHei, "Noto Sans CJK SC", "Noto Sans SC", sans-serif; margin: 0 }
p { margin: 0; text-indent: 2em; text-align: justify }
table { border-collapse: collapse; width: 100%; font-size: 11pt; line-height: 18pt; margin: 6pt 0 }
th, td { border: 0.5pt solid #000; padding: 2pt 5pt; text-align: left } th { font-weight: 600 }
.small { font-size: 11pt; line-height: 18pt; text-indent: 0 } h2.small { margin-top: 12pt }
"""


def as_html(figures: Figures) -> str:
    def cells(tag: str, row: Any) -> str:
        return "".join(f"<{tag}>{escape(words)}</{tag}>" for words in row)

    def lines(texts: list[str]) -> str:
        return "".join(f"<p>{escape(text)}</p>" for text in texts)

    table = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows_of(figures))
    definitions = "".join(f'<p class="small">{escape(name)}：{escape(words)}</p>' for name, words in DEFINITIONS)
    return (
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{TITLE_WORDS}</title><style>{STYLE}</style>'
        f'<h1>{TITLE_WORDS}</h1><p class="week">{escape(week_of(figures))}</p><h2>一、总体情况</h2>{lines(sentences(figures))}'
        f"<h2>二、各单位情况</h2><table><thead><tr>{cells('th', COLUMNS)}</tr></thead><tbody>{table}</tbody></table>"
        f"<h2>三、督办（截至统计时间）</h2>{lines([supervision_of(figures)])}<h2>四、多人反映</h2>{lines(topics_of(figures))}"
        f'<h2 class="small">统计口径</h2>{definitions}<p class="small">{escape(note_of(figures))}</p></html>'
    )


def as_pdf(figures: Figures) -> bytes:
    """The same as a PDF, empty where this machine has no Pango to set it with. It fetches nothing from anywhere."""
    try:
        return pdf_of(as_html(figures))
    except OSError:
        logger.warning("no PDF of the bulletin: Pango (libpango-1.0) is not installed")
        return b""
