"""Pages set as PDF, one at a time, and the memory of it given back.

A page in Chinese takes whole fonts into memory, and the allocator keeps some 45 MB a page for threads that may never set
another. Measured in a worker that had made the papers of the demonstration: 820 MB, once 1,350; with this 210, of which
half is the fonts' files, shared with everybody.
"""

import ctypes
import gc
import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

_press = Lock()


def set_page(html: str) -> Any:
    """Lay a page out, ready to be measured or written. It fetches nothing from anywhere. Raises OSError without Pango."""
    from weasyprint import HTML  # slow to load, and seldom wanted
    from weasyprint.urls import URLFetcher

    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).render()


def pdf_of(html: str) -> bytes:
    """Return a page as PDF. Raises OSError where the machine has no Pango to set it with."""
    with _press:
        try:
            pdf: bytes = set_page(html).write_pdf()
        finally:
            gc.collect(1)  # of what was made just now: a page refers to itself, and holds its fonts until it is found
            _give_back()
    return pdf


def _trim() -> Callable[[int], int] | None:
    """What glibc calls giving free memory back; other libraries of C have no such call and no such need."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def _give_back() -> None:
    if trim := _trim():
        trim(0)
