"""Every page, in both languages, on a phone and at the desk: it answers, nothing fails in the browser, nothing is too wide.

axe reads each page and each of its states once, on the phone: its markup and colours are the same elsewhere.
"""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.chromium import DESKTOP, PHONE, cookies
from tests.browser.pages import DESK, FIELD, HOUSE, NO_PAGES, PAGES, PEOPLE, PORTAL, url_names

AXE = Path(settings.PROJECT) / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false, ancestry: false, pingWaitTime: 0});
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} — ${node.failureSummary.split("\\n").slice(1, 3).join("; ").trim()}`));
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def walk(showings, language, open_browser, world, watch, house):
    """Visit pages and return every finding with its page.

    Every page and state on a phone in Chinese, and as wide as at the desk without being asked for again; each address once
    on a phone in English, where words are longest for their room: the markup is the same.
    """
    findings, page, is_chinese = [], open_browser("phone", language), language == "zh-hans"
    if is_chinese:
        page.add_init_script(path=AXE)
    for showing in showings if is_chinese else [one for one in showings if one.url]:
        watch.allowed = frozenset({showing.status} - {200})
        page.context.clear_cookies()
        page.context.add_cookies(cookies(house.address, language, world["sessions"].get(showing.who, "")))
        answer = page.goto(showing.at(world["matters"]))
        where = f"{showing.name} ({language}"
        if answer is None or answer.status != showing.status:
            findings.append(f"{where}): answered {answer and answer.status}, expected {showing.status}")
            continue
        if is_chinese:
            findings += [f"{where}, phone): {found}" for found in seen_by_axe(page)]
        for size in (PHONE, DESKTOP) if is_chinese else (PHONE,):
            page.set_viewport_size(size)
            if wide := page.evaluate(OVERFLOW):
                findings.append(f"{where}, {size['width']} px): {wide} px wider than the window")
        page.set_viewport_size(PHONE)
    return findings


def seen_by_axe(page):
    """What axe finds at the top of a page; where it finds something, only what stays so at its end.

    A bar that sticks to the lower edge covers what one can scroll out from under it.
    """
    found = page.evaluate(RUN, TAGS)
    if found:
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        lasting = {line.split(" — ")[0] for line in page.evaluate(RUN, TAGS)}
        found = [line for line in found if line.split(" — ")[0] in lasting]
    return found


class EachPage:
    showings = ()

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_answers_and_is_accessible(self, language, open_browser, world, watch, house):
        findings = walk(self.showings, language, open_browser, world, watch, house)

        assert findings == [], "\n".join(findings)


class TestPortal(EachPage):
    showings = PORTAL


class TestPeople(EachPage):
    showings = PEOPLE


class TestDesk(EachPage):
    showings = DESK[: len(DESK) // 2]


class TestRestOfTheDesk(EachPage):
    showings = DESK[len(DESK) // 2 :]


class TestField(EachPage):
    showings = FIELD


class TestHouse(EachPage):
    showings = HOUSE


class TestList:
    def test_every_page_of_the_urlconf_stands_in_the_list(self):
        names = {name for name, _view in url_names() if not name.startswith("api")}
        listed = {showing.url for showing in PAGES if showing.url}

        assert names - listed - set(NO_PAGES) == set()

    def test_no_address_is_listed_that_is_gone(self):
        names = {name for name, _view in url_names()}

        assert ({showing.url for showing in PAGES if showing.url} | set(NO_PAGES)) - names == set()

    def test_names_are_told_apart(self):
        names = [showing.name for showing in PAGES]

        assert len(names) == len(set(names))

    def test_axe_sees_what_is_wrong(self, open_browser):
        page = open_browser("desktop")
        page.add_init_script(path=AXE)
        page.goto("/")
        page.evaluate("document.querySelector('label').remove(); document.querySelector('h1').style.color = '#eee'")

        found = {line.split(":")[0] for line in seen_by_axe(page)}

        assert found >= {"color-contrast"}
