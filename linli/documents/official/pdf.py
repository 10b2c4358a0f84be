"""A paper as PDF. It fetches nothing from anywhere: its only picture, the code to scan, is drawn here."""

from base64 import b64encode
from html import escape
from typing import Any

from linli.common.press import pdf_of, set_page
from linli.documents.official.codes import code_picture
from linli.documents.official.measures import (
    BODY_FONTS,
    BOTTOM,
    FREE_AFTER_DAY,
    HEAD_FONTS,
    LEFT,
    LINE,
    RED,
    RIGHT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SMALL,
    SONG_FONTS,
    SPACING,
    TITLE_FONTS,
    TOP,
    free_after_issuer,
)
from linli.documents.official.sheet import Grid, Line, Marks, Sheet, day_words

INVENTED = "演示数据，内容均为虚构，不作任何凭证。"


def _fonts(names: tuple[str, ...]) -> str:
    return ", ".join(name if name in ("serif", "sans-serif") else f'"{name}"' for name in names)


STYLE = f"""
@page {{ size: A4; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm }}
@page :right {{ @bottom-right {{ content: "— " counter(page) " —"; font: {SIZE_4}pt {_fonts(SONG_FONTS)};
  padding: 7mm {SIZE_4}pt 0 0; vertical-align: top }} }}
@page :left {{ @bottom-left {{ content: "— " counter(page) " —"; font: {SIZE_4}pt {_fonts(SONG_FONTS)};
  padding: 7mm 0 0 {SIZE_4}pt; vertical-align: top }} }}
body {{ font: {SIZE_3}pt/{LINE}pt {_fonts(BODY_FONTS)}; letter-spacing: {SPACING:.4f}pt; margin: 0;
  orphans: 1; widows: 2 }}
p {{ margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere }}
.plain, .to {{ text-indent: 0 }} .head {{ font-family: {_fonts(HEAD_FONTS)}; break-after: avoid }}
.issuer-head {{ font: {SIZE_2 + 8}pt/{2 * LINE}pt {_fonts(TITLE_FONTS)}; color: {RED}; text-align: center; text-indent: 0;
  letter-spacing: 0 }}
.rule {{ border: 0; border-top: 1.5pt solid {RED}; margin: 0; height: {LINE - 1.5}pt }}
h1 {{ font: {SIZE_2}pt/{2 * LINE}pt {_fonts(TITLE_FONTS)}; text-align: center; letter-spacing: 0; margin: 0 }}
.number {{ text-align: center; text-indent: 0; margin-bottom: {LINE}pt }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: {SMALL}pt; line-height: 18pt;
  letter-spacing: 0; margin: 6pt 0 }}
th, td {{ border: .6pt solid #000; padding: 2pt 5pt; text-align: left; vertical-align: top; overflow-wrap: anywhere }}
th {{ font-family: {_fonts(HEAD_FONTS)}; font-weight: 400 }} tr {{ break-inside: avoid }}
.end {{ break-inside: avoid; break-before: avoid; margin-top: {LINE}pt }}
.signed, .date {{ text-align: right; text-indent: 0 }} .date {{ padding-right: {FREE_AFTER_DAY}em }}
.sign td {{ border: 0; font-size: {SIZE_3}pt; line-height: {LINE}pt; padding: 0 }}
/* The issuer and the day never stand on a page without words (GB/T 9704-2012, 7.3.5.5); nor does the code. */
.check {{ break-inside: avoid; break-before: avoid; margin-top: {LINE / 2}pt; font-size: {SMALL}pt; line-height: 16pt; letter-spacing: 0;
  border-top: .6pt solid #000; padding-top: 5pt; min-height: 20mm }}
.check img {{ float: left; width: 20mm; margin-right: 5mm }} .check p {{ text-indent: 0; text-align: left }}
"""


def as_html(sheet: Sheet, marks: Marks) -> str:
    """The paper as a page of its own, with its style."""
    head = f'<p class="issuer-head">{escape(sheet.issuer)}</p><hr class="rule">' if sheet.has_red_head else ""
    to = f'<p class="to">{escape(sheet.to)}：</p>' if sheet.to else ""
    body = "".join(_block(block) for block in sheet.body)
    listed = "".join(
        f"<p>{'附件：' if place == 1 else '　　　'}{place}. {escape(name)}</p>"
        for place, name in enumerate(sheet.attachments, 1)
    )
    day = day_words(marks.on)
    free = free_after_issuer(sheet.issuer, day)
    code = b64encode(code_picture(marks.address)).decode()
    return (
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{escape(sheet.title)} {escape(marks.number)}</title>'
        f"<style>{STYLE}</style>{head}<h1>{escape(sheet.title)}</h1>"
        f'<p class="number">{escape(marks.number)}</p>{to}{body}{listed}{SIGNATURES if sheet.is_signed else ""}'
        f'<div class="end"><p class="signed" style="padding-right: {free}em">{escape(sheet.issuer)}</p>'
        f'<p class="date">{day}</p></div>'
        f'<div class="check"><img src="data:image/png;base64,{code}" alt="">'
        + "".join(f"<p>{escape(line)}</p>" for line in check_lines(sheet, marks))
        + "</div></html>"
    )


def check_lines(sheet: Sheet, marks: Marks) -> list[str]:
    """What stands beside the code to scan, on every form of the paper."""
    lines = [f"校验码：{marks.code}", f"扫码或在 {marks.portal} 输入校验码核对真伪。"]
    return lines + [line for line in (marks.seal, INVENTED if sheet.is_invented else "") if line]


SIGNATURES = (
    '<table class="sign"><tr><td>交出人（签名）：</td><td>接收人（签名）：</td></tr>'
    "<tr><td>　　　年　　月　　日</td><td>　　　年　　月　　日</td></tr></table>"
)


def _block(block: Line | Grid) -> str:
    if isinstance(block, Line):
        kind = "head" if block.is_heading else "plain" if block.is_plain else ""
        mark = f' class="{kind}"' if kind else ""
        return f"<p{mark}>{escape(block.words)}</p>"
    widths = "".join(f'<col style="width: {width}%">' for width in block.widths)
    head = "".join(f"<th>{escape(name)}</th>" for name in block.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    return f"<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def laid_out(sheet: Sheet, marks: Marks) -> Any:
    """The paper set on its pages, ready to be written or measured. Raises OSError where the machine has no Pango."""
    return set_page(as_html(sheet, marks))


def as_pdf(sheet: Sheet, marks: Marks) -> bytes:
    """The paper as PDF. Raises OSError where the machine has no Pango to set it with."""
    return pdf_of(as_html(sheet, marks))
