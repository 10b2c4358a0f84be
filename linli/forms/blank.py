"""A form as a sheet of paper to be filled in by hand (空白表): made of its shape, so that paper and page ask the same."""

from functools import lru_cache
from html import escape

from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from linli.common.press import pdf_of
from linli.forms.enums import Kind
from linli.forms.presenting import condition_words
from linli.forms.shape import Field, Shape

PRINTED_ROWS = 3  # of a repeated group, where it does not say more; who needs others adds a sheet
MOST_PRINTED = 8
SIGNS = {Kind.IDENTITY: 18, Kind.CREDIT_CODE: 18}
FONT = '"Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
STYLE = f"""
@page {{ size: A4; margin: 18mm 16mm 20mm; @bottom-center {{ content: counter(page) " / " counter(pages); font: 9pt {FONT} }} }}
body {{ font: 11pt/1.45 {FONT}; color: #1d1a16; margin: 0 }}
h1 {{ font: 700 20pt/1.3 "Noto Serif CJK SC", serif; text-align: center; margin: 0 0 2mm }}
.what, .foot {{ font-size: 9.5pt; color: #555; text-align: center; margin: 0 0 4mm }} .foot {{ text-align: left; margin: 5mm 0 0 }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
th, td {{ border: .7pt solid #1d1a16; padding: 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }}
th {{ width: 34%; font-weight: 400 }} tr {{ break-inside: avoid }} small {{ display: block; font-size: 8.5pt; color: #555 }}
.line td {{ height: 8mm }} .words td {{ height: 26mm }} .need {{ font-weight: 700 }}
.signs {{ border-spacing: 0 }} .signs td {{ width: auto; height: 7mm; padding: 0 }}
.group th {{ width: auto }} .group td {{ height: 9mm }} .head {{ background: #f2efe8 }}
.option {{ display: inline-block; margin-right: 5mm }} .sign {{ margin-top: 8mm; display: flex; justify-content: space-between }}
"""


@lru_cache(maxsize=64)
def blank_pdf(shape: Shape, *, title: str, edition: str, language: str) -> bytes:
    """Return the blank sheet as PDF, in the reader's language. Raises OSError where the machine has no Pango.

    It is made once for a version and a language, and kept: whoever asks for it again costs nothing.
    """
    with override(language):
        page = as_html(shape, title=title, edition=edition)
    return pdf_of(page)


def as_html(shape: Shape, *, title: str, edition: str) -> str:
    """The sheet as a page of its own. `title`: of the item that asks it; `edition`: code and version of the form."""
    rows = "".join(_row(field, shape.by_name) for field in shape.fields)
    about = f'<p class="what">{escape(str(shape.help))}</p>' if shape.help else ""
    sign = "".join(
        f"<span>{escape(words)}</span>"
        for words in (_("Signature of the applicant: ____________________"), _("Day: ________________"))
    )
    return (
        f'<!doctype html><html lang="{get_language() or "zh-hans"}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<style>{STYLE}</style><h1>{escape(str(shape.words))}</h1><p class="what">{escape(title)}</p>{about}'
        f'<table>{rows}</table><p class="sign">{sign}</p>'
        f'<p class="foot">{escape(_("Fields marked * must be filled in. Blank form, %(edition)s; the same is asked online and at the window.") % {"edition": edition})}</p></html>'
    )  # fmt: skip


def _row(field: Field, level: dict[str, Field]) -> str:
    mark = ' <span class="need">*</span>' if field.is_required else ""
    notes = [str(field.help)] if field.help else []
    for words, condition in (
        (_("Only if: %(condition)s"), field.shown_when),
        (_("Needed if: %(condition)s"), field.required_when if field.required_when != field.shown_when else None),
    ):
        if condition:
            notes.append(words % {"condition": condition_words(condition, level)})
    small = "".join(f"<small>{escape(note)}</small>" for note in notes)
    head = f"<th>{escape(str(field.words))}{mark}{small}</th>"
    if field.kind is Kind.ROWS:
        whole = f'<tr class="head"><th colspan="2">{escape(str(field.words))}{mark}{small}</th></tr>'
        return f'{whole}<tr><td colspan="2">{_group(field)}</td></tr>'
    kind = "words" if field.kind is Kind.WORDS else "line"
    return f'<tr class="{kind}">{head}<td>{_blank(field)}</td></tr>'


def _blank(field: Field) -> str:
    """What stands to be filled in, ticked or put in boxes."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return "".join(f'<span class="option">□ {escape(str(option.words))}</span>' for option in field.options)
    if field.kind in SIGNS:
        return f'<table class="signs"><tr>{"<td></td>" * SIGNS[field.kind]}</tr></table>'
    if field.kind is Kind.DATE:
        return escape(pgettext("blank form", "______ year ____ month ____ day"))
    if field.kind is Kind.FILES:
        return f"□ {escape(_('enclosed, at most %(most)s') % {'most': field.most})}"
    if field.kind is Kind.ADDRESS:
        return escape(_("Town, village or community, street and number:"))
    return ""


def _group(field: Field) -> str:
    head = "".join(f"<th>{escape(str(one.words))}{'*' if one.is_required else ''}</th>" for one in field.fields)
    count = min(max(PRINTED_ROWS, int(field.least or 0)), int(field.most), MOST_PRINTED)
    row = (
        "<tr>" + "".join(f"<td>{_blank(one) if one.kind is Kind.CHOICE else ''}</td>" for one in field.fields) + "</tr>"
    )
    return f'<table class="group"><tr>{head}</tr>{row * count}</table>'
