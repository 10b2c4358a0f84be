"""The code for a centre's door: a PNG, and a sheet to print and hang up."""

from html import escape
from io import BytesIO

import qrcode  # type: ignore[import-untyped]  # ships no types
from qrcode.constants import ERROR_CORRECT_Q  # type: ignore[import-untyped]  # ships no types

from linli.common.press import pdf_of

BOX = 12  # pixels a module: sharp at 6 cm on a 300-dpi printer


def door_code(address: str) -> bytes:
    """Return the QR code of an address as PNG, with enough redundancy for a scratched door."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, box_size=BOX, border=4)
    code.add_data(address)
    code.make(fit=True)
    picture = BytesIO()
    code.make_image(fill_color="black", back_color="white").save(picture, "PNG")
    return picture.getvalue()


def door_sheet(name: str, address: str, lines: list[tuple[str, str]], words: dict[str, str]) -> bytes:
    """Return an A4 page as PDF: the name, the code, what it is for, and the hours."""
    from base64 import b64encode

    code = b64encode(door_code(address)).decode()
    hours = "".join(f"<tr><th>{escape(day)}</th><td>{escape(spans)}</td></tr>" for day, spans in lines)
    page = f"""<html lang="zh-Hans"><style>
        @page {{ size: A4; margin: 18mm 22mm }}
        body {{ font: 14pt/1.4 "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; color: #1d1a16; text-align: center }}
        h1 {{ font: 700 30pt/1.3 "Noto Serif CJK SC", serif; margin: 0 0 4mm }} img {{ width: 84mm }}
        table {{ margin: 5mm auto 0; border-top: 1px solid #999 }}
        th, td {{ padding: .8mm 4mm; text-align: left; font-weight: 400 }} p {{ margin: 2mm 0 }}
        .small {{ font-size: 11pt; color: #555 }}</style>
        <h1>{escape(name)}</h1><p>{escape(words["scan"])}</p><img src="data:image/png;base64,{code}" alt="">
        <p class="small">{escape(address)}</p><table>{hours}</table><p class="small">{escape(words["note"])}</p></html>"""
    return pdf_of(page)
