import pytest

from tests.browser.pages import PAGES
from tests.browser.test_every_page import walk

MINE = tuple(
    s
    for s in PAGES
    if s.name
    in {
        "centre-history",
        "centre-windows",
        "centre-visit",
        "centre-stops",
        "centre-open-data",
        "room-series",
        "my-series",
        "booking-visit",
        "bookings",
        "booking",
        "centre-room",
        "centre",
        "centre-publishing",
        "centre-letting",
        "centre-helping",
        "centre-duties",
        "centre-rules",
        "visits",
        "desk-visit",
        "centre-bookings",
        "centre-sheet",
        "centre-list",
    }
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_mine(language, open_browser, world, watch, house):
    findings = walk(MINE, language, open_browser, world, watch, house)
    assert findings == [], "\n".join(findings)
