"""What people do in a hall: at the kiosk, at the window, at the counter's form."""

import re
from typing import Any

from playwright.sync_api import Page, expect

CENTRE = "350181005004"
TODAY = "() => new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Shanghai'}).format(new Date())"


def open_all_day(page: Page) -> None:
    """Today the centre is open around the clock, so that a test runs at any hour; `page` is its manager's."""
    page.goto(f"/desk/centres/{CENTRE}/")
    if page.get_by_text("演示：全天开放").count():
        return
    page.get_by_text("某几天另定时间").first.click()
    today = page.evaluate(TODAY)
    for name, value in (("first_on", today), ("last_on", today), ("spans", "0:00-24:00"), ("reason", "演示：全天开放")):
        page.locator(f"#exception_{name}").fill(value)
    page.locator("form:has(#exception_reason) button").click()
    page.wait_for_load_state()


def take_at_kiosk(page: Page, item: str) -> str:
    """Touch what one comes for; return the number."""
    page.goto(f"/kiosk/{CENTRE}/")
    choice = page.locator(f"button[name=item][value='{item}']")
    line = page.locator("details.kiosk-line").filter(has=choice)
    if line.count() and line.get_attribute("open") is None:
        line.locator("summary").click()
    choice.click()
    page.wait_for_url(re.compile(f"/kiosk/{CENTRE}/[^/]+/$"))
    return number_in(page.locator("main").inner_text())


def number_in(words: str) -> str:
    """The number of a ticket as it is printed."""
    found = re.search(r"\b[A-Z]\d{3}\b", words)
    assert found, words
    return found[0]


def open_window(page: Page, which: int) -> None:
    page.goto(f"/desk/window/?place={CENTRE}")
    page.locator("input[name=window]").nth(which).check()
    page.get_by_role("button", name="打开这个窗口").click()
    page.locator('button[data-key="N"]').wait_for()


def call_next(page: Page) -> str:
    """One key; return who is at the window now."""
    page.goto("/desk/window/")
    page.locator('button[data-key="N"]').wait_for()
    page.keyboard.press("n")
    expect(page.locator(".window-number")).to_be_visible()
    return page.locator(".window-number").inner_text().strip()


def begin_here(page: Page) -> None:
    """Begin the application that whoever stands at the window has come for."""
    page.locator("a[href*='/desk/applications/new/']").click()
    expect(page.locator("form.counter-form")).to_be_visible()


def take_application(page: Page, standings: dict[str, str], **fields: Any) -> str:
    """Fill in the counter's form; return the number of the application."""
    for name, value in fields.items():
        field = page.locator(f"form.counter-form [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"form.counter-form [name={name}][value='{value}']").check()
        else:
            if not field.first.is_visible():
                page.locator("form.counter-form details summary").first.click()
            field.first.fill(value)
    for code, standing in standings.items():
        page.select_option(f"select[name='{code}-standing']", standing)
    page.locator("form.counter-form .actions.pinned button[value='send']").click()
    page.wait_for_url(re.compile(r"/desk/applications/FQ\d{4}-\d{6}/"))
    found = re.search(r"FQ\d{4}-\d{6}", page.url)
    assert found
    return found[0]


def do(page: Page, number: str, deed: str, **fields: str) -> None:
    """A deed on the page of an application."""
    page.goto(f"/desk/applications/{number}/")
    form = page.locator(f"form[action$='/{deed}/']")
    if not form.first.is_visible():
        page.locator("details").filter(has=form).locator("summary").first.click()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        kind = field.first.evaluate("one => one.type")
        if kind == "radio":
            form.locator(f"[name={name}][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button").last.click()
    page.wait_for_load_state()
