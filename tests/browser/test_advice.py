"""A question asked, answered, and made into an answer that the next one finds."""

import re

from playwright.sync_api import expect

from tests.browser.steps import NUMBER, do_deed

WORDS = "老人助餐点周末开不开门"


def test_a_question_becomes_an_answer_that_the_next_one_finds(open_browser):
    asker = open_browser("phone", who="resident")
    asker.goto("/advice/")
    asker.fill("#ask-words", WORDS)
    asker.locator("form:has(#ask-words) .actions button").click()
    expect(asker.locator("form[data-draft=advice] [name=words]")).to_have_value(WORDS)
    asker.locator("#id_town").select_option("350181005")
    asker.locator("#id_village option[value='350181005004']").wait_for(state="attached")
    asker.locator("#id_village").select_option("350181005004")
    asker.locator("form[data-draft=advice] .actions button").last.click()
    asker.wait_for_url(re.compile("/(received|matters|report)/"))
    number = NUMBER.search(asker.content())
    assert number

    manager = open_browser("desktop", who="manager")
    do_deed(manager, number[0], "closure", "周六上午开，周日不开。", outcome="explained")
    manager.goto(f"/desk/cases/{number[0]}/")
    manager.locator("a[href*='/articles/from/']").click()
    form = manager.locator("main form.form")
    expect(form.locator("[name=answer]")).to_have_value(re.compile("周六上午开"))
    form.locator("[name=question]").fill("助餐点周末开吗？")
    form.locator("[name=source]").fill("助餐点公示")
    form.locator("[name=for_residents]").check()
    form.locator("button[name=offer]").click()
    manager.wait_for_url(re.compile("/knowledge/[0-9a-f-]{36}/"))
    article = manager.url

    other = open_browser("desktop", who="dispatcher")
    other.goto(article)
    other.locator("form[action$='/approval/'] button").first.click()

    reader = open_browser("phone")
    reader.goto("/advice/?q=助餐点")
    reader.get_by_role("link", name="助餐点周末开吗").first.click()
    expect(reader.locator(".answer")).to_contain_text("周六上午开")
    expect(reader.locator("main")).not_to_contain_text(number[0])
