"""What people do on pages, in the order in which they do it. Nothing here depends on the language shown."""

import re
import struct
import zlib
from typing import Any

from playwright.sync_api import Locator, Page, expect

HERE = {"longitude": 119.28906, "latitude": 25.71351}  # 宏侨社区, first grid of the demonstration
NUMBER = re.compile(r"FQ\d{4}-\d{6}")


def png(colour: tuple[int, int, int] = (90, 120, 90), *, size: int = 64) -> bytes:
    """A small true picture, made by hand."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + bytes(colour) * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def photo(name: str = "photo.png", content: bytes | None = None, media: str = "image/png") -> Any:
    return {"name": name, "mimeType": media, "buffer": png() if content is None else content}


class Hand:
    """Does things to a page and counts the taps."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, target: str | Locator) -> None:
        found = self.page.locator(target) if isinstance(target, str) else target
        found.click()
        self.taps += 1

    def write(self, target: str, words: str) -> None:
        """Tap into a field and write."""
        self.tap(target)
        self.page.locator(target).press_sequentially(words)

    def choose_photo(self, content: Any = None) -> None:
        """Tap on the strip; the phone's own chooser gives the picture back."""
        add = self.page.locator("photo-strip .add button")
        with self.page.expect_file_chooser() as chooser:
            self.tap(add)
        chooser.value.set_files(content or photo())


def photos_sent(page: Page, count: int = 1) -> None:
    """Wait until the photos of the form have arrived."""
    expect(page.locator("photo-strip input[name=photo_ids]")).to_have_count(count)


def fill_report(page: Page, words: str, *, kind: str = "M01060", place: str = "宏路街道宏侨社区文化广场") -> None:
    """Fill in the report as one who knows where things stand, without a photo."""
    page.goto(f"/report/?kind={kind}&kind_words=路灯")
    page.fill("#id_address", place)
    page.fill("#id_words", words)


def send(page: Page) -> None:
    page.locator("form.report .actions .button").last.click()


def slip(page: Page) -> tuple[str, str]:
    """Number and secret as the acknowledgement shows them."""
    expect(page.locator(".slip dd.secret")).to_be_visible()
    number, secret = page.locator(".slip dd").all_inner_texts()
    return number.strip(), secret.strip()


def report(page: Page, words: str, **more: Any) -> tuple[str, str]:
    """Report something whole; return number and secret."""
    fill_report(page, words, **more)
    send(page)
    return slip(page)


def sign_in_staff(page: Page, name: str, password: str = "linli-demo-2026") -> None:
    page.goto("/staff/login/?next=/desk/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.locator("main .button").first.click()
    page.wait_for_url("**/desk/")


def sent_code(page: Page, phone: str) -> str:
    """Read the newest code to a number where the demonstration shows what it would have sent."""
    other = page.context.new_page()
    other.goto("/demo/outbox/")
    texts = [text for text in other.locator("ol.card li").all_inner_texts() if phone in text and "FQ" not in text]
    found = re.search(r"\b(\d{6})\b", texts[0].partition("\n")[2])
    assert found
    other.close()
    return found[1]


def do_deed(page: Page, number: str, noun: str, note: str = "", *, with_photo: bool = False, **choices: str) -> None:
    """Open a case at the desk, choose a deed, fill it in, do it; the page then says that it is done."""
    page.goto(f"/desk/cases/{number}/")
    page.locator(f".deeds a[href*='/{noun}/']").first.click()
    form = page.locator("#deed form.form")
    for name, value in choices.items():
        form.locator(f"[name={name}][value={value}]").check()
    if note:
        form.locator("[name=note]").fill(note)
    if with_photo:
        form.locator("input[type=file]").set_input_files(photo("after.png"))
        photos_sent(page)
    form.locator(".actions button").first.click()
    expect(page.locator("#deed form.form")).to_have_count(0)


def follow(page: Page, number: str, secret: str) -> None:
    """Find a matter by number and secret."""
    page.goto("/follow/")
    page.fill("#id_number", number)
    page.fill("#id_secret", secret)
    page.locator("main form .button").first.click()
    page.wait_for_url(f"**/matters/{number}/")


def press(page: Page, deed: str, **said: str) -> None:
    """Open the form of a deed on a page that has one for each, fill it in and send it."""
    form = page.locator(f"form[action$='/{deed}/']").first
    for box in page.locator("details.more", has=form).all():
        box.evaluate("box => box.open = true")
    for name, value in said.items():
        field = form.locator(f"[name={name}]").first
        if field.evaluate("one => one.type") in ("radio", "checkbox"):
            form.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(field.locator("option", has_text=value).get_attribute("value"))
        else:
            field.fill(value)
    with page.expect_navigation():
        form.locator("button").click()
