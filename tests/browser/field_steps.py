"""What somebody on site does with the app that works without signal."""

from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.steps import photo

PIN = "481516"
APP = "/field/app/"
DELIVERIES = "**/field/deliveries/"


def enrol(page: Page) -> None:
    """Enrol the phone in hand, and wait until the app opens without signal."""
    page.goto(APP)
    page.fill("#id_pin", PIN)
    page.fill("#id_again", PIN)
    page.locator("form button.primary").click()
    expect(page.locator("[data-show=due]")).to_be_visible()
    expect(page.locator("[data-slot=lines] li").first).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def unlock(page: Page, pin: str = PIN) -> None:
    page.fill("#id_pin", pin)
    page.locator("form button.primary").click()


def open_again(page: Page) -> None:
    """Open the app anew, as after the phone was off: everything in memory is gone."""
    page.goto("about:blank")
    page.goto(APP)
    unlock(page)
    expect(page.locator("[data-show=due]")).to_be_visible()


def tab(page: Page, name: str) -> None:
    page.locator(f".portal-nav a[href='#{name}'], a[href='#{name}']").first.click()


def write_report(page: Page, words: str, *, with_photo: bool = False, with_voice: bool = False) -> None:
    """Write a report in the app and put it into the outbox."""
    fill_report(page, words, with_photo=with_photo)
    if with_voice:
        record_voice(page)
    page.locator("form.report button.primary").click()
    expect(page.locator("[data-slot=items]")).to_be_visible()


def record_voice(page: Page) -> None:
    """Speak for a second and a half; the microphone is Chromium's own, which beeps."""
    page.locator("[data-slot=voice-record]").click()
    expect(page.locator("[data-slot=voice-said]")).not_to_be_empty()
    page.wait_for_timeout(1500)
    page.locator("[data-slot=voice-record]").click()
    expect(page.locator("[data-slot=voice-kept]")).to_be_visible()


def fill_report(page: Page, words: str, *, with_photo: bool = False) -> None:
    page.evaluate("location.hash = '#report'")
    expect(page.locator("#id_words")).to_be_visible()
    if with_photo:
        page.locator("#id_photos").set_input_files(photo())
        expect(page.locator("[data-slot=shots] li")).to_have_count(1)
    page.fill("#id_kind_words", "ldyc")
    page.locator("[data-slot=kinds] input").first.check()
    page.select_option("#id_area", index=1)
    page.fill("#id_words", words)


def open_deed(page: Page, number: str, noun: str) -> None:
    page.evaluate(f"location.hash = '#deed/{number}/{noun}'")
    expect(page.locator("#id_note")).to_be_visible()


def entry(page: Page, words: str) -> Locator:
    """What was written, as the outbox shows it."""
    return page.locator(".field-entry", has_text=words)


def becomes(page: Page, words: str, state: str) -> Locator:
    found = entry(page, words)
    expect(found).to_have_attribute("data-state", state)
    return found


def signal_is_back(page: Page) -> None:
    """The phone notices that there is signal again, without having been without it for the browser."""
    page.evaluate("void window.dispatchEvent(new Event('online'))")


class Line:
    """The way to the server for what is delivered: whole, cut, or answering wrongly. It counts what came through."""

    def __init__(self, context: BrowserContext) -> None:
        self.mode, self.sent = "whole", 0
        context.route(DELIVERIES, self._pass)

    def _pass(self, route: Route) -> None:
        self.sent += 1
        if self.mode == "cut before":
            route.abort("internetdisconnected")
        elif self.mode == "cut after":
            route.fetch()  # it arrives; its answer does not
            route.abort("connectionreset")
        elif self.mode == "broken":
            route.fulfill(status=500, body="no")
        else:
            route.continue_()

    def wait_until_tried(self, page: Page) -> None:
        """Until the phone has tried to send: what was just written waits a moment before that."""
        for _moment in range(100):
            if self.sent:
                return
            page.wait_for_timeout(100)
        raise AssertionError("the phone has not tried to send")


def matters_with(page: Page, words: str) -> int:
    """How many matters the office has with these words."""
    answer = page.request.get("/desk/search/", params={"q": words, "view": "all"})
    return int(answer.text().count('data-keys="row"'))


def wrongs(faults: list[str]) -> list[str]:
    """Faults of a page, without what a cut line makes a browser say."""
    cut = ("request failed", "net::ERR")
    return [fault for fault in faults if not any(word in fault for word in cut)]


def stored(page: Page) -> Any:
    """Everything in the phone's store, as text: what lies open there can be read in it."""
    return page.evaluate(
        """async () => {
          const request = indexedDB.open("linli-field");
          const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
          const decoder = new TextDecoder();
          const rows = [];
          for (const name of database.objectStoreNames) {
            const all = database.transaction(name).objectStore(name).getAll();
            rows.push(...(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)))));
          }
          database.close();
          return JSON.stringify(rows, (_key, value) =>
            value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? decoder.decode(value) : value);
        }"""
    )
