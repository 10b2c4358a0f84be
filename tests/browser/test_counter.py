"""A clerk's browser crashes in the middle of taking an application: what was typed and photographed is found again."""

import re

from playwright.sync_api import expect

from tests.browser.steps import photo

COUNTER = "/desk/applications/new/?place=350181005004&item=residence-permit"


def is_kept(page, words):
    """Whether the server has it, asked beside the page that is still open."""
    begun = page.request.get("/desk/applications/new/").text()
    found = re.search(r'href="(\?draft=[^"]+)"', begun)
    return found is not None and words in page.request.get(f"/desk/applications/new/{found[1]}").text()


def test_what_was_being_taken_down_is_found_again_after_a_crash(open_browser):
    page = open_browser("desktop", who="manager")
    page.goto(COUNTER)
    page.locator("[name=name]").press_sequentially("林小满")
    page.locator("input[name=a-reason][value=study]").check()
    page.locator("input[name=a-proof-file]").set_input_files(photo())
    expect(page.locator("input[name=a-proof]")).to_have_count(1)
    page.locator("[name=remark]").press_sequentially("下午再来")
    expect(page.locator("form.counter-form > p[role=status]")).to_contain_text("已暂存", timeout=10_000)
    while not is_kept(page, "下午再来"):  # the last keys are kept a moment after they were typed
        page.wait_for_timeout(500)
    page.close()

    again = open_browser("desktop", who="manager")
    again.goto("/desk/applications/new/")
    again.locator("a[href^='?draft=']").first.click()

    expect(again.locator("[name=name]")).to_have_value("林小满")
    expect(again.locator("[name=remark]")).to_have_value("下午再来")
    expect(again.locator("input[name=a-reason][value=study]")).to_be_checked()
    expect(again.locator("input[name=a-proof]")).to_have_count(1)
