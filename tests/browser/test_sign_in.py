"""Both doors as people use them: a code from the visible outbox; a password with a second factor; what they show on the way."""

from time import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.chromium import LANGUAGES
from tests.browser.steps import report, sent_code, sign_in_staff
from tests.browser.test_every_page import AXE, OVERFLOW, seen_by_axe


def check(page, findings):
    """Add what axe and the window find on the page as it stands; the script is there since the page was opened."""
    where = page.evaluate("location.pathname")
    findings += [f"{where}: {found}" for found in seen_by_axe(page)]
    if wide := page.evaluate(OVERFLOW):
        findings.append(f"{where}: {wide} px wider than the window")


def app_code(secret, *, later=0):
    """What the authenticator app shows now, or `later` steps of half a minute from now."""
    return format_hotp_value(hotp_value(secret, int(time()) // 30 + later))


@pytest.mark.parametrize(("size", "language", "phone"), [("phone", "zh-hans", "138 0000 0001"), ("desktop", "en", "+1 650 253 0000")])  # fmt: skip
def test_a_resident_signs_in_by_code_and_finds_what_they_report(size, language, phone, open_browser):
    page, findings = open_browser(size, language), []
    page.add_init_script(path=AXE)
    page.goto("/matters/")
    assert page.url.endswith("/sign-in/?next=%2Fmatters%2F")

    page.fill("#id_phone", phone)
    page.locator("main .button").first.click()
    page.wait_for_url("**/sign-in/code/**")
    check(page, findings)
    page.fill("#id_code", sent_code(page, phone.replace(" ", "").lstrip("+")))
    page.locator("main .button").first.click()
    page.wait_for_url("**/matters/")
    number, _secret = report(
        page, f"楼下的灯箱坏了{size}。", place="龙山街道百合社区" if size == "phone" else "石竹街道"
    )
    page.goto("/matters/")

    expect(page.locator(f"a[href='/matters/{number}/']")).to_be_visible()
    assert findings == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clerk_types_for_a_caller_and_hands_over_the_slip(language, open_browser):
    page, findings = open_browser("desktop", language, who="clerk"), []
    page.add_init_script(path=AXE)
    page.goto("/desk/reports/new/?kind=A002")
    page.fill("#id_words", f"老年证在哪里办（{language}）。")
    page.fill("#id_address", "宏路街道")
    page.fill("#id_name", "陈阿婆")
    page.fill("#id_phone", "0591 8523 4567")
    page.locator("main form.report .actions .button, main form .actions .button").last.click()

    page.wait_for_url("**/desk/reports/*/received/")
    expect(page.locator(".slip dd.secret")).to_be_visible()
    check(page, findings)
    assert findings == []


def test_staff_sign_in_with_a_second_factor_and_every_page_of_it_is_in_order(open_browser):
    page, findings = open_browser("phone", "en"), []
    page.add_init_script(path=AXE)
    sign_in_staff(page, "auditor")

    page.goto("/staff/second-factor/app/")
    if "again" in page.url:
        page.fill("#id_password", "linli-demo-2026")
        page.locator("main .button").first.click()
    secret = page.locator(".facts dd").inner_text().strip()
    check(page, findings)
    page.fill("#id_code", app_code(secret))
    page.locator("main .button").first.click()
    page.wait_for_url("**/second-factor/**")
    for address in ("recovery/", "recovery/new/", "app/removal/", "again/"):
        page.goto(f"/staff/second-factor/{address}")
        check(page, findings)
    again = open_browser("phone", "en")
    again.add_init_script(path=AXE)
    again.goto("/staff/login/")
    again.fill("#id_login", "auditor")
    again.fill("#id_password", "linli-demo-2026")
    again.locator("main .button").first.click()
    again.wait_for_url("**/second-factor/code/")
    check(again, findings)
    again.fill("#id_code", app_code(secret, later=1))  # a code counts once: the next one, which a fast clock shows
    again.locator("main .button").first.click()

    again.wait_for_url("**/desk/")
    assert findings == []


def test_a_wrong_password_says_so_and_keeps_the_name(open_browser, watch):
    watch.allowed = frozenset({422})
    page = open_browser("desktop")
    page.goto("/staff/login/")
    page.fill("#id_login", "supervisor")
    page.fill("#id_password", "not the password")
    page.locator("main .button").first.click()

    expect(page.locator("#id_login")).to_have_value("supervisor")
    expect(page.locator("[role=alert], .error").first).to_be_visible()
    assert settings.LOGIN_REDIRECT_URL not in page.url
