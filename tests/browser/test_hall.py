"""A hall in real browsers: a phone takes a number, a clerk presses one key, the display shows it, loses its network and is back."""

import pytest

from tests.browser.hall_steps import CENTRE, open_all_day


@pytest.fixture
def always_open(open_browser):
    """Today the centre is open around the clock, so that the test runs at any hour."""
    page = open_browser("desktop", who="manager")
    open_all_day(page)
    page.close()


@pytest.mark.usefixtures("always_open")
def test_a_number_is_called_in_front_of_everybody(open_browser, watch):
    phone = open_browser("phone")
    phone.goto(f"/centres/{CENTRE}/ticket/")
    phone.get_by_role("button", name="取号").click()
    phone.wait_for_url("**/tickets/*/")
    display, desk = open_browser("desktop"), open_browser("desktop", who="clerk")
    display.goto(f"/display/{CENTRE}/")
    desk.goto(f"/desk/window/?place={CENTRE}")
    desk.locator("input[name=window]").first.check()
    desk.get_by_role("button", name="打开这个窗口").click()
    desk.locator('button[data-key="N"]').wait_for()

    desk.keyboard.press("n")

    number = desk.locator(".window-number").inner_text()
    display.locator(f'.call-board .now.fresh[data-number="{number}"]').wait_for(timeout=9000)
    size = display.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.now .number')).fontSize)")
    assert size >= 140  # of 720 lines: a fifth of the picture
    watch.allowed = frozenset({503})
    display.route("**/now/", lambda route: route.fulfill(status=503, body=""))
    display.evaluate("() => document.querySelector('hall-display').refresh()")
    display.locator("[data-gone]").wait_for(state="visible")
    assert "起连接中断" in display.locator("[data-gone]").inner_text()
    display.unroute("**/now/")
    display.evaluate("() => document.querySelector('hall-display').refresh()")
    display.locator("[data-gone]").wait_for(state="hidden")
    desk.reload()  # the browser crashed: the number is at the window as it was
    assert desk.locator(".window-number").inner_text() == number
    desk.locator('button[data-key="F"]').click()
    desk.get_by_role("button", name="关闭窗口").click()
