"""The pictures of the README, made here and nowhere else: `LINLI_PICTURES=yes` keeps them in docs/images/."""

import os
import struct
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.chromium import DESKTOP

IMAGES = Path(settings.PROJECT) / "docs" / "images"
PICTURES = {
    "portal": ("/", "resident", ".doors"),
    "desk": ("/desk/", "manager", ".timeline"),
    "screen": ("/screen/", "leader", "svg"),
}


def size_of(picture):
    """Width and height, from the head of a PNG."""
    return struct.unpack(">II", picture[16:24])


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_the_page_as_it_is(name, open_browser):
    address, who, shown = PICTURES[name]
    page = open_browser("desktop", who=who)
    page.goto(address)
    page.locator(shown).first.wait_for()
    page.wait_for_load_state("networkidle")

    taken = page.screenshot()
    if os.environ.get("LINLI_PICTURES"):
        IMAGES.mkdir(exist_ok=True)
        (IMAGES / f"{name}.png").write_bytes(taken)

    kept = (IMAGES / f"{name}.png").read_bytes()
    assert size_of(kept) == size_of(taken) == (DESKTOP["width"], DESKTOP["height"])
    assert len(kept) > 20_000  # an empty page of this size weighs five
