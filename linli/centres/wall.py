"""The sheet for the wall: the four disclosures of a centre on one page, with the code of its page."""

from base64 import b64encode
from html import escape

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from linli.centres.enums import Duty
from linli.centres.forms.place import DAY_WORDS
from linli.centres.models import PlannedActivity
from linli.centres.papers import door_code
from linli.centres.queries.disclosures import DisclosureLine, four_of, plan_of
from linli.centres.queries.face import week_texts
from linli.centres.queries.open_data import address_of
from linli.common.press import pdf_of
from linli.places.counter import counter_items
from linli.places.models import Place
from linli.places.queries.hours import opening_of

SIZES = {"A3": ("A3 landscape", 15), "A4": ("A4", 10)}  # page, and size of its text in points
STYLE = """
@page {{ size: {page}; margin: 12mm 14mm }}
body {{ font: {points}pt/1.45 "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; color: #1d1a16 }}
h1 {{ font: 700 2.2em/1.25 "Noto Serif CJK SC", serif; margin: 0 }} header {{ border-bottom: 2px solid #1d1a16; padding-bottom: 3mm }}
header img {{ float: right; width: 24mm; margin-left: 5mm }} header p {{ margin: 1mm 0 0; color: #555; font-size: .85em }}
main {{ columns: {columns}; column-gap: 9mm; margin-top: 4mm }}
section {{ margin-bottom: 5mm }} h2 {{ font-size: 1.25em; margin: 0 0 1mm; break-after: avoid }}
.of {{ color: #555; font-size: .78em; margin: 1mm 0 0; break-before: avoid }} p {{ margin: 0 0 1mm; white-space: pre-line }}
table {{ width: 100%; border-collapse: collapse }} th, td {{ text-align: left; font-weight: 400; padding: .5mm 0; border-bottom: 1px solid #ddd;
vertical-align: top }} th {{ width: 34% }} ul {{ columns: {lists}; column-gap: 5mm; margin: 1mm 0 }} li {{ margin-left: -1em; line-height: 1.3 }}
"""


def wall_sheet(place: Place, size: str) -> bytes:
    """Return the sheet as PDF; it flows on to another page where much is published."""
    page, points = SIZES[size]
    style = STYLE.format(page=page, points=points, columns=2 if size == "A3" else 1, lists=2 if size == "A3" else 3)
    address = address_of(reverse("centres:centre", kwargs={"code": place.code}))
    code = b64encode(door_code(address)).decode()
    parts = [_part(line, _week(place) if line.kind == Duty.HOURS else _words(place, line)) for line in four_of(place)]
    note = _("As of %(day)s; what changes stands on the page first.") % {"day": date_format(localdate(), "DATE_FORMAT")}
    invented = f" {_('Invented for the demonstration.')}" if place.is_invented else ""
    html = f"""<html lang="{get_language()}"><style>{style}</style><header><img src="data:image/png;base64,{code}" alt="">
        <h1>{escape(place.name)}</h1><p>{escape(note)}{escape(invented)}</p><p>{escape(address)}</p></header>
        <main>{"".join(parts)}</main></html>"""
    return pdf_of(html)


def _part(line: DisclosureLine, inner: str) -> str:
    of = ""
    if line.renewed_on:
        day = date_format(line.renewed_on, "DATE_FORMAT")
        of = _("%(day)s · in charge: %(who)s") % {"day": day, "who": line.in_charge}
    return f'<section><h2>{escape(line.title)}</h2>{inner}<p class="of">{escape(of)}</p></section>'


def _week(place: Place) -> str:
    rows = zip(DAY_WORDS, week_texts(opening_of(place.id)), strict=True)
    closed = pgettext("opening", "Closed")
    return "<table>" + "".join(
        f"<tr><th>{escape(str(day))}</th><td>{escape(hours or closed)}</td></tr>" for day, hours in rows
    ) + "</table>"  # fmt: skip


def _words(place: Place, line: DisclosureLine) -> str:
    inner = ""
    if line.current is not None and line.is_standing:
        inner = f"<p>{escape(line.current.words)}</p>"
    elif line.current is not None:
        inner = f"<p>{escape(_('Withdrawn: %(reason)s') % {'reason': line.current.reason})}</p>"
    if line.kind == Duty.ACTIVITIES:
        inner += "".join(_planned(row) for row in plan_of(place.id, at=now()) if row.withdrawn_at is None)
    if line.kind == Duty.ITEMS:
        items = counter_items(place.code)
        inner += "<ul>" + "".join(f"<li>{escape(item.title)}</li>" for item in items) + "</ul>" if items else ""
    return inner or f"<p>{escape(_('Nothing published yet.'))}</p>"


def _planned(row: PlannedActivity) -> str:
    starts, ends = localtime(row.starts_at), localtime(row.ends_at)
    when = f"{date_format(starts, 'MONTH_DAY_FORMAT')} {starts:%H:%M}–{ends:%H:%M}"
    words = " · ".join(filter(None, (row.title, row.where)))
    return f"<p>{escape(when)} {escape(words)}</p>"
