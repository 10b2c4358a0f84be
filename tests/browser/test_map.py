"""The provider's map: a place by tap and by keyboard, the outlines at the desk, and nothing of it without a provider."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS
from tests.browser.conftest import CHROMIUM, Watch
from tests.browser.server import House
from tests.browser.steps import fill_report, send, slip
from tests.browser.tiles import CREDIT, Provider, provider

GRID = re.compile(r"\b350181\d{9}\b")
CANVAS = "linli-map canvas"


@dataclass
class Mapped(House):
    """The same house with a provider of maps."""

    tiles: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "LINLI_MAP_TILES": self.tiles, "LINLI_MAP_CREDIT": CREDIT}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # A map is drawn by WebGL, which a machine without a graphics card computes.
        flags = [*FLAGS, "--enable-unsafe-swiftshader", "--use-angle=swiftshader"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    watched = Watch()
    yield watched
    # A graphics card made of software tells how slow it is; that is no fault of the page.
    assert [fault for fault in watched.faults if "GL Driver Message" not in fault] == []


@pytest.fixture(scope="module")
def city_map() -> Iterator[Provider]:
    with provider() as tiles:
        yield tiles


@pytest.fixture(scope="module")
def mapped(house: House, city_map: Provider) -> Iterator[Mapped]:
    running = Mapped(settings.EMBEDDED_SERVER, house.database, house.state, tiles=city_map.template)
    try:
        running.start_web()
        yield running
    finally:
        running.stop()


def at_the_map(page: Page, mapped: Mapped, kind: str = "M01060") -> None:
    """Write a report up to its place, and open the map."""
    page.goto(f"{mapped.address}/report/?kind={kind}")
    page.fill("#id_words", "地图上指的地方，箱门开着。")
    page.locator("details.on-map > summary").click()
    expect(page.locator(CANVAS)).to_be_visible()
    expect(page.locator("linli-map .credit")).to_have_text(CREDIT)


def located(page: Page, mapped: Mapped, number: str) -> str:
    """The area of a matter as the desk shows it."""
    page.goto(f"{mapped.address}/desk/cases/{number}/")
    return page.locator("dl.facts").first.inner_text()


# Each with a kind of its own: else the second is asked whether it means the matter of the first.
@pytest.mark.parametrize(("size", "kind"), [("phone", "M01001"), ("desktop", "M01002")])
def test_a_tap_puts_the_matter_into_its_grid(size, kind, open_browser, mapped, city_map):
    page = open_browser(size)
    at_the_map(page, mapped, kind)
    for _ in range(6):
        page.locator(".maplibregl-ctrl-zoom-in").click()
    page.locator(CANVAS).click()

    said = page.locator("linli-map output")
    expect(said).to_contain_text("福清市")
    expect(page.locator("#id_longitude")).to_have_value(re.compile(r"^119\.\d{6}$"))
    expect(page.locator("linli-map .pin")).to_be_visible()
    assert all(asked.startswith("/") and referrer == f"{mapped.address}/" for asked, referrer in city_map.asked)
    assert city_map.asked
    send(page)
    number, _secret = slip(page)

    desk = open_browser("desktop", who="dispatcher")
    assert GRID.search(located(desk, mapped, number))


def test_the_pin_is_put_and_moved_from_the_keyboard_alone(open_browser, mapped):
    page = open_browser("desktop", "en")
    at_the_map(page, mapped, "M01003")
    page.keyboard.press("Tab")
    expect(page.locator(CANVAS)).to_be_focused()
    expect(page.locator(CANVAS)).to_have_accessible_description(re.compile("arrows move the pin"))

    page.keyboard.press("Enter")
    before = page.locator("#id_latitude").input_value()
    for key in ("+", "+", "ArrowUp", "ArrowUp", "Shift+ArrowRight"):
        page.keyboard.press(key)

    assert float(page.locator("#id_latitude").input_value()) > float(before)
    expect(page.locator("linli-map output")).to_have_text(re.compile(r"The pin stands .* (north|north-east|east) of"))
    send(page)
    number, _secret = slip(page)

    desk = open_browser("desktop", who="dispatcher")
    assert GRID.search(located(desk, mapped, number))


def test_at_the_desk_the_outlines_lie_over_the_map_and_are_called_schematic(open_browser, mapped):
    page = open_browser("desktop", who="dispatcher")
    with page.expect_response("**/desk/areas/350181005004/shape.json") as outlines:
        page.goto(f"{mapped.address}/desk/areas/350181005004/")

    assert outlines.value.status == 200
    expect(page.locator(CANVAS)).to_be_visible()
    expect(page.locator("linli-map .credit")).to_contain_text("示意")


def test_on_a_public_page_no_outline_is_asked_for(open_browser, mapped):
    asked: list[str] = []
    page = open_browser("phone")
    page.on("request", lambda request: asked.append(request.url))

    at_the_map(page, mapped)
    expect(page.locator(".maplibregl-ctrl-zoom-in")).to_be_visible()

    assert [url for url in asked if "shape.json" in url] == []


def test_a_folded_map_loads_no_library(open_browser, mapped):
    asked: list[str] = []
    page = open_browser("phone")
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{mapped.address}/report/")
    page.wait_for_load_state("networkidle")

    assert len([url for url in asked if "/assets/map-" in url and url.endswith(".js")]) == 1
    assert [url for url in asked if "maplibre" in url or "/drawing-" in url] == []


def test_without_a_provider_nothing_of_a_map_is_loaded(open_browser):
    asked: list[str] = []
    page = open_browser("phone")
    page.on("request", lambda request: asked.append(request.url))

    fill_report(page, "没有地图也能报。")
    page.wait_for_load_state("networkidle")

    assert [url for url in asked if re.search(r"/assets/(map|drawing|maplibre)", url)] == []
    expect(page.locator("linli-map, .on-map")).to_have_count(0)
    send(page)
    slip(page)
