"""Large text, zoom, paper, forced colours, and the weight of the first pages."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import cookies
from tests.browser.pages import PORTAL
from tests.browser.test_every_page import OVERFLOW

LEAST_TARGET, LEAST_TEXT = 60, 30  # CSS pixels, in the largest size
MAIN = "main .button.primary, main .actions > .button:not(.quiet), .doors a, nav.portal-nav a"
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  .map((one) => [one.textContent.trim(), Math.round(one.getBoundingClientRect().height)])
  .filter(([, height]) => height < least).map((pair) => pair.join(": "))"""
SEEN = ("home", "report", "report-resident", "follow", "matters", "matter-closed", "rating", "reopening", "supplement", "received", "nearby")  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_largest_text_loses_nothing_on_a_phone(language, open_browser, world, house):
    page, findings = open_browser("phone", language), []
    for showing in (showing for showing in PORTAL if showing.name in SEEN):
        session = world["sessions"].get(showing.who, "")
        page.context.clear_cookies()
        page.context.add_cookies(cookies(house.address, language, session, linli_text="2"))
        page.goto(showing.at(world["matters"]))
        if wide := page.evaluate(OVERFLOW):
            findings.append(f"{showing.name}: {wide} px wider than the window")
        findings += [f"{showing.name}: target of {text} px" for text in page.evaluate(SMALL, [MAIN, LEAST_TARGET])]
        size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p, main label')).fontSize)")
        if size < LEAST_TEXT * 0.9:  # of secondary words; those to be read first are larger
            findings.append(f"{showing.name}: text of {size} px")

    assert findings == [], "\n".join(findings)


def test_the_size_chosen_on_the_page_stays(open_browser):
    page = open_browser("phone")
    page.goto("/")
    page.locator("details.menu summary").first.click()
    page.locator("button[name=size][value='2']").click()

    expect(page.locator("html")).to_have_attribute("data-text", "2")
    page.goto("/report/")
    expect(page.locator("html")).to_have_attribute("data-text", "2")


@pytest.mark.parametrize(("who", "address"), [("", "/"), ("", "/report/"), ("resident", "/matters/{closed}/"),
                                               ("manager", "/desk/"), ("manager", "/desk/cases/{fed_back}/closure/")])  # fmt: skip
def test_zoomed_to_twice_the_size_nothing_is_cut_off(who, address, open_browser, world):
    page = open_browser("desktop", who=who)
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 px at 200 %
    page.goto(address.format_map(world["matters"]))

    assert page.evaluate(OVERFLOW) == 0


def test_on_paper_a_matter_is_words_without_buttons(open_browser, world):
    page = open_browser("desktop", who="resident")
    page.goto(f"/matters/{world['matters']['closed']}/")
    page.emulate_media(media="print")

    expect(page.locator(".timeline")).to_be_visible()
    for hidden in (".portal-nav", ".portal-foot", ".switches", ".deeds"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert len(page.pdf(format="A4")) > 10_000


def test_in_forced_colours_states_and_borders_stay(open_browser, world):
    page = open_browser("desktop", who="manager", forced_colors="active")
    page.goto("/desk/")

    expect(page.locator(".tag").first).not_to_be_empty()
    borders = page.evaluate("getComputedStyle(document.querySelector('.button')).borderTopStyle")
    assert borders != "none"
    page.locator("a.button").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def kind_of(event):
    """What came: the fonts are only for devices without Chinese ones, and so is their style sheet."""
    return "Font" if "/fonts-" in event["response"]["url"] else event["type"]


@pytest.mark.parametrize("address", ["/", "/report/"])
def test_the_first_pages_are_light(address, open_browser, record_property):
    page = open_browser("phone")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes = {}, {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: kind_of(event)}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    record_property("first_paint_ms", round(paint))
    weight = sum(size for number, size in sizes.items() if not kinds[number].startswith("Font"))

    assert 0 < weight < 150_000
