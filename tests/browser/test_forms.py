"""A form that was drawn in the settings, in a real browser: with script it shows what is asked and checks as one writes."""

from playwright.sync_api import expect

from tests.browser.steps import photo


def test_a_form_is_tried_with_script(open_browser, watch):
    watch.allowed = frozenset({422})
    page = open_browser("phone", who="admin")
    page.goto("/settings/forms/elder_card/versions/1/preview/")
    agent = page.locator('[data-answer="agent_name"]')
    expect(agent).to_be_hidden()
    page.locator("input[name=a-how][value=agent]").check()
    expect(agent).to_be_visible()

    page.fill("#id_a-identity", "３５０１８１１９５８０３０１００１０")
    page.fill("#id_a-name", "林小满")
    wrong = page.locator('[data-answer="identity"] .error')
    expect(wrong).to_be_visible()
    page.fill("#id_a-identity", "350181 19580301 001５")
    expect(wrong).to_have_count(0)

    page.locator('button[value="add:contacts"]').click()
    page.fill("#id_a-contacts-0-name", "甲")
    expect(page.locator("#id_a-name")).to_have_value("林小满")
    expect(page.locator("input[name=a-how][value=agent]")).to_be_checked()
    page.locator('[data-answer="photo"] input[type=file]').set_input_files(photo())
    expect(page.locator('[data-answer="photo"] input[name=a-photo]')).to_have_count(1)

    page.get_by_role("button").filter(has_text="试提交").click()

    expect(page.locator('[data-answer="contacts-0-phone"] .error')).to_be_visible()  # held back before it was sent
    expect(page.locator('[data-answer="born_on"] .error')).to_be_visible()
