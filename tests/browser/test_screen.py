"""The screen in a real browser: drilling, refreshing without flicker, staleness, the picture, five metres."""

import pytest

WALL = {"width": 1920, "height": 1080}
MARK = "el => el.dataset.mark"


def refresh(page):
    page.evaluate("() => document.querySelector('linli-screen').refresh()")


@pytest.fixture
def wall(open_browser):
    page = open_browser("desktop", who="leader")
    page.set_viewport_size(WALL)
    page.goto("/screen/")
    return page


def test_the_wall_is_one_look_with_large_figures(wall):
    wall.evaluate(
        "() => document.querySelectorAll('.feed li b').forEach((one) => (one.textContent = '很长的地名 '.repeat(9)))"
    )
    assert wall.evaluate("() => document.documentElement.scrollHeight") <= WALL["height"]
    sizes = wall.evaluate(
        "() => [...document.querySelectorAll('.big-figures b')].map((el) => parseFloat(getComputedStyle(el).fontSize))"
    )
    assert len(sizes) == 4
    assert min(sizes) >= 54
    words = wall.evaluate(
        "() => Math.min(...[...document.querySelectorAll('.screen-body :is(p, th, td, dd, dt, li, h2, a)')]"
        ".map((el) => parseFloat(getComputedStyle(el).fontSize)))"
    )
    assert words >= 18


def test_an_area_on_the_map_leads_to_its_screen(wall):
    wall.locator('.screen-map a[aria-label^="宏路街道"]').focus()
    wall.keyboard.press("Enter")
    wall.wait_for_url("**/screen/350181005/")

    assert "宏路街道" in wall.locator("h1").inner_text()
    wall.locator("h1 nav a").first.click()
    wall.wait_for_url("**/screen/350181/")


def test_nothing_changed_changes_nothing_but_the_moment(wall):
    refresh(wall)  # what was read with the page may have grown old by a step meanwhile
    wall.wait_for_timeout(1200)
    wall.evaluate("() => { window.map = document.getElementById('panel-map'); }")

    with wall.expect_response("**/screen/350181/figures/**") as asked:
        refresh(wall)

    assert asked.value.status in (200, 304)
    if asked.value.status == 304:
        assert wall.evaluate("() => window.map === document.getElementById('panel-map')")
    assert wall.locator("#screen-stale").is_hidden()


def test_it_says_when_it_is_stale_and_when_it_is_not_any_more(wall, watch):
    wall.route("**/figures/**", lambda route: route.fulfill(status=503, body=""))
    watch.allowed = frozenset({503})
    refresh(wall)
    wall.locator("#screen-stale").wait_for(state="visible")
    assert "没有应答" in wall.locator("#screen-stale").inner_text()

    wall.unroute("**/figures/**")
    refresh(wall)

    wall.locator("#screen-stale").wait_for(state="hidden")


def test_the_map_is_saved_as_a_picture(wall):
    with wall.expect_download() as saved:
        wall.get_by_role("button", name="存为图片", exact=True).click()

    file = saved.value.path().read_bytes()
    assert saved.value.suggested_filename == "linli-350181.png"
    assert file.startswith(b"\x89PNG")
    assert int.from_bytes(file[16:20]) == 2000  # wide as twice the drawing
    assert len(file) > 20_000  # a drawing, and not an empty sheet


def test_the_whole_screen_is_saved_as_a_picture(wall):
    for width in (1440, 390):
        wall.set_viewport_size({"width": width, "height": 900})
        wall.evaluate("() => { document.querySelector('details.menu').open = true; }")
        with wall.expect_download() as saved:
            wall.get_by_role("button", name="整屏存为图片").click()

        file = saved.value.path().read_bytes()
        assert saved.value.suggested_filename == "linli-350181-screen.png"
        high = wall.evaluate("() => document.getElementById('main').getBoundingClientRect().height")
        assert int.from_bytes(file[16:20]) == 2 * width
        assert int.from_bytes(file[20:24]) >= 2 * high
        assert len(file) > 60_000


def test_the_brief_is_one_sheet(wall, tmp_path):
    wall.goto("/screen/brief/")

    sheet = wall.pdf(format="A4", prefer_css_page_size=True)

    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") + sheet.count(b"/Type /Page/") == 1


def test_without_script_it_is_all_there(open_browser):
    page = open_browser("phone", "en", who="manager", java_script_enabled=False)
    page.goto("/screen/")

    assert page.locator(".big-figures .value").count() == 4
    assert page.locator("save-picture button").count() == 0
    page.locator(".screen-map a").first.click()
    assert "/screen/350181005004" in page.url
