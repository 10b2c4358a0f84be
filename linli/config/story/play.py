"""One matter from door to proof, played over HTTP as people do it: each in a browser of their own, form by form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from linli.config.demo import PASSWORD
from linli.config.story.browser import Browser, NobodyAnswers, Photo, Unexpected
from linli.config.story.page import Element

KIND, VILLAGE, TOWN = "M01037", "350181005004", "350181005"  # 路灯异常 in 宏侨社区, where the sign-ins serve
MANAGER, OFFICER = "manager", "officer"
GRADE = "5"
Say = Callable[[str], Any]

WORDS = {
    "zh-hans": {
        "place": "宏路街道宏侨社区三号楼旁",
        "words": "三号楼旁的路灯两晚不亮，天黑后看不清台阶。",
        "accept": "到现场看过，属实。",
        "progress": "维修人员已出发，预计一小时内到场。",
        "propose": "已更换灯具，恢复照明。",
        "close": "夜间现场核查，路灯已亮。",
        "rate": "办得很快，谢谢。",
    },
    "en": {
        "place": "宏路街道宏侨社区三号楼旁",
        "words": "The lamp beside building 3 has been dark for two nights; the steps cannot be seen.",
        "accept": "Looked on site: it is so.",
        "progress": "A team is on its way and will be there within the hour.",
        "propose": "The lamp was replaced and is lit.",
        "close": "Checked on site after dark: it is lit.",
        "rate": "Done quickly, thank you.",
    },
}


class NotRunning(RuntimeError):
    """Nothing of Linli answers, or it is not the demonstration; the text says what to do."""


@dataclass(frozen=True)
class Entry:
    """One line of the timeline as the resident reads it."""

    at: datetime | None
    title: str
    who: str
    said: str


@dataclass(frozen=True)
class Story:
    """What came of it."""

    number: str
    address: str
    timeline: list[Entry]  # oldest first
    verified: str  # what the page says of the recomputed history


class Play:
    """Plays the story against a running demonstration; every step says what it did."""

    def __init__(self, base: str, *, language: str, say: Say) -> None:
        self.base, self.language, self.say = base.rstrip("/"), language, say
        self.words = WORDS[language]

    def play(self) -> Story:
        """Play it to the end. Raises NotRunning, Unexpected, NobodyAnswers."""
        resident = self._resident()
        # Both sign in first: a system that is not the demonstration gets no matter that nobody could end.
        manager, officer = self._staff(MANAGER), self._staff(OFFICER)
        number, secret = self._report(resident)
        self._deed(manager, number, "acceptance", "accept")
        self._deed(officer, number, "progress", "progress")
        self._deed(officer, number, "closure-proposal", "propose", photo=photo("AFTER", is_lit=True))
        self._deed(manager, number, "closure", "close", outcome="resolved")
        later = self._follow(number, secret)
        self._rate(later, number)
        return Story(
            number, f"{self.base}/matters/{number}/", self._timeline(later, number), self._verify(manager, number)
        )

    def _browser(self) -> Browser:
        return Browser(self.base, language=self.language)

    def _resident(self) -> Browser:
        browser = self._browser()
        try:
            page = browser.open("/report/")
        except NobodyAnswers as error:
            raise NotRunning(f"Nobody answers at {self.base} ({error}). Start Linli first: make run") from error
        if browser.status != 200 or page.first("form", "report") is None:
            raise NotRunning(f"What answers at {self.base} is not Linli (status {browser.status} for /report/).")
        if page.first(kind="ribbon") is None:
            raise NotRunning(
                f"The Linli at {self.base} is no demonstration: a story would leave an invented matter in real records."
            )
        return browser

    def _staff(self, name: str) -> Browser:
        browser = self._browser()
        browser.open("/staff/login/?next=/desk/")
        try:
            browser.send({"login": name, "password": PASSWORD})
        except Unexpected as refused:
            raise NotRunning(f"{name} could not sign in with the demonstration's password. {refused}") from refused
        if "/desk/" not in browser.address:
            raise NotRunning(f"{name} was led to {browser.address} instead of the desk; a second factor may be set.")
        return browser

    def _report(self, browser: Browser) -> tuple[str, str]:
        """Report without an account. Where the same spot was reported before, it is sent all the same."""
        browser.open(f"/report/?kind={KIND}")
        typed = {
            "kind": KIND,
            "town": TOWN,
            "village": VILLAGE,
            "address": self.words["place"],
            "words": self.words["words"],
        }
        try:
            page = browser.send(typed, photo=photo("BEFORE", is_lit=False))
        except Unexpected:
            if browser.page.first("input", name="seen", value="1") is None:
                raise
            page = browser.send(typed | {"seen": "1"})
        slip = page.first(kind="slip")
        told = [element.text for element in slip.every("dd")] if slip else []
        if len(told) != 2:
            raise Unexpected(f"{browser.address}: no number and secret. {browser.complaint}")
        self.say(f"A resident reports {told[0]} with a photo, without an account.")
        return told[0], told[1]

    def _deed(
        self, browser: Browser, number: str, noun: str, words: str, *, photo: Photo | None = None, **typed: str
    ) -> None:
        browser.open(f"/desk/cases/{number}/{noun}/")
        if browser.status != 200:
            raise Unexpected(f"{browser.address} answered {browser.status}. {browser.complaint}")
        browser.send({"note": self.words[words], **typed}, photo=photo)
        self.say(f"{'The manager' if words in ('accept', 'close') else 'The officer'}: {noun}.")

    def _follow(self, number: str, secret: str) -> Browser:
        browser = self._browser()
        browser.open("/follow/")
        browser.send({"number": number, "secret": secret}, having="secret")
        self.say("The resident finds it again on another device, by number and secret.")
        return browser

    def _rate(self, browser: Browser, number: str) -> None:
        browser.open(f"/matters/{number}/rating/")
        browser.send({"grade": GRADE, "note": self.words["rate"]}, having="grade")
        self.say("The resident rates it.")

    def _timeline(self, browser: Browser, number: str) -> list[Entry]:
        page = browser.open(f"/matters/{number}/")
        timeline = page.first("ol", "timeline")
        entries = [_entry(event) for event in timeline.every("li", "event")] if timeline else []
        if not entries:
            raise Unexpected(f"{browser.address}: no timeline. {browser.complaint}")
        return entries[::-1]

    def _verify(self, browser: Browser, number: str) -> str:
        """Have the history recomputed. Raises Unexpected where it does not hold."""
        page = browser.open(f"/desk/cases/{number}/verification/")
        mark = page.first("b", "done-text")
        holds = next((one for one in page.every("p", role="status") if mark in list(one.every("b"))), None)
        if mark is None or holds is None:
            raise Unexpected(f"{browser.address}: the history does not hold. {browser.complaint}")
        return holds.text


def _entry(event: Element) -> Entry:
    line, said = event.first("p", "line"), event.first("div", "said")
    title = line.first("b") if line else None
    when = line.first("span", "when") if line else None
    moment = when.first("time") if when else None
    at = datetime.fromisoformat(moment.attributes["datetime"]) if moment else None
    who = when.text.partition("·")[2].strip() if when else ""
    return Entry(at, title.text if title else "", who, said.text if said else "")


def photo(words: str, *, is_lit: bool) -> Photo:
    """A drawn lamp that says that it is drawn."""
    picture = Image.new("RGB", (960, 720), "#f4f0e7")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, 960, 720), fill="#d9d3c4")
    pen.line((480, 140, 480, 620), fill="#1e2530", width=12)
    pen.ellipse((430, 60, 530, 160), fill="#ffd97a" if is_lit else "#59616e", outline="#1e2530", width=3)
    pen.text((40, 650), f"LINLI STORY - {words}", fill="#1e2530", font_size=36)
    out = BytesIO()
    picture.save(out, "PNG")
    return f"{words.lower()}.png", out.getvalue()
