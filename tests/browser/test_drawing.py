"""A grid is drawn on the map: a line by finger, a corner by dragging, and what it would do is shown before it is done."""

from playwright.sync_api import expect

ADDRESS = "/desk/grids/350181005004001/drawing/"


def test_a_line_is_drawn_across_and_its_parts_are_shown_before_anything_is_done(open_browser):
    page = open_browser("desktop", "en", who="town")
    page.goto(ADDRESS)
    drawing, field = page.locator("grid-drawing svg"), page.locator("textarea[name=points]")
    own = page.locator("path.own").bounding_box()

    # Begun and ended a little outside, so that it crosses.
    for across in (-0.02, 1.02):
        page.mouse.click(own["x"] + own["width"] * across, own["y"] + own["height"] / 2)
    assert len(field.input_value().splitlines()) == 2
    drawing.press("Backspace")
    assert len(field.input_value().splitlines()) == 1
    page.mouse.click(own["x"] + own["width"] * 1.02, own["y"] + own["height"] / 2)
    page.fill("textarea[name=names]", "北片\n南片")
    page.fill("input[name=reason]", "楼多了（演示）")
    page.get_by_role("button", name="See what it does").click()

    expect(page.locator("#look dt")).to_have_text(["北片", "南片"])
    expect(page.locator("#look .tag.done")).to_be_visible()
    page.goto("/desk/grids/350181005004001/")
    expect(page.locator("h1 .tag")).to_have_count(0)  # not closed: nothing was done

    page.goto(ADDRESS)
    page.check("input[value=edge]")
    handle = page.locator("circle.handle").first.bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 20)
    page.mouse.up()
    assert len(field.input_value().split()) == 4
