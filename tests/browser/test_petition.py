"""A visit is taken down at the counter, passed on, answered, and rated on the telephone of whoever came."""

from playwright.sync_api import expect

from tests.browser.steps import NUMBER, press

PHONE = "13800000001"  # the resident of the demonstration, who gives no more than this at the counter
WISH = "请把活动室的台阶改成坡道"


def test_a_visit_from_the_counter_to_the_grade_on_the_telephone(open_browser):
    clerk = open_browser("desktop", who="clerk")
    clerk.goto("/desk/petitions/new/")
    clerk.locator("[name=village]").select_option("350181005004")
    clerk.locator("[name=wish]").fill(WISH)
    clerk.locator("[name=words]").fill("轮椅上不去，来过两次")
    clerk.locator("[name=name1]").fill("林小满")
    clerk.locator("[name=phone1]").fill(PHONE)
    clerk.locator("main form .actions button").click()
    number = NUMBER.search(clerk.url)
    assert number is not None
    press(clerk, "routing", body="路灯管理所")

    officer = open_browser("desktop", who="officer")
    officer.goto(f"/desk/petitions/{number[0]}/")
    officer.locator("form[action$='/acceptance/'] button").click()
    press(
        officer,
        "answer",
        verdict="supported",
        findings="台阶高四十厘米",
        opinion="月底前改成坡道",
        basis="无障碍环境建设法",
    )

    phone = open_browser("phone", who="resident")
    phone.goto("/petitions/")
    phone.locator(f"a[href$='/{number[0]}/']").click()
    expect(phone.locator("main")).to_contain_text("月底前改成坡道")
    phone.locator("form[action$='/rating/'] [name=note]").fill("说得清楚")
    phone.locator("form[action$='/rating/'] button[value='5']").click()
    expect(phone.locator("section[aria-labelledby=rating]")).to_contain_text("非常满意")
    expect(phone.locator("form[action$='/rating/']")).to_have_count(0)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    officer.reload()
    assert "非常满意" not in officer.content()
