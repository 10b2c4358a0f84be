"""A form is drawn, tried and published in the settings, by somebody who writes no programme."""

from playwright.sync_api import Page, expect

FORM = "/settings/forms/room_loan/"


def add(page: Page, kind: str, title: str, name: str, **said: str | bool) -> None:
    """Add a field of a kind to the draft that is open."""
    page.locator("details.add-field").evaluate("box => box.open = true")
    page.locator(f"details.add-field a[href$='?kind={kind}']").click()
    form = page.locator("form.drawing")
    form.locator("[name=title]").fill(title)
    form.locator("[name=name]").fill(name)
    for field, value in said.items():
        found = form.locator(f"[name={field}]")
        if value is True:
            found.check()
        elif found.evaluate("one => one.tagName") == "SELECT":
            found.select_option(str(value))
        else:
            found.fill(str(value))
    form.locator(".actions button").click()
    expect(page.locator("details.add-field")).to_be_visible()


def test_a_form_is_drawn_tried_and_published(open_browser, watch):
    watch.allowed = frozenset({422})
    page = open_browser("desktop", who="admin")
    page.goto("/settings/new-form/")
    new = page.locator("form:has(input[name=way][value=new])")
    new.locator("[name=title]").fill("活动室借用登记")
    new.locator("[name=code]").fill("room_loan")
    new.locator("button").click()
    page.wait_for_url(f"**{FORM}draft/")

    add(page, "choice", "借来做什么", "purpose", options="dance | 排舞\nother | 其他", is_required=True)
    add(page, "text", "具体内容", "detail", shown_when="purpose is other")

    page.goto(f"{FORM}draft/preview/")
    detail = page.locator('[data-answer="detail"]')
    expect(detail).to_be_hidden()
    page.locator("input[name=a-purpose][value=other]").check()
    expect(detail).to_be_visible()
    page.locator("input[name=a-purpose][value=dance]").check()
    expect(detail).to_be_hidden()

    page.goto(f"{FORM}draft/publication/")
    page.locator("form:has([name=on]) .actions button").click()
    page.wait_for_url(f"**{FORM}")
    expect(page.locator("main")).to_contain_text("借来做什么")
    page.goto(f"{FORM}versions/1/preview/")
    expect(page.locator('[data-answer="purpose"]')).to_be_visible()
