"""A paper as DOCX, to work on. The same layout by the document's own grid: 22 lines of 28 characters."""

from io import BytesIO
from typing import Any

from linli.documents.official.codes import code_picture
from linli.documents.official.measures import (
    BOTTOM,
    FREE_AFTER_DAY,
    LEFT,
    LINE,
    PAGE,
    RED,
    RIGHT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SMALL,
    SPACING,
    TOP,
    WIDTH,
    WORD_BODY,
    WORD_HEAD,
    WORD_SONG,
    WORD_TITLE,
    free_after_issuer,
)
from linli.documents.official.pdf import check_lines
from linli.documents.official.sheet import Grid, Line, Marks, Sheet, day_words

LATIN = "Times New Roman"


def as_docx(sheet: Sheet, marks: Marks) -> bytes:
    """The paper as a document of the office."""
    from docx import Document  # slow to load, and only the worker makes papers

    paper = Document()
    _shape(paper)
    if sheet.has_red_head:
        _line(paper, sheet.issuer, WORD_TITLE, SIZE_2 + 8, align="center", colour=RED, lines=2)
    _line(paper, sheet.title, WORD_TITLE, SIZE_2, align="center", lines=2)
    _line(paper, marks.number, align="center")
    _line(paper, "")
    if sheet.to:
        _line(paper, f"{sheet.to}：")
    for block in sheet.body:
        _block(paper, block)
    for place, name in enumerate(sheet.attachments, 1):
        _line(paper, f"{'附件：' if place == 1 else '　　　'}{place}. {name}", indent=2)
    if sheet.is_signed:
        _line(paper, "交出人（签名）：　　　　　　接收人（签名）：")
    last = len(paper.paragraphs) - 1
    _line(paper, "")
    day = day_words(marks.on)
    _line(paper, sheet.issuer, align="right", free=free_after_issuer(sheet.issuer, day))
    _line(paper, day, align="right", free=FREE_AFTER_DAY)
    _check(paper, sheet, marks)
    for line in paper.paragraphs[
        last:-1
    ]:  # issuer and day never stand on a page without words (GB/T 9704-2012, 7.3.5.5)
        line.paragraph_format.keep_with_next = True
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _shape(paper: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = paper.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(BOTTOM - 7 - 5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(int(LINE * 20)))  # rounded down: rounded up, the last line would not fit
    grid.set(qn("w:charSpace"), str(int(SPACING * 4096)))
    normal = paper.styles["Normal"]
    normal.font.size, normal.font.name = Pt(SIZE_3), LATIN
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), WORD_BODY)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    paper.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], "right")
    _page_number(section.even_page_footer.paragraphs[0], "left")


def _page_number(line: Any, side: str) -> None:
    """— 1 — on the outer side, one character in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    _align(line, side)
    setattr(line.paragraph_format, f"{side}_indent", Pt(SIZE_4))
    _write(line, "— ", WORD_SONG, SIZE_4)
    run = line.add_run()
    run.font.size = Pt(SIZE_4)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)
    _write(line, " —", WORD_SONG, SIZE_4)


def _line(
    paper: Any, words: str, font: str = WORD_BODY, size: float = SIZE_3, *, align: str = "", indent: int = 0,
    free: float = 0, lines: int = 1, colour: str = "",
) -> Any:  # fmt: skip
    """A paragraph of so many lines' height; `indent`, `free`: characters at its beginning, and at its end."""
    from docx.shared import Pt

    line = paper.add_paragraph()
    line.paragraph_format.line_spacing = Pt(LINE * lines) if size >= SIZE_3 else Pt(18)
    if align:
        _align(line, align)
    if indent:
        line.paragraph_format.first_line_indent = Pt(indent * SIZE_3)
    if free:
        line.paragraph_format.right_indent = Pt(free * SIZE_3)
    _write(line, words, font, size, colour)
    return line


def _align(line: Any, side: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line.alignment = getattr(WD_ALIGN_PARAGRAPH, side.upper())


def _write(line: Any, words: str, font: str, size: float, colour: str = "") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = line.add_run(words)
    run.font.size, run.font.name = Pt(size), LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _block(paper: Any, block: Line | Grid) -> None:
    if isinstance(block, Line):
        line = _line(
            paper, block.words, WORD_HEAD if block.is_heading else WORD_BODY, indent=0 if block.is_plain else 2
        )
        line.paragraph_format.keep_with_next = block.is_heading
        return
    from docx.shared import Mm

    table = paper.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    for place, name in enumerate(block.columns):
        _write(table.rows[0].cells[place].paragraphs[0], name, WORD_HEAD, SMALL)
    for row in block.rows:
        cells = table.add_row().cells
        for place, words in enumerate(row):
            _write(cells[place].paragraphs[0], words, WORD_BODY, SMALL)
    for row in table.rows:
        for place, share in enumerate(block.widths):
            row.cells[place].width = Mm(WIDTH * share / 100)


def _check(paper: Any, sheet: Sheet, marks: Marks) -> None:
    from docx.shared import Mm

    line = _line(paper, "", size=SMALL)
    line.paragraph_format.line_spacing = None
    line.add_run().add_picture(BytesIO(code_picture(marks.address)), width=Mm(20))
    for words in check_lines(sheet, marks):
        _line(paper, words, size=SMALL)
