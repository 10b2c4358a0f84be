"""The look of a city: contrast by the formula of WCAG, grounds as the tokens have them, the sheet and the emblem."""

import io
import re
from base64 import b64decode
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from linli.common.colours import GROUNDS, WRITTEN, contrast, derived_dark, refuse_faint
from linli.common.errors import ColourFaulty, ColourTooFaint, EmblemFaulty
from linli.documents.emblem import EDGE, emblem_of
from linli.people.domain.setting import change_settings
from linli.people.reader import system

TOKENS = Path(settings.PROJECT) / "frontend/src/styles/tokens.css"


def picture(kind="PNG", size=(600, 400), colour=(200, 30, 30, 255)):
    out = io.BytesIO()
    Image.new("RGBA", size, colour).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#24406b", "#24406b", 1.0)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_the_grounds_are_those_of_the_tokens():
    light, _, dark = TOKENS.read_text("utf-8").partition(':root[data-theme="dark"]')

    for css, is_dark in ((light, False), (dark, True)):
        values = dict(re.findall(r"--([\w-]+): (#\w{6});", css[:4000])[::-1])
        assert tuple(values[name] for name in ("paper", "paper-2", "surface")) == GROUNDS[is_dark]
        assert values["on-indigo"] == WRITTEN[is_dark]
        refuse_faint(values["indigo"], is_dark=is_dark)  # our own colour keeps our own rule


def test_a_faint_colour_is_refused_with_the_number_in_light_and_in_dark():
    with pytest.raises(ColourTooFaint) as light:
        refuse_faint("#8aa0c8", is_dark=False)
    with pytest.raises(ColourTooFaint):
        refuse_faint("#24406b", is_dark=True)

    assert re.search(r"2\.\d\d : 1", str(light.value))
    assert all(contrast(derived_dark("#5a1040"), ground) >= 4.5 for ground in GROUNDS[True])


def test_an_emblem_is_drawn_anew_small_and_as_webp():
    with Image.open(io.BytesIO(b64decode(emblem_of(picture())))) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (EDGE, 128))


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("GIF"), picture()[:200], b""])
def test_what_is_no_whole_png_or_webp_is_no_emblem(data):
    with pytest.raises(EmblemFaulty):
        emblem_of(data)


def test_the_page_names_sheet_and_emblem_and_both_may_be_kept(client, db):
    assert client.get("/look/emblem.webp").status_code == 404
    by = system("test")
    change_settings(
        {"look.name": "融邻", "look.name_en": "Ronglin", "look.colour": "#5A1040", "look.emblem": emblem_of(picture())},
        by=by,
    )

    page = client.get("/").content.decode()
    sheet_url, emblem_url = (
        re.search(r"/look/colours\.css\?v=\w+", page)[0],
        re.search(r"/look/emblem\.webp\?v=\w+", page)[0],
    )
    sheet, emblem = client.get(sheet_url), client.get(emblem_url)
    again = client.get("/look/colours.css", headers={"If-None-Match": sheet["ETag"]})

    assert "融邻" in page
    assert "--indigo:#5a1040" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]
    assert (emblem["Content-Type"], again.status_code, again["Cache-Control"]) == ("image/webp", 304, "no-cache")
    assert client.get("/field/manifest.webmanifest").json()["short_name"] == "融邻"


@pytest.mark.parametrize("colour", ["red", "#12345", "#1e2530;}body{display:none", "url(x)"])
def test_nothing_but_a_colour_gets_into_the_sheet(db, colour):
    with pytest.raises(ColourFaulty):
        change_settings({"look.colour": colour}, by=system("test"))
