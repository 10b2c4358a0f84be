"""Script switched off: every step of a matter is a page with a form."""

from playwright.sync_api import expect

from tests.browser.steps import follow, photo, send, sent_code, slip


def bare(open_browser, **options):
    return open_browser("phone", java_script_enabled=False, **options)


def test_a_report_with_a_photo_by_town_and_community(open_browser):
    page = bare(open_browser)
    page.goto("/report/")
    page.fill("#id_kind_words", "路灯配电箱")
    page.locator("button[name=find_kind]").click()
    page.locator("input[name=kind][value=M01060]").check()
    page.select_option("#id_town", "350181008")
    page.locator("button[name=find_villages]").click()
    expect(page.locator("input[name=kind][value=M01060]")).to_be_checked()
    village = page.locator("#id_village option").nth(1).get_attribute("value")
    page.select_option("#id_village", village)
    page.fill("#id_words", "箱门掉了，没有脚本也能报。")
    page.locator("input[type=file]").set_input_files(photo())
    send(page)
    number, secret = slip(page)

    follow(page, number, secret)
    expect(page.locator(".timeline")).to_contain_text("箱门掉了，没有脚本也能报。")
    expect(page.locator(".timeline img")).to_have_count(1)


def test_what_is_missing_is_said_and_what_is_written_stays(open_browser, watch):
    watch.allowed = frozenset({422})
    page = bare(open_browser)
    page.goto("/report/")
    page.fill("#id_words", "写了一半。")
    page.locator("input[type=file]").set_input_files(photo())
    send(page)

    expect(page.locator("#id_words")).to_have_value("写了一半。")
    expect(page.locator("photo-strip input[name=photo_ids]")).to_have_count(1)
    expect(page.locator(".kind-picker p.error")).to_be_visible()


def test_a_sign_in(open_browser):
    page = bare(open_browser)
    page.goto("/sign-in/?next=/matters/")
    page.fill("#id_phone", "139 0000 0002")
    page.locator("main .button").first.click()
    page.wait_for_url("**/sign-in/code/**")
    page.fill("#id_code", sent_code(page, "13900000002"))
    page.locator("main .button").first.click()

    page.wait_for_url("**/matters/")


def test_a_rating(open_browser, world):
    page = bare(open_browser, who="resident")
    page.goto(f"/matters/{world['matters']['to_be_rated']}/")
    page.locator("a.button[href='rating/']").click()
    page.locator("[name=grade][value='4']").check()
    page.locator("form.form .actions .button").last.click()

    page.wait_for_url(f"**/matters/{world['matters']['to_be_rated']}/")
    expect(page.locator("a[href='rating/']")).to_have_count(0)


def test_staff_sign_in_and_a_deed(open_browser, world):
    page = bare(open_browser)
    page.goto("/staff/login/")
    page.fill("#id_login", "officer")
    page.fill("#id_password", "linli-demo-2026")
    page.locator("main .button").first.click()
    page.wait_for_url("**/desk/")
    page.goto(f"/desk/cases/{world['matters']['dispatched']}/")
    page.locator(".deeds a[href*='/progress/']").first.click()
    page.locator("[name=note]").fill("没有脚本也能报进展。")
    page.locator("#deed .actions button").first.click()

    expect(page.locator(".timeline").first).to_contain_text("没有脚本也能报进展。")
