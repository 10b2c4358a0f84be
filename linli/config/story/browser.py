"""A very small browser: cookies, redirects, forms with files. No script, as any page of ours must work."""

import http.client
import secrets
import urllib.error
import urllib.request
from http.cookiejar import Cookie, CookieJar
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from linli.config.story.page import Element, form_values, read_page

SECONDS = 20.0
Photo = tuple[str, bytes]  # file name, content


class NobodyAnswers(RuntimeError):
    """Nothing answers at the address; the text says what went wrong."""


class Unexpected(RuntimeError):
    """A page did not show what the story needs; the text says which and what stood there instead."""


class Browser:
    """One person's browser. `page`, `address` and `status` are of the page it shows."""

    def __init__(self, base: str, *, language: str) -> None:
        self.base = base.rstrip("/") + "/"
        jar = CookieJar()
        jar.set_cookie(_cookie("linli_language", language, urlsplit(self.base).hostname or ""))
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.address, self.status, self.page = self.base, 0, Element("page")

    def open(self, path: str) -> Element:
        """Go to an address of the system."""
        return self._show(urllib.request.Request(urljoin(self.base, path)))  # noqa: S310  (our own address)

    def send(
        self, typed: dict[str, str], *, photo: Photo | None = None, having: str = "", expect: int = 200
    ) -> Element:
        """Fill in the form of this page (the one with a field `having`) and send it.

        Raises Unexpected where there is no such form, or the answer has another status.
        """
        form = next((one for one in self.page.every("form") if _has(one, having or next(iter(typed)))), None)
        if form is None:
            raise Unexpected(f"{self.address}: no form with {having or ', '.join(typed)}. {self.complaint}")
        values = [(name, value) for name, value in form_values(form) if name not in typed] + list(typed.items())
        boundary = secrets.token_hex(16)
        request = urllib.request.Request(  # noqa: S310  (our own address)
            urljoin(self.address, form.attributes.get("action") or self.address),
            data=_multipart(values, photo, boundary),
            headers={"Content-Type": f"multipart/form-data; boundary={boundary}", "Referer": self.address},
        )
        self._show(request)
        if self.status != expect:
            raise Unexpected(f"{self.address} answered {self.status}. {self.complaint}")
        return self.page

    @property
    def complaint(self) -> str:
        """What the page says is wrong."""
        said = [one.text for kind in ("error", "notice") for one in self.page.every(kind=kind)]
        heading = self.page.first("h1")
        return " ".join(dict.fromkeys(text for text in said if text)) or (heading.text if heading else "")

    def _show(self, request: urllib.request.Request) -> Element:
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                self._take(answer)
        except urllib.error.HTTPError as error:
            with error:
                self._take(error)
        except (TimeoutError, urllib.error.URLError, http.client.HTTPException, OSError) as error:
            raise NobodyAnswers(str(getattr(error, "reason", error))) from error
        return self.page

    def _take(self, answer: Any) -> None:
        content: IO[bytes] = answer
        self.address, self.status = answer.geturl(), answer.status
        self.page = read_page(content.read().decode("utf-8", "replace"))


def _has(form: Element, name: str) -> bool:
    return form.first(name=name) is not None


def _multipart(values: list[tuple[str, str]], photo: Photo | None, boundary: str) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values
    ]
    if photo:
        name, content = photo
        head = f'Content-Disposition: form-data; name="photos"; filename="{name}"\r\nContent-Type: image/png'
        parts.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _cookie(name: str, value: str, host: str) -> Cookie:
    domain = host if "." in host else f"{host}.local"  # as the standard library names a host without a dot
    return Cookie(
        version=0, name=name, value=value, port=None, port_specified=False, domain=domain, domain_specified=False,
        domain_initial_dot=False, path="/", path_specified=True, secure=False, expires=None, discard=True,
        comment=None, comment_url=None, rest={},
    )  # fmt: skip
