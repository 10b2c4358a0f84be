"""Without a mouse: a report from the first key to the number, and a deed at the desk."""

from playwright.sync_api import expect

from tests.browser.steps import slip

MOST_TABS = 80


def tab_to(page, selector):
    """Press Tab until the element has the focus; where it is reached, it shows that it has it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            shown = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert shown != "none", f"the focus on {selector} cannot be seen"
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_a_report_with_the_keyboard_alone(open_browser):
    page = open_browser("desktop")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(page, ".door[href='/report/'], .doors a[href='/report/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/")
    tab_to(page, "#id_kind_words")
    page.keyboard.type("ldpdx")
    expect(page.locator(".kind-choices input[value=M01060]")).to_be_attached()
    tab_to(page, ".kind-choices input")
    page.keyboard.press("Space")
    for _ in range(20):
        if page.locator(".kind-choices input[value=M01060]").is_checked():
            break
        page.keyboard.press("ArrowDown")
    tab_to(page, "#id_address")
    page.keyboard.type("海口镇")
    tab_to(page, "#id_words")
    page.keyboard.type("灯箱响个不停。")
    tab_to(page, "form.report .actions .button")
    page.keyboard.press("Enter")

    number, secret = slip(page)
    assert number.startswith("FQ")
    assert len(secret) >= 10


def test_the_desk_by_its_keys(open_browser, world):
    page = open_browser("desktop", who="manager")
    page.goto("/desk/")
    page.keyboard.press("/")
    expect(page.locator("[data-keys=search]")).to_be_focused()
    page.keyboard.type(world["matters"]["foreign"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{world['matters']['foreign']}/**")
    page.keyboard.press(".")
    expect(page.locator(".deeds a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#deed form")).to_be_visible()
    page.locator("#deed [name=note]").focus()
    page.keyboard.type("电话问过，属实。")
    tab_to(page, "#deed form .actions button")
    page.keyboard.press("Enter")

    expect(page.locator("#deed form")).to_have_count(0)
    expect(page.locator(".timeline").first).to_contain_text("电话问过，属实。")


def test_j_and_k_move_in_the_list_and_enter_opens(open_browser):
    page = open_browser("desktop", who="dispatcher")
    page.goto("/desk/")
    rows = page.locator("list-pane a[data-keys=row]")
    second = rows.nth(1).get_attribute("data-number")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(f"#case-{second}")).to_be_visible()
    page.wait_for_url(f"**/desk/cases/{second}/**")
    expect(rows.nth(1)).to_be_visible()
